"""The app."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.http import HttpRequest

if TYPE_CHECKING:
    from commonweal_web.core.layout import NavigationItem


class InterestConfig(AppConfig):
    name = "commonweal_web.interest"
    label = "interest"

    def ready(self) -> None:
        # Models stand only once every app is loaded.
        from commonweal_web.core.work import add_chore, add_frequent_chore
        from commonweal_web.exchange.services import add_holder
        from commonweal_web.reminders.services.asking import add_purpose

        from .holding import seal_all_again
        from .matching import look_daily
        from .renewing import RENEW, ask_before_they_lapse

        add_frequent_chore(look_daily)
        add_chore(ask_before_they_lapse)
        add_purpose(RENEW)
        add_holder(seal_all_again)

    def navigation(self, request: HttpRequest) -> Iterator[NavigationItem]:
        from django.urls import reverse

        from commonweal_web.core.layout import NavigationItem
        from commonweal_web.core.standing import standing_of_request

        if request.user.is_authenticated and standing_of_request(request).body_roles:
            yield NavigationItem(text="Interest", address=reverse("interests"), order=35)
