"""Reads a recalculated workbook by its headings, as a person would, and holds it to the engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pytest

from commonweal.deal import Deal
from tests.recalculation import Cells

__all__ = ["assert_is_engines", "cell_of_input", "rows_of", "status_of"]

#: To the penny: less than half of one.
PENNY = 0.005


def rows_of(cells: Cells, sheet: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a sheet's table by heading."""
    rows = cells[sheet]
    top = _heading_row(rows)
    names = [str(name) for name in rows[top]]
    for row in rows[top + 1 :]:
        if row and row[0] != "":
            yield dict(zip(names, row, strict=False))


def _heading_row(rows: list[list[Any]]) -> int:
    """Find the heading row: the first below the notes in which most cells are words."""
    for at in range(4, len(rows)):
        words = [cell for cell in rows[at] if isinstance(cell, str) and cell]
        if len(words) >= max(2, len(rows[at]) // 2):
            return at
    raise AssertionError("The sheet has no table.")


def status_of(cells: Cells) -> str:
    """Return what the cover says to "Do these figures hold?"."""
    return next(str(row[1]) for row in cells["Cover"] if row[0] == "Do these figures hold?")


def cell_of_input(cells: Cells, sheet: str, belongs_to: str, figure: str, column: str) -> str:
    """Return the address of an input's cell, found as a person would find it."""
    rows = cells[sheet]
    top = _heading_row(rows)
    at = rows[top].index(column)
    found = [
        place
        for place, row in enumerate(rows[top + 1 :], start=top + 1)
        if row[0] == belongs_to and row[1] == figure
    ]
    assert len(found) == 1, f"{len(found)} inputs are called {belongs_to}, {figure}."
    return f"{chr(ord('A') + at)}{found[0] + 1}"


def assert_is_engines(cells: Cells, deal: Deal) -> None:
    """Every live figure is the engine's, to the penny."""
    _options(cells, deal)
    _alone(cells, deal)
    if deal.game is not None:
        _groups(cells, deal)
        _shares(cells, deal)
        _charges(cells, deal)


def _options(cells: Cells, deal: Deal) -> None:
    years = deal.appraisal.years
    by_name = {row["Option"]: row for row in rows_of(cells, "Options")}
    yearly = {
        (row["Option"], row["Whose"], row["What"]): [row[year] for year in years]
        for row in (rows_of(cells, "Years") if "Years" in cells else ())
    }
    for option in deal.appraisal.options:
        if option.family == "nothing":
            continue
        assert option.priced is not None
        row = by_name[option.name]
        assert row["Net present value"] == pytest.approx(option.npv.expected, abs=PENNY)
        assert row["Society"] == pytest.approx(option.society_npv, abs=PENNY)
        bcr = "no costs" if option.bcr is None else pytest.approx(option.bcr, rel=1e-9)
        assert row["Benefits over costs"] == bcr
        assert _year(row["Pays back in year"]) == option.payback_years
        assert _year(row["Discounted, in year"]) == option.discounted_payback_years
        whole = yearly[option.name, "All together", "Net benefit"]
        assert whole == pytest.approx(option.yearly.tolist(), abs=PENNY)
        change = option.priced.yearly_by_body()
        for place, body in enumerate(deal.appraisal.body_ids):
            if body in option.bodies:
                name = deal.partnership.body(body).name
                here = yearly[option.name, name, "Net benefit"]
                assert here == pytest.approx((-change[:, place]).tolist(), abs=PENNY)
        if option.written is not None and f"{option.name}, as its sponsor wrote it" in by_name:
            row = by_name[f"{option.name}, as its sponsor wrote it"]
            assert row["Net present value"] == pytest.approx(option.written.npv.expected, abs=PENNY)
            assert _year(row["Pays back in year"]) == option.written.payback_years


def _year(said: Any) -> int | None:
    return int(said) if isinstance(said, float) else None


def _alone(cells: Cells, deal: Deal) -> None:
    appraisal = deal.appraisal
    for place, row in enumerate(rows_of(cells, "Alone")):
        best = float(appraisal.alone_net_benefit[place, 0])
        assert row["Best alone"] == pytest.approx(best, abs=PENNY)
        assert row["Cost of doing nothing"] == pytest.approx(appraisal.base[place, 0], abs=PENNY)
        if best > PENNY:
            assert row["Which is"] == appraisal.option(appraisal.alone[place]).name


def _groups(cells: Cells, deal: Deal) -> None:
    assert deal.game is not None
    values = deal.game.game.values
    found = {int(row["Group"]): row for row in rows_of(cells, "Coalitions")}
    assert len(found) == len(values) - 1
    for group, row in found.items():
        assert row["Cost"] == pytest.approx(values[group], abs=PENNY), row["Members"]


def _shares(cells: Cells, deal: Deal) -> None:
    live: Mapping[tuple[str, str], dict[str, Any]] = {
        (row["Rule"].lower(), row["Partner"]): row
        for row in rows_of(cells, "Shares")
        if row["Worked out"] == "by formula"
    }
    rules = {rule for rule, _ in live}
    assert any("shapley" in rule for rule in rules)
    for split in deal.splits:
        if split.name.lower() not in rules:
            continue
        for share in split.shares:
            row = live[split.name.lower(), deal.partnership.body(share.body).name]
            assert row["Pays"] == pytest.approx(share.cost, abs=PENNY)
            assert row["Gains"] == pytest.approx(share.gain, abs=PENNY)
            part = pytest.approx(share.percentage, abs=1e-9)
            assert row["Part of joint running cost"] == part


def _charges(cells: Cells, deal: Deal) -> None:
    charges = deal.splits[0].charges
    pence = np.array([round(row["Charge by the rule"] * 100) for row in rows_of(cells, "Charges")])
    assert (pence.reshape(charges.by_rule.shape) == charges.by_rule).all()
