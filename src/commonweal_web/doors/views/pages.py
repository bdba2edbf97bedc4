"""The front page, its doors, and what stands in the footer."""

from __future__ import annotations

import datetime
import platform

import django
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from commonweal import __version__
from commonweal_web.core.layout import Fact
from commonweal_web.doors.permissions import may_start_a_partnership
from commonweal_web.doors.presenters import WaysIn, ways_in

from .showing import open_page, page_at

__all__ = [
    "about_the_figures",
    "accessibility",
    "already",
    "contact",
    "cookies",
    "front",
    "privacy",
    "robots",
    "security",
    "sitemap",
    "thinking",
    "version",
]

front = page_at("doors/front.html.jinja")
about_the_figures = page_at("doors/about_the_figures.html.jinja")
accessibility = page_at("doors/accessibility.html.jinja")
privacy = page_at("doors/privacy.html.jinja")


@open_page
def cookies(request: HttpRequest) -> HttpResponse:
    hours = settings.SESSION_COOKIE_AGE // 3600
    return render(request, "doors/cookies.html.jinja", {"hours": hours})


def _ways(request: HttpRequest) -> WaysIn:
    return ways_in(request, may_start=may_start_a_partnership(request))


@open_page
def thinking(request: HttpRequest) -> HttpResponse:
    return render(request, "doors/thinking.html.jinja", {"ways": _ways(request)})


@open_page
def already(request: HttpRequest) -> HttpResponse:
    return render(request, "doors/already.html.jinja", {"ways": _ways(request)})


@open_page
def contact(request: HttpRequest) -> HttpResponse:
    return render(request, "doors/help.html.jinja", {"contact": settings.CONTACT})


@open_page
def version(request: HttpRequest) -> HttpResponse:
    facts = [
        Fact(name="Commonweal", said=__version__),
        Fact(name="Django", said=django.get_version()),
        Fact(name="Python", said=platform.python_version()),
    ]
    return render(
        request, "doors/version.html.jinja", {"facts": facts, "source": settings.SOURCE_ADDRESS}
    )


@open_page
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /accounts/", "Disallow: /api/", "Disallow: /try/", ""]
    lines.append(f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@open_page
def sitemap(request: HttpRequest) -> HttpResponse:
    places = ("", "thinking/", "already/", "try/", "help/", "about-the-figures/", "accessibility/")
    found = "".join(
        f"<url><loc>{request.build_absolute_uri('/' + place)}</loc></url>" for place in places
    )
    return HttpResponse(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{found}</urlset>\n',
        content_type="application/xml; charset=utf-8",
    )


@open_page
def security(request: HttpRequest) -> HttpResponse:
    """Say where to tell of a weakness (RFC 9116); the date keeps a year ahead."""
    expires = timezone.now() + datetime.timedelta(days=364)
    contact = (
        f"mailto:{settings.CONTACT}" if settings.CONTACT else request.build_absolute_uri("/help/")
    )
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires:%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: en",
        f"Canonical: {request.build_absolute_uri('/.well-known/security.txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
