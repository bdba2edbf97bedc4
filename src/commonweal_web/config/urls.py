"""Every address of the site: one line an app."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"commonweal_web.{app}.urls"))
    for app in (
        "doors",
        "accounts",
        "bodies",
        "partnerships",
        "reminders",
        "discussion",
        "exchange",
        "interest",
        "figures",
        "voices",
        "appraisals",
        "shares",
        "papers",
        "agreements",
        "publishing",
        "search",
        "api",
        "demonstration",
    )
]

handler400 = "commonweal_web.core.errors.bad_request"
handler403 = "commonweal_web.core.errors.forbidden"
handler404 = "commonweal_web.core.errors.not_found"
handler500 = "commonweal_web.core.errors.server_error"
