"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "commonweal_web.exchange"
    label = "exchange"

    def ready(self) -> None:
        from commonweal_web.core.waiting import add_partnership_source, add_source
        from commonweal_web.core.work import add_frequent_chore
        from commonweal_web.exchange.services import settle_due
        from commonweal_web.exchange.uses import register
        from commonweal_web.exchange.uses.minima import MINIMA
        from commonweal_web.exchange.uses.preconditions import PRECONDITIONS
        from commonweal_web.exchange.uses.readiness import READINESS
        from commonweal_web.exchange.uses.returns import RETURNS
        from commonweal_web.exchange.waiting import waits, waits_in

        for use in (PRECONDITIONS, READINESS, MINIMA, RETURNS):
            register(use)
        add_frequent_chore(settle_due)
        add_source(waits)
        add_partnership_source(waits_in)
