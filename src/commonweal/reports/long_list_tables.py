"""The long list: every option considered, what each meets, and why some were set aside."""

from __future__ import annotations

from commonweal.appraisal.long_list import Listed, LongList, long_list
from commonweal.partnership import Partnership

from .parts import Part
from .tables import Cell, Table, table, text

__all__ = ["long_list_part"]

_MEETS = {"yes": "yes", "partly": "in part", "no": "no", "not-known": "not known"}


def long_list_part(partnership: Partnership) -> Part | None:
    """Return what became of the long list; None where the file says nothing of it."""
    found = long_list(partnership)
    if not found.factors and not found.set_aside:
        return None
    return Part(
        id="long-list",
        heading="Options considered",
        headline=found.sentence,
        small_print="The long list against critical success factors. Doing nothing and going it "
        "alone always stay, because sharing is compared with them.",
        points=tuple(caution.message for caution in found.cautions),
        tables=(_options_table(found),),
    )


def _options_table(found: LongList) -> Table:
    return table(
        "long-list-table",
        "Every option considered",
        (
            text("Option"),
            text("What became of it", "and why"),
            *(
                text(factor.name, "essential" if factor.is_essential else "")
                for factor in found.factors
            ),
        ),
        [
            (
                option.name,
                _standing(option),
                *(_MEETS[option.meets[factor.id]] for factor in found.factors),
            )
            for option in found.options
        ],
    )


def _standing(option: Listed) -> Cell:
    said = "set aside" if option.standing == "set-aside" else "on the short list"
    return Cell(said=said, small_print=option.reason)
