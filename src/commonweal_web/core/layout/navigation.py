"""The navigation: each app says what it adds for the person who asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.http import HttpRequest

__all__ = ["NavigationItem", "navigation_for"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigationItem:
    """A link of the navigation. `order` is its place: 10 comes before 20."""

    text: str
    address: str
    order: int = 50

    def is_current(self, path: str) -> bool:
        """Return whether this path is the item's page or one beneath it."""
        return path == self.address or (
            self.address != "/" and path.startswith(self.address.rstrip("/") + "/")
        )


def navigation_for(request: HttpRequest) -> list[NavigationItem]:
    """Return what this person may go to, in order."""
    return sorted(_items(request), key=lambda item: (item.order, item.text))


def _items(request: HttpRequest) -> Iterator[NavigationItem]:
    for config in apps.get_app_configs():
        adds = getattr(config, "navigation", None)
        if adds is not None:
            yield from adds(request)
