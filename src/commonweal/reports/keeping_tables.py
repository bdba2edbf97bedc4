"""What would keep every partner and every group in: who would have to pay whom, and how much."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.deal import Deal, Keeping, names_of
from commonweal.money import say_pounds

from .parts import Folded, Part
from .tables import Table, figure, table, text
from .words import say_basis

__all__ = ["keeping_part", "mends"]

_A_PENNY = 0.005


def keeping_part(deal: Deal) -> Part | None:
    """Return what would keep everyone in; None where nothing is shared."""
    found = deal.keeping
    if found is None:
        return None
    payments = _payments_table(deal, found)
    return Part(
        id="keeping",
        heading="What would keep everyone in",
        headline=found.sentence,
        small_print="A division of the cost that no partner and no group would leave is said to "
        "be stable, or in the core. Amounts are worth today what they would be paid over the "
        "years.",
        points=tuple(_points(found)),
        tables=() if payments is None else (payments,),
        folded=(
            Folded(
                summary="The groups that show that no division can",
                texts=(found.proof, f"All of it in {say_basis(deal.partnership)}."),
            ),
        )
        if found.proof
        else (),
    )


def mends(deal: Deal) -> tuple[str, ...]:
    """Say for each partner that loses what would change it."""
    return tuple(partner.mend for partner in deal.partners if partner.mend)


def _points(found: Keeping) -> Iterator[str]:
    if found.core_empty:
        yield "However the cost is divided, some partner or group would do better by itself."
        yield (
            "Payments between the partners would not do, because they leave the whole as dear as "
            "it is; money from outside would, and a smaller partnership might."
        )
        return
    if found.least_core < -_A_PENNY:
        yield (
            "The cost can be divided so that every group is at least "
            f"{say_pounds(-found.least_core)} better off than by itself, and so that nobody would "
            "leave."
        )
    else:
        yield "The cost can be divided so that nobody would leave, with nothing to spare."
    if found.side_payments is None and found.why_none:
        yield found.why_none


def _payments_table(deal: Deal, found: Keeping) -> Table | None:
    payments = found.side_payments
    if payments is None or all(abs(pounds) <= _A_PENNY for pounds in payments.values()):
        return None
    names = names_of(deal.partnership, payments)
    return table(
        "payments-table",
        "Payments between partners that would keep everyone in",
        (text("Partner"), figure("Pays"), figure("Receives")),
        [
            (
                name,
                say_pounds(-pounds) if pounds < -_A_PENNY else "nothing",
                say_pounds(pounds) if pounds > _A_PENNY else "nothing",
            )
            for name, pounds in zip(names, payments.values(), strict=True)
        ],
        small_print=f"On top of {deal.splits[0].name}; the least in all that would do; "
        f"{say_basis(deal.partnership)}",
    )
