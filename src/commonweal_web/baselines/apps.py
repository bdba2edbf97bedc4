"""The app."""

from django.apps import AppConfig


class BaselinesConfig(AppConfig):
    name = "commonweal_web.baselines"
    label = "baselines"
