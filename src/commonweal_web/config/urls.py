"""Every address of the site: one line an app."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("commonweal_web.doors.urls")),
    *(
        path("", include(f"commonweal_web.{app}.urls"))
        for app in (
            "accounts",
            "bodies",
            "partnerships",
            "figures",
            "appraisals",
            "shares",
            "papers",
            "publishing",
            "api",
            "demonstration",
        )
        if find_spec(f"commonweal_web.{app}.urls") is not None
    ),
]

handler400 = "commonweal_web.core.errors.bad_request"
handler403 = "commonweal_web.core.errors.forbidden"
handler404 = "commonweal_web.core.errors.not_found"
handler500 = "commonweal_web.core.errors.server_error"
