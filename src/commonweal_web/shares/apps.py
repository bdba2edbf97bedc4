"""The app."""

from django.apps import AppConfig


class SharesConfig(AppConfig):
    name = "commonweal_web.shares"
    label = "shares"
