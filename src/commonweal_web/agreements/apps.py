"""The app."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "commonweal_web.agreements"
    label = "agreements"
