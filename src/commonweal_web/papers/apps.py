"""The app."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "commonweal_web.papers"
    label = "papers"

    def ready(self) -> None:
        # Models stand only once every app is loaded.
        from commonweal_web.core.waiting import add_source

        from .waiting import waits

        add_source(waits)
