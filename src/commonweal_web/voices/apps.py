"""The app."""

from __future__ import annotations

from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "commonweal_web.voices"
    label = "voices"
