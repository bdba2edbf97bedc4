"""Exit, asked beforehand: who would pay whom what, for every leaver and every period of notice.

The sums are those of `commonweal.deal.leaving`. A bill is divided among those who lose by the
leaving, each given just what it loses, so that nobody who stays is worse off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commonweal.deal import Course, Deal, SplitResult, leaving, names_of, say_names
from commonweal.money import pounds

__all__ = ["ExitBill", "exit_bills"]


#: A bill below this is what rounding to the penny leaves.
_PENNIES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitBill:
    """What one partner pays on leaving after some notice, and to whom."""

    leaver: str
    notice_months: int
    notice_in: str
    rest: Course
    """What those who stay then do."""
    pence: int
    pence_by_stayer: dict[str, int]
    """What each of those who stay is paid; nothing where it does not lose."""
    loss_pence_by_stayer: dict[str, int]
    """What the leaving costs each before it is paid; below nought where it gains."""
    sentence: str

    @property
    def leaves_nobody_worse_off(self) -> bool:
        """Say whether each of those who stay is paid what the leaving costs it."""
        return all(
            self.pence_by_stayer.get(body, 0) >= loss
            for body, loss in self.loss_pence_by_stayer.items()
        )

    def to_dict(self) -> dict[str, Any]:
        return {
            "leaver": self.leaver,
            "notice_months": self.notice_months,
            "notice_in": self.notice_in,
            "rest": self.rest,
            "pence": self.pence,
            "pence_by_stayer": self.pence_by_stayer,
            "loss_pence_by_stayer": self.loss_pence_by_stayer,
            "sentence": self.sentence,
        }


def exit_bills(
    deal: Deal,
    *,
    notice_months: Sequence[int],
    leavers: Sequence[str] = (),
    year: int | None = None,
    split: SplitResult | None = None,
) -> tuple[ExitBill, ...]:
    """Return each leaver's bill for each period of notice, leaver by leaver.

    Parameters
    ----------
    leavers
        Who might leave; every partner where left out.
    year : int, optional
        Year, from 0, at whose start notice is given; the second after go-live where left out.
    split
        The split in force; the partners' own where left out.

    Raises InputError for a body that is no partner, or a year outside the case.
    """
    partners = deal.game.partners if deal.game is not None else ()
    bills = []
    for body in leavers or partners:
        found = leaving(deal, body, year=year, notice_months=notice_months, split=split)
        for charge in found.charges:
            paid = {stayer: pence for stayer, pence in charge.by_stayer.items() if pence > 0}
            bills.append(
                ExitBill(
                    leaver=body,
                    notice_months=charge.notice_months,
                    notice_in=found.notice_in,
                    rest=charge.rest,
                    pence=charge.pence,
                    pence_by_stayer=paid,
                    loss_pence_by_stayer=dict(charge.by_stayer),
                    sentence=_sentence(deal, body, charge.notice_months, found.notice_in, paid),
                )
            )
    return tuple(bills)


def _sentence(deal: Deal, leaver: str, months: int, notice_in: str, paid: dict[str, int]) -> str:
    (name,) = names_of(deal.partnership, (leaver,))
    when = f"If {name} gives {months} months’ notice at the start of {notice_in}"
    if not paid:
        return f"{when}, it pays nothing: nobody who stays loses by it."
    each = say_names(
        [
            f"{pounds(pence, pence=True)} to {names_of(deal.partnership, (body,))[0]}"
            for body, pence in paid.items()
        ]
    )
    total = pounds(sum(paid.values()), pence=True)
    if sum(paid.values()) < _PENNIES:
        return f"{when}, it pays no more than pennies ({total}): nobody who stays loses by it."
    if len(paid) == 1:
        return f"{when}, {name} pays {each}, which is then no worse off."
    return f"{when}, {name} pays {total}: {each}. Nobody who stays is then worse off."
