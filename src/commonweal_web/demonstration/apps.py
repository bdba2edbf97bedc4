"""The app."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.conf import settings
from django.http import HttpRequest

if TYPE_CHECKING:
    from commonweal_web.core.layout import NavigationItem


class DemonstrationConfig(AppConfig):
    name = "commonweal_web.demonstration"
    label = "demonstration"

    def navigation(self, request: HttpRequest) -> Iterator[NavigationItem]:  # noqa: ARG002
        from django.urls import reverse

        from commonweal_web.core.layout import NavigationItem

        if settings.IS_DEMONSTRATION:
            yield NavigationItem(text="Be somebody", address=reverse("demonstration"), order=85)
