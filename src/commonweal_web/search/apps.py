"""The app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "commonweal_web.search"
    label = "search"
