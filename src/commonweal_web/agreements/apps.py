"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "commonweal_web.agreements"
    label = "agreements"

    def ready(self) -> None:
        # Models stand only once every app is loaded.
        from commonweal_web.core import finding, waiting
        from commonweal_web.discussion.subjects import add_kind

        from .finding import found
        from .talking import subject_of

        waiting.add_source(f"{self.name}.waiting.waits")
        waiting.add_partnership_source(f"{self.name}.waiting.waits_in")
        finding.add_source("agreements", "Agreements", found)
        add_kind("clause", subject_of)
