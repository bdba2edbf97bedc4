"""The app."""

from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "commonweal_web.partnerships"
    label = "partnerships"

    def ready(self) -> None:
        # Models stand only once every app is loaded.
        from commonweal_web.core.standing import add_source

        from .queries.grants import partnership_grants

        add_source(partnership_grants)
