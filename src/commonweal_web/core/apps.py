"""The app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "commonweal_web.core"
    label = "core"
