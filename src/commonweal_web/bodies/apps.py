"""The app."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.http import HttpRequest

if TYPE_CHECKING:
    from commonweal_web.core.layout import NavigationItem


class BodiesConfig(AppConfig):
    name = "commonweal_web.bodies"
    label = "bodies"

    def ready(self) -> None:
        # Models stand only once every app is loaded.
        from commonweal_web.core import standing, waiting

        from .queries.grants import body_grants

        standing.add_source(body_grants)
        waiting.add_source(f"{self.name}.waiting.waits")

    def navigation(self, request: HttpRequest) -> Iterator[NavigationItem]:
        from django.urls import reverse

        from commonweal_web.core.layout import NavigationItem

        if not request.user.is_authenticated:
            return
        yield NavigationItem(text="Bodies", address=reverse("bodies"), order=30)
        if request.user.is_site_administrator:
            yield NavigationItem(text="Site", address=reverse("keep-site"), order=80)
