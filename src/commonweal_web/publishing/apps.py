"""The app."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "commonweal_web.publishing"
    label = "publishing"
