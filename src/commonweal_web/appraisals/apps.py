"""The app."""

from django.apps import AppConfig


class AppraisalsConfig(AppConfig):
    name = "commonweal_web.appraisals"
    label = "appraisals"
