"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "commonweal_web.search"
    label = "search"

    def ready(self) -> None:
        # Models stand only once every app is loaded.
        from commonweal_web.core.finding import add_source

        from .sources import figures, kept, who

        add_source("partnerships", "Partnerships", who.partnerships)
        add_source("bodies", "Bodies", who.bodies)
        add_source("people", "People", who.people)
        add_source("figures", "Figures", figures.figures)
        add_source("appraisals", "Appraisals", kept.runs)
        add_source("papers", "Papers", kept.papers)
        add_source("comments", "Comments", kept.comments)
        add_source("published", "Published cases", kept.cases)
