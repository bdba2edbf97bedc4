"""The app."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "commonweal_web.papers"
    label = "papers"
