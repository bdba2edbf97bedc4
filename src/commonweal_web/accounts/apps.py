"""The app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "commonweal_web.accounts"
    label = "accounts"
