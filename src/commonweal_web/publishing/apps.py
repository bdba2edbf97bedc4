"""The app."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "commonweal_web.publishing"
    label = "publishing"

    def ready(self) -> None:
        # Models stand only once every app is loaded.
        from commonweal_web.core.waiting import add_partnership_source, add_source

        from .waiting import waits, waits_in

        add_source(waits)
        add_partnership_source(waits_in)
