"""The app."""

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "commonweal_web.bodies"
    label = "bodies"
