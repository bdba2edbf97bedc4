"""The app."""

from __future__ import annotations

from datetime import datetime

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "commonweal_web.reminders"
    label = "reminders"

    def ready(self) -> None:
        # Models stand only once every app is loaded.
        from commonweal_web.core import waiting, work

        waiting.add_source(f"{self.name}.waiting.waits")
        waiting.add_partnership_source(f"{self.name}.waiting.waits_in")
        work.add_chore(_remind)


def _remind(now: datetime) -> None:
    """Ask about what has grown old, then send what is due: once a day to each."""
    from .services.ageing import ask_about_the_aged
    from .services.digests import send_digests

    ask_about_the_aged(now)
    send_digests(now)
