"""The app."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "commonweal_web.reminders"
    label = "reminders"
