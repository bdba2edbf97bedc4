"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    name = "commonweal_web.discussion"
    label = "discussion"

    def ready(self) -> None:
        # Models stand only once every app is loaded.
        from commonweal_web.core import talk as links_of_pages
        from commonweal_web.core import waiting as tasks

        from . import talk, waiting
        from .records import subject_of
        from .subjects import add_kind

        for kind in ("document", "signatures"):
            add_kind(kind, subject_of)
        links_of_pages.set_source(talk.links)
        tasks.add_source(waiting.waits)
        tasks.add_partnership_source(waiting.waits_in)
