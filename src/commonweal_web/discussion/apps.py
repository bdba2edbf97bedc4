"""The app."""

from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    name = "commonweal_web.discussion"
    label = "discussion"
