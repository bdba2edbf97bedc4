"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class AppraisalsConfig(AppConfig):
    name = "commonweal_web.appraisals"
    label = "appraisals"

    def ready(self) -> None:
        # Models stand only once every app is loaded.
        from commonweal_web.partnerships.services.keeping import when_worked_out

        from .services import keep_pieces

        when_worked_out(keep_pieces)

        from commonweal_web.discussion.subjects import add_kind

        from .talking import subject_of

        add_kind("run", subject_of)
