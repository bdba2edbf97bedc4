"""The app."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "commonweal_web.figures"
    label = "figures"

    def ready(self) -> None:
        # Models stand only once every app is loaded.
        from commonweal_web.discussion.subjects import add_kind

        from .talking import subject_of

        add_kind("figures", subject_of)
