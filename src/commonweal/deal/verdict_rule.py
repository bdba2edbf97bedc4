"""The rule that gives the verdict, as versioned data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from commonweal.errors import InputError
from commonweal.files import Sourced, reference_rows

__all__ = ["VerdictRule", "verdict_rule", "verdict_rules"]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictRule(Sourced):
    """Thresholds on gain, chance of loss, stability and evidence; shares are fractions."""

    id: str
    least_gain_share: float
    most_chance_of_loss_whole: float
    even_chance: float
    most_chance_of_loss_partner: float
    most_chance_blocked: float
    most_guessed_share: float

    def to_dict(self) -> dict[str, Any]:
        return {
            name: getattr(self, name)
            for name in (
                "id",
                "date",
                "source",
                "status",
                "least_gain_share",
                "most_chance_of_loss_whole",
                "even_chance",
                "most_chance_of_loss_partner",
                "most_chance_blocked",
                "most_guessed_share",
            )
        }


@lru_cache(maxsize=1)
def verdict_rules() -> tuple[VerdictRule, ...]:
    """Return every version of the rule, oldest first."""
    rows = reference_rows("commonweal.deal", "data/verdict-rules.toml", "rules", VerdictRule)
    return tuple(sorted(rows, key=lambda row: row.date))


def verdict_rule(rule_id: str | None = None) -> VerdictRule:
    """Return a version of the rule by its id, or the newest.

    Raises
    ------
    InputError
        There is no such version.
    """
    rules = verdict_rules()
    if rule_id is None:
        return rules[-1]
    for rule in rules:
        if rule.id == rule_id:
            return rule
    raise InputError(
        f"There is no verdict rule {rule_id}.",
        hint=f"Use one of: {', '.join(rule.id for rule in rules)}.",
    )
