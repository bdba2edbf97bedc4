"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "commonweal_web.voices"
    label = "voices"

    def ready(self) -> None:
        # Models stand only once every app is loaded.
        from commonweal_web.core.waiting import add_source
        from commonweal_web.core.work import add_frequent_chore

        from .services import close_due
        from .waiting import waits

        add_frequent_chore(close_due)
        add_source(waits)
