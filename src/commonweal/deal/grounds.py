"""What a verdict looks at: the option, its splits, the rule, and figures gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from commonweal.appraisal import Appraisal, Array, OptionResult
from commonweal.partnership import Partnership

from .splits import SplitResult
from .verdict_rule import VerdictRule

__all__ = ["HALF_A_PENNY", "Ground", "Reason", "first_lower"]


#: Nobody loses by less than half a penny: it is what adding up in floating point leaves behind.
HALF_A_PENNY = 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One ground of the verdict, with the figure it rests on."""

    about: Literal["missing", "gain", "risk", "partner", "group", "evidence", "future", "aim"]
    text: str
    figure: float | None = None
    threshold: float | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "about": self.about,
            "text": self.text,
            "figure": self.figure,
            "threshold": self.threshold,
        }


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What the judgement looks at, gathered once."""

    appraisal: Appraisal
    option: OptionResult
    splits: tuple[SplitResult, ...]
    rule: VerdictRule

    @property
    def partnership(self) -> Partnership:
        return self.appraisal.partnership

    @property
    def chosen(self) -> SplitResult:
        return self.splits[0]

    @property
    def positions(self) -> list[int]:
        return [self.appraisal.body_ids.index(body) for body in self.option.bodies]

    @property
    def gains(self) -> Array:
        """Joint gain over the best each could do alone, (D,)."""
        shared = self.option.net_benefit[self.positions].sum(axis=0)
        alone = self.appraisal.alone_net_benefit[self.positions].sum(axis=0)
        gains: Array = shared - alone
        return gains

    @property
    def base(self) -> float:
        return float(self.appraisal.base[self.positions, 0].sum())

    @property
    def years(self) -> int:
        return self.partnership.horizon_years


def first_lower(text: str) -> str:
    """Lower a sentence's first letter, unless it begins with a name."""
    first = text.split(" ")[0]
    return text if first[1:] != first[1:].lower() or first in ("I",) else text[0].lower() + text[1:]
