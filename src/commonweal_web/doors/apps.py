"""The app."""

from django.apps import AppConfig


class DoorsConfig(AppConfig):
    name = "commonweal_web.doors"
    label = "doors"
