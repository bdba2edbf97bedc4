"""Where each party stands on each clause, and what is still to be settled between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from .clauses import matter, matters
from .document import Agreement, Position

__all__ = ["ClausePositions", "position_table", "with_position"]

Standing = Literal["accepted", "open", "disputed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClausePositions:
    """The parties' positions on one clause."""

    matter: str
    heading: str
    by_party: dict[str, Position]
    """Those who have spoken."""
    silent: tuple[str, ...]
    """Those who have not."""

    @property
    def standing(self) -> Standing:
        """Accepted once every party accepts; disputed while one would amend or reject it."""
        if any(one.stance != "accept" for one in self.by_party.values()):
            return "disputed"
        return "open" if self.silent else "accepted"

    def to_dict(self) -> dict[str, Any]:
        return {
            "matter": self.matter,
            "heading": self.heading,
            "standing": self.standing,
            "positions": [one.model_dump(mode="json") for one in self.by_party.values()],
            "silent": list(self.silent),
        }


def position_table(agreement: Agreement) -> tuple[ClausePositions, ...]:
    """Return each clause with where every party stands on it, in the order of the agreement."""
    return tuple(_rows(agreement))


def _rows(agreement: Agreement) -> Iterator[ClausePositions]:
    parties = [party.id for party in agreement.parties]
    for row in matters():
        if agreement.clause(row.id) is None:
            continue
        held = {one.party: one for one in agreement.positions if one.matter == row.id}
        yield ClausePositions(
            matter=row.id,
            heading=row.heading,
            by_party={party: held[party] for party in parties if party in held},
            silent=tuple(party for party in parties if party not in held),
        )


def with_position(agreement: Agreement, position: Position) -> Agreement:
    """Return the agreement with a party's position on a clause in place of its earlier one.

    Raises InputError if there is no such matter.
    """
    matter(position.matter)
    key = (position.matter, position.party)
    kept = tuple(one for one in agreement.positions if (one.matter, one.party) != key)
    return agreement.model_copy(update={"positions": (*kept, position)})
