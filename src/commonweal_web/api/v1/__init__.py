"""Version 1 of the programming interface."""

from .interface import api

__all__ = ["api"]
