"""The app."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.http import HttpRequest

if TYPE_CHECKING:
    from commonweal_web.core.layout import NavigationItem


class AccountsConfig(AppConfig):
    name = "commonweal_web.accounts"
    label = "accounts"

    def navigation(self, request: HttpRequest) -> Iterator[NavigationItem]:
        from django.urls import reverse

        from commonweal_web.core.layout import NavigationItem

        if request.user.is_authenticated:
            yield NavigationItem(text="Your account", address=reverse("account"), order=90)
        else:
            yield NavigationItem(text="Sign in", address=reverse("account_login"), order=90)
