"""Every rule side by side on a terminal, and one rule's charges year by year."""

from __future__ import annotations

from rich.console import Console

from commonweal.deal import AlreadySharing, Deal, SplitResult, names_of
from commonweal.money import pounds, say_pounds
from commonweal.reports import say_basis

from .across import across
from .parts import bullets, heading, paragraph, table

__all__ = ["show_shares"]


def show_shares(
    console: Console, deal: Deal, split: SplitResult, running: AlreadySharing | None
) -> None:
    """Print gains under every rule, then one split year by year."""
    if running is not None:
        _show_running(console, deal, running)
    basis = say_basis(deal.partnership)
    heading(
        console,
        "What each partner gains under each rule",
        small_print=f"over the best each could do alone; {basis}",
    )
    names = names_of(deal.partnership, [share.body for share in split.shares])
    across(
        console,
        ("Rule", [_rule_name(result) for result in deal.splits]),
        [
            *(
                (name, [say_pounds(result.shares[place].gain) for result in deal.splits])
                for place, name in enumerate(names)
            ),
            (
                "Would leave",
                ["nobody" if one.stability.is_stable else "some" for one in deal.splits],
            ),
        ],
    )
    heading(console, f"What each would pay under {split.name}", small_print=_limits(deal, split))
    charges = split.charges
    across(
        console,
        ("Year", charges.years),
        [
            (name, [pounds(int(pence)) for pence in charges.pence[:, place]])
            for place, name in enumerate(names)
        ],
    )
    console.print()
    paragraph(console, split.explanation)
    heading(console, "Partner by partner")
    bullets(console, [partner.sentence for partner in deal.partners if partner.takes_part])


def _show_running(console: Console, deal: Deal, running: AlreadySharing) -> None:
    paragraph(console, f"Charged in {running.year}: {say_pounds(running.total)} in all.", "bold")
    table(
        console,
        (("Partner", "left"), ("Charged", "right"), ("Part", "right"), ("Alone a year", "right")),
        [
            (
                names_of(deal.partnership, [partner.body])[0],
                say_pounds(partner.charge),
                f"{partner.percentage:.1%}",
                say_pounds(partner.alone),
            )
            for partner in running.partners
        ],
    )
    bullets(console, [partner.sentence for partner in running.partners])
    if not running.split.stability.is_stable:
        worst = running.split.stability.blocking[0]
        who = " and ".join(names_of(deal.partnership, worst.group))
        bullets(
            console,
            [f"Worst treated: {who}, better off by {say_pounds(worst.amount)} without the rest."],
        )


def _rule_name(result: SplitResult) -> str:
    name = result.name.removeprefix("the ")
    return name[0].upper() + name[1:]


def _limits(deal: Deal, split: SplitResult) -> str:
    said = f"charge in each year, £ at {deal.partnership.base_year} prices"
    chosen = deal.partnership.split
    if split is not deal.splits[0]:
        return said
    if chosen.no_more_than_now_years:
        said += f"; nobody pays more than now for {chosen.no_more_than_now_years} years"
    if chosen.phase_in_years:
        said += f"; phased in over {chosen.phase_in_years} years"
    if chosen.cap or chosen.floor:
        said += "; within the caps and floors"
    return said
