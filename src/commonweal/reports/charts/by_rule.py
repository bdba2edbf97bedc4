"""What would each partner gain under each rule? A dot for every rule, in one row a partner."""

from __future__ import annotations

from dataclasses import replace

from commonweal.deal import Deal, SplitResult, names_of, say_names
from commonweal.fairness import RULES
from commonweal.money import say_pounds
from commonweal.reports.rule_tables import rules_table
from commonweal.reports.words import say_basis, say_spread

from .specs import DotRow, Dots, DotsChart

__all__ = ["rules_chart"]

#: What rules look at. Four kinds at most can be told apart by shape and colour.
_KINDS = (
    "The rule proposed",
    "By size, use or spend",
    "By what each adds",
    "So that least complain",
)


def rules_chart(deal: Deal) -> DotsChart | None:
    """Return the chart, or None where nothing is shared. Partners stand in alphabetical order."""
    rules = rules_table(deal)
    if rules is None:
        return None
    chosen = deal.splits[0]
    names = names_of(deal.partnership, [share.body for share in chosen.shares])
    order = sorted(range(len(names)), key=lambda place: names[place].casefold())
    basis = say_basis(deal.partnership)
    dots = tuple(
        Dots(
            name=_capital(split.name),
            kind=0 if split is chosen else _kind(split),
            values=tuple(split.shares[place].gain for place in order),
        )
        for split in deal.splits
    )
    kinds = tuple(name for kind, name in enumerate(_KINDS) if any(one.kind == kind for one in dots))
    return DotsChart(
        id="shares-by-rule",
        title="What each partner would gain under each rule",
        small_print=f"Each mark is one rule; beside the row, {chosen.name}. Over the best each "
        f"could do alone; {basis}",
        alternative=_alternative(deal, [names[place] for place in order], dots),
        low_side="Below nought it pays more than alone",
        rows=tuple(
            DotRow(name=names[place], said=say_pounds(chosen.shares[place].gain)) for place in order
        ),
        kinds=kinds,
        dots=_numbered(dots, kinds),
        # The table of rules is written once, wherever it stands.
        table=replace(rules, trace=f"table/{rules.id}"),
    )


def _kind(split: SplitResult) -> int:
    if "groups" not in RULES[split.rule].needs:
        return 1
    return 3 if "nucleolus" in split.rule else 2


def _numbered(dots: tuple[Dots, ...], kinds: tuple[str, ...]) -> tuple[Dots, ...]:
    """Number kinds anew where one of them has no rule."""
    return tuple(
        Dots(name=one.name, kind=kinds.index(_KINDS[one.kind]), values=one.values) for one in dots
    )


def _alternative(deal: Deal, names: list[str], dots: tuple[Dots, ...]) -> str:
    """Say under which rules everyone gains, and how far each partner's gain hangs on the rule."""
    winning = [split.name for split in deal.splits if split.everyone_gains]
    if len(winning) == len(deal.splits):
        found = "Everyone gains under every rule."
    elif winning:
        found = f"Everyone gains under {say_names(winning)}."
    else:
        found = "Under no rule does everyone gain."
    said = []
    for place, name in enumerate(names):
        gains = [one.values[place] for one in dots]
        said.append(
            f"{name}: {say_pounds(gains[0])} under {deal.splits[0].name}; from "
            f"{say_spread(min(gains), max(gains))} over all rules."
        )
    return (
        f"Chart of what each partner would gain under each of {len(dots)} rules. {found} "
        f"{' '.join(said)}"
    )


def _capital(name: str) -> str:
    plain = name.removeprefix("the ")
    return f"{plain[:1].upper()}{plain[1:]}"
