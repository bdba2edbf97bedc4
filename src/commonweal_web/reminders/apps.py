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

        from .services.ageing import PURPOSES
        from .services.asking import add_purpose
        from .waiting import waits, waits_in

        waiting.add_source(waits)
        waiting.add_partnership_source(waits_in)
        for purpose in PURPOSES.values():
            add_purpose(purpose)
        work.add_chore(_remind)


def _remind(now: datetime) -> None:
    """Ask about what has grown old, then send what is due: once a day to each."""
    from .services.ageing import ask_about_the_aged
    from .services.digests import send_digests

    ask_about_the_aged(now)
    send_digests(now)
