"""Every rule side by side on a terminal, and one rule's charges year by year."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console

from commonweal.deal import AlreadySharing, Deal, SplitResult, names_of, say_names, without_answer
from commonweal.money import pounds, say_pounds
from commonweal.reports import say_basis, say_chance_of_loss

from .across import across
from .parts import bullets, heading, paragraph, table

__all__ = ["show_shares"]


def show_shares(
    console: Console, deal: Deal, split: SplitResult, running: AlreadySharing | None
) -> None:
    """Print gains under every rule, then one split year by year."""
    if running is not None:
        _show_running(console, deal, running)
    names = names_of(deal.partnership, [share.body for share in split.shares])
    _show_rules(console, deal, names)
    _show_charges(console, deal, split, names)
    heading(console, "Partner by partner", small_print=f"under {deal.splits[0].name}")
    bullets(console, [partner.sentence for partner in deal.partners if partner.takes_part])
    heading(console, "What would change that")
    bullets(console, _changes(deal))


def _show_rules(console: Console, deal: Deal, names: tuple[str, ...]) -> None:
    heading(
        console,
        "What each partner gains under each rule",
        small_print=f"over the best each could do alone; {say_basis(deal.partnership)}; less than "
        f"{say_pounds(deal.partnership.split.materiality)} a year is called equal",
    )
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
    assert deal.game is not None
    left_out = without_answer(deal.appraisal, deal.game)
    if left_out:
        console.print()
        bullets(
            console,
            [
                f"{_capital(name.removeprefix('the '))} has no answer here. {reason}"
                for name, reason in left_out.items()
            ],
        )


def _show_charges(console: Console, deal: Deal, split: SplitResult, names: tuple[str, ...]) -> None:
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
    moved = charges.dampening
    if moved.any():
        heading(
            console,
            "Of it, what limits and phasing add",
            small_print="£; below nought they spare, and the others make it up",
        )
        years = [year for year in range(len(charges.years)) if moved[year].any()]
        across(
            console,
            ("Year", [charges.years[year] for year in years]),
            [
                (name, [pounds(int(moved[year, place])) for year in years])
                for place, name in enumerate(names)
            ],
        )
    console.print()
    paragraph(console, split.explanation)


def _changes(deal: Deal) -> Iterator[str]:
    """Say what would keep everybody in, then what would mend each loss."""
    keeping, blocked = deal.keeping, deal.splits[0].blocked
    assert keeping is not None
    yield keeping.sentence
    if blocked.most_aggrieved:
        group, chance = blocked.most_aggrieved[0]
        yield (
            f"In {say_chance_of_loss(blocked.chance)} of futures somebody would do better without "
            f"the rest; most often, in {say_chance_of_loss(chance)}, it is "
            f"{say_names(names_of(deal.partnership, group))}."
        )
    if keeping.proof:
        yield keeping.proof
    yield from (partner.mend for partner in deal.partners if partner.mend)


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
    heading(console, "If one of them left", small_print="`commonweal exit` shows it year by year")
    for one in running.leaving:
        name = names_of(deal.partnership, [one.leaver])[0]
        charge = next((each for each in one.charges if each.notice_months == 12), one.charges[0])
        if charge.rest == "share on":
            rest = "those who stay share on"
        else:
            rest = "the other goes alone" if len(one.stayers) == 1 else "the rest go alone"
        bullets(
            console,
            [
                f"{name}, at {charge.notice_months} months' notice: {rest}, and a charge of "
                f"{pounds(charge.pence)} leaves {'it' if len(one.stayers) == 1 else 'them'} no "
                "worse off."
            ],
        )
    if running.reorganisations:
        heading(console, "At reorganisation")
        bullets(console, [effect.sentence for effect in running.reorganisations])
    if running.missing:
        heading(console, "What these answers rest on")
        bullets(console, running.missing)


def _rule_name(result: SplitResult) -> str:
    return _capital(result.name.removeprefix("the "))


def _capital(name: str) -> str:
    return name[0].upper() + name[1:]


_FUNDED_BY = {
    "those-who-gain": "paid for by those who pay less than now",
    "everyone": "paid for by everyone",
}


def _limits(deal: Deal, split: SplitResult) -> str:
    said = f"charge in each year, £ at {deal.partnership.base_year} prices"
    chosen = deal.partnership.split
    if split is not deal.splits[0]:
        return said
    if chosen.no_more_than_now_years:
        said += f"; nobody pays more than now for {_years(chosen.no_more_than_now_years)}"
    if chosen.phase_in_years:
        said += f"; phased in over {_years(chosen.phase_in_years)}"
    if chosen.cap or chosen.floor:
        said += "; within the caps and floors"
    if chosen.no_more_than_now_years or chosen.cap or chosen.floor:
        funded_by = _FUNDED_BY.get(chosen.funded_by)
        if funded_by is None:
            funded_by = f"paid for by {names_of(deal.partnership, [chosen.funded_by])[0]}"
        said += f", {funded_by}"
    return said


def _years(count: int) -> str:
    return "one year" if count == 1 else f"{count} years"
