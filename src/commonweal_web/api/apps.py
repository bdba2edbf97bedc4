"""The app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "commonweal_web.api"
    label = "api"
