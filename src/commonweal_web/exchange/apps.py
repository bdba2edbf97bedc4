"""The app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "commonweal_web.exchange"
    label = "exchange"
