"""Tables of the rules: what each partner would gain and pay under each, and who would leave."""

from __future__ import annotations

from commonweal.deal import Deal, SplitResult, names_of, say_names
from commonweal.money import say_pounds

from .tables import Cell, Table, figure, table, text
from .words import say_basis, say_chance_of_loss

__all__ = ["charges_table", "leaving_table", "rules_table"]

_MOST_GROUPS = 10


def rules_table(deal: Deal) -> Table | None:
    """Return what each partner gains under every rule, the partners' own rule first."""
    if not deal.splits:
        return None
    return table(
        "rules-table",
        "What each partner would gain, rule by rule",
        (
            text("Rule"),
            text("Would anybody leave?"),
            *(figure(name) for name in _partners(deal)),
        ),
        [
            (
                _rule(split, is_proposed=split is deal.splits[0]),
                _leavers(split),
                *(
                    _gain(share.gain, trace=f"share/{split.rule}/{share.body}/gain")
                    for share in split.shares
                ),
            )
            for split in deal.splits
        ],
        small_print="Over the best each could do alone. Beside each rule, how many partners and "
        f"groups would leave; {say_basis(deal.partnership)}",
    )


def charges_table(deal: Deal) -> Table | None:
    """Return what each partner would pay under every rule, and its part of the joint cost."""
    if not deal.splits:
        return None
    return table(
        "charges-table",
        "What each partner would pay, rule by rule",
        (text("Rule"), *(figure(name) for name in _partners(deal))),
        [
            (
                Cell(said="Its best alone"),
                *(
                    Cell(said=say_pounds(share.alone), trace=f"alone/{share.body}")
                    for share in deal.splits[0].shares
                ),
            ),
            *(
                (
                    _rule(split, is_proposed=split is deal.splits[0]),
                    *(
                        Cell(
                            said=say_pounds(share.cost),
                            small_print=f"{share.percentage * 100:.1f}%".replace("-", "−"),
                            trace=f"share/{split.rule}/{share.body}",
                        )
                        for share in split.shares
                    ),
                )
                for split in deal.splits
            ),
        ],
        small_print="In small print, each partner's part of the joint cost; "
        f"{say_basis(deal.partnership)}",
    )


def leaving_table(deal: Deal) -> Table | None:
    """Return the groups with most reason to leave under the partners' own rule."""
    if not deal.splits or not deal.splits[0].stability.blocking:
        return None
    chosen = deal.splits[0]
    return table(
        "leaving-table",
        f"Who would pay less without the rest under {chosen.name}",
        (
            text("Partner or group"),
            figure("Pays under the rule"),
            figure("Would pay by itself"),
            figure("Better off by"),
        ),
        [
            (
                say_names(names_of(deal.partnership, found.group)),
                say_pounds(found.under_split),
                say_pounds(found.by_itself),
                Cell(said=say_pounds(found.amount), trace=f"blocked/{chosen.rule}"),
            )
            for found in chosen.stability.blocking[:_MOST_GROUPS]
        ],
        small_print=f"The {_MOST_GROUPS} with most reason, if there are more; "
        f"{say_basis(deal.partnership)}",
    )


def _partners(deal: Deal) -> tuple[str, ...]:
    return names_of(deal.partnership, [share.body for share in deal.splits[0].shares])


def _rule(split: SplitResult, *, is_proposed: bool) -> Cell:
    name = split.name.removeprefix("the ")
    return Cell(said=f"{name[:1].upper()}{name[1:]}", small_print="proposed" if is_proposed else "")


def _gain(amount: float, *, trace: str) -> Cell:
    return Cell(said=say_pounds(amount), tone="loss" if amount < -0.5 else "", trace=trace)


def _leavers(split: SplitResult) -> Cell:
    n_blocking = split.stability.n_blocking
    said = f"yes: {n_blocking:,}" if n_blocking else "nobody"
    return Cell(
        said=said,
        small_print=f"in {say_chance_of_loss(split.blocked.chance)} of futures",
        trace=f"blocked/{split.rule}",
    )
