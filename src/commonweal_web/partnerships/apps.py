"""The app."""

from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "commonweal_web.partnerships"
    label = "partnerships"
