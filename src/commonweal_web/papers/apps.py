"""The app."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "commonweal_web.papers"
    label = "papers"

    def ready(self) -> None:
        # Models stand only once every app is loaded.
        from commonweal_web.core.waiting import add_source

        add_source(f"{self.name}.waiting.waits")

        from commonweal_web.discussion.subjects import add_kind

        from .talking import subject_of

        add_kind("paper", subject_of)
