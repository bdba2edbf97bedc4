"""The app."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "commonweal_web.core"
    label = "core"

    def ready(self) -> None:
        post_migrate.connect(_guard_the_log, sender=self)


def _guard_the_log(*, using: str, **_: Any) -> None:
    from .audit.guards import install_guards

    install_guards(connections[using])
