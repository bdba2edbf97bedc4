"""The rows of the readiness gate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from commonweal.services.rows import Row, Text

__all__ = ["Criterion", "CriterionGroup"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionGroup(Row):
    """A group of conditions, of which all or any one must hold."""

    rule: Literal["all", "any"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Row):
    """One condition, put as a question that is answered yes, no or unknown."""

    group: Text
    question: Text
