"""Levers: the only way to save. No lever, no saving."""

from commonweal.appraisal.levers.registry import LEVERS, Lever, apply_lever

__all__ = ["LEVERS", "Lever", "apply_lever"]
