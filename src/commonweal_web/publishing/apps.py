"""The app."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "commonweal_web.publishing"
    label = "publishing"

    def ready(self) -> None:
        # Models stand only once every app is loaded.
        from commonweal_web.core.waiting import add_partnership_source, add_source

        add_source(f"{self.name}.waiting.waits")
        add_partnership_source(f"{self.name}.waiting.waits_in")
