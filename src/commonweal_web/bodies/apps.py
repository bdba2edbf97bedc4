"""The app."""

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "commonweal_web.bodies"
    label = "bodies"

    def ready(self) -> None:
        # Models stand only once every app is loaded.
        from commonweal_web.core.standing import add_source

        from .queries.grants import body_grants

        add_source(body_grants)
