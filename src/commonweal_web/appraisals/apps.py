"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class AppraisalsConfig(AppConfig):
    name = "commonweal_web.appraisals"
    label = "appraisals"

    def ready(self) -> None:
        # Models stand only once every app is loaded.
        from commonweal_web.core.waiting import add_partnership_source, add_source
        from commonweal_web.partnerships.services.keeping import when_worked_out

        from .services import keep_pieces
        from .waiting import verdicts_waiting_for, verdicts_waiting_in

        when_worked_out(keep_pieces)
        add_source(verdicts_waiting_for)
        add_partnership_source(verdicts_waiting_in)

        from commonweal_web.discussion.subjects import add_kind

        from .talking import subject_of

        add_kind("run", subject_of)
