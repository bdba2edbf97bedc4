"""The app."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "commonweal_web.figures"
    label = "figures"
