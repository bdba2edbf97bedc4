"""The app."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.http import HttpRequest

if TYPE_CHECKING:
    from commonweal_web.core.layout import NavigationItem


class PartnershipsConfig(AppConfig):
    name = "commonweal_web.partnerships"
    label = "partnerships"

    def ready(self) -> None:
        # Models stand only once every app is loaded.
        from commonweal_web.core import standing, waiting

        from .queries.grants import partnership_grants

        standing.add_source(partnership_grants)
        waiting.add_source(f"{self.name}.waiting.waits")
        waiting.add_partnership_source(f"{self.name}.waiting.waits_in")

    def navigation(self, request: HttpRequest) -> Iterator[NavigationItem]:
        from django.urls import reverse

        from commonweal_web.core.layout import NavigationItem

        if request.user.is_authenticated:
            yield NavigationItem(text="Your tasks", address=reverse("home"), order=10)
            yield NavigationItem(text="Partnerships", address=reverse("partnerships"), order=20)
