"""Who would leave, and by how much? What the groups nearest to leaving have to spare, or lack."""

from __future__ import annotations

import numpy as np

from commonweal.deal import Deal, names_of, say_names
from commonweal.fairness.coalitions import coalition_sums
from commonweal.money import say_pounds
from commonweal.reports.tables import Cell, figure, table, text
from commonweal.reports.words import say_basis

from .pens import NAME_WIDTH
from .specs import RangeChart, RangeRow

__all__ = ["stability_chart"]

_MOST_GROUPS = 10


def stability_chart(deal: Deal) -> RangeChart | None:
    """Return what the ten groups nearest to leaving have to spare, least first.

    Below nought a group would pay less by itself, by so much. None where nothing is shared.
    """
    if deal.game is None or not deal.splits:
        return None
    chosen, game = deal.splits[0], deal.game.game
    amounts = np.array([share.cost for share in chosen.shares])
    spare = game.values - coalition_sums(amounts)  # by group, (2**n,)
    everybody = len(spare) - 1
    groups = [int(group) for group in np.argsort(spare, kind="stable") if 0 < group < everybody]
    n_all = len(groups)
    groups = groups[:_MOST_GROUPS]
    names = [_name(deal, game.players, group) for group in groups]
    basis = say_basis(deal.partnership)
    which = "Every partner and group" if n_all <= _MOST_GROUPS else "The ten nearest to leaving"
    small_print = f"{which}, under {chosen.name}; {basis}"
    return RangeChart(
        id="stability",
        title="What each partner or group has to spare",
        small_print=small_print,
        alternative=_alternative(deal, names, [float(spare[group]) for group in groups]),
        low_side="Better off by itself",
        high_side="To spare",
        has_long_names=any(len(name) > NAME_WIDTH for name in names),
        rows=tuple(
            RangeRow(
                name=name,
                low=min(0.0, float(spare[group])),
                middle=float(spare[group]),
                high=max(0.0, float(spare[group])),
                said=say_pounds(float(spare[group])),
            )
            for name, group in zip(names, groups, strict=True)
        ),
        table=table(
            "stability-table",
            "What each partner or group has to spare, or lacks",
            (
                text("Partner or group"),
                figure("Pays under the rule"),
                figure("Would pay by itself"),
                figure("To spare", "below nought it would leave"),
            ),
            [
                (
                    name,
                    say_pounds(float(game.values[group] - spare[group])),
                    say_pounds(float(game.values[group])),
                    Cell(
                        said=say_pounds(float(spare[group])),
                        tone="loss" if spare[group] < -chosen.stability.tolerance else "",
                        trace=f"blocked/{chosen.rule}",
                    ),
                )
                for name, group in zip(names, groups, strict=True)
            ],
            small_print=small_print,
            trace="table/stability-table",
        ),
    )


def _name(deal: Deal, players: tuple[str, ...], group: int) -> str:
    """Name a group by its members, or by whom it leaves out where that is shorter."""
    inside = [body for place, body in enumerate(players) if group >> place & 1]
    outside = [body for body in players if body not in inside]
    if len(outside) < len(inside) and len(inside) > 1 and len(players) > 2:
        return f"All but {say_names(names_of(deal.partnership, outside))}"
    return say_names(names_of(deal.partnership, inside))


def _alternative(deal: Deal, names: list[str], spare: list[float]) -> str:
    chosen = deal.splits[0]
    n_blocking = chosen.stability.n_blocking
    if n_blocking:
        found = (
            f"{n_blocking:,} partner{'s' * (n_blocking != 1)} or groups would pay less by "
            "themselves."
            if n_blocking > 1
            else "One partner or group would pay less by itself."
        )
    else:
        found = "Nobody would pay less by itself."
    said = " ".join(
        f"{name}: {say_pounds(amount)}." for name, amount in zip(names, spare, strict=True)
    )
    return (
        f"Chart of what the partners and groups nearest to leaving have to spare under "
        f"{chosen.name}, below nought where they would leave. {found} {said}"
    )
