"""Which split the partners carry to their agreement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from commonweal_web.partnerships.models import Partnership
from commonweal_web.shares.models import Choice

__all__ = ["ChosenSplit", "chosen_split"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenSplit:
    """The split proposed to the agreement, with the charges that its run worked out.

    Ask the policy about the run before showing it: whoever sees the run sees this.
    """

    run_number: int
    rule: str
    name: str
    split: Mapping[str, Any]
    """As the partnership file has it: rule, caps, floors, phasing."""
    charges: Mapping[str, Any]
    """`years`, and `partners`: each with `body` and `charge`, pounds by year."""
    note: str
    chosen_as: str
    chosen_at: datetime


def chosen_split(partnership: Partnership) -> ChosenSplit | None:
    """Return the split that was last proposed to the agreement; None before one was. One question.

    The agreement's schedule of charges is made of it, and is out of date once this says another.
    """
    newest: Choice | None = (
        partnership.split_choices.select_related("run")
        .defer("run__input_text", "run__result_text")
        .first()
    )
    if newest is None:
        return None
    values = newest.values
    return ChosenSplit(
        run_number=newest.run.number,
        rule=newest.rule,
        name=newest.name,
        split=values["split"],
        charges=values["charges"],
        note=newest.note,
        chosen_as=newest.chosen_as,
        chosen_at=newest.chosen_at,
    )
