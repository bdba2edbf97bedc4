"""A case in which bodies spend more or less than the file says, on all lines or on some."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commonweal.appraisal.uncertainty import mean_of
from commonweal.partnership import Baseline, Estimate, Partnership, Range

__all__ = ["with_spend"]


def with_spend(
    partnership: Partnership,
    times_by_body: Mapping[str, float],
    lines: tuple[str, ...] | None = None,
) -> Partnership:
    """Return a case in which bodies spend so many times what they do, on all lines or on some.

    A part of a sum that the source gave whole grows with the lines it is taken to belong to; a
    figure that names an assumption keeps its range but no longer moves with it.
    """
    rows = tuple(
        _spent(partnership, row, times_by_body[row.body], lines)
        if row.body in times_by_body
        else row
        for row in partnership.baselines
    )
    return partnership.model_copy(update={"baselines": rows})


def _spent(
    partnership: Partnership, row: Baseline, times: float, lines: tuple[str, ...] | None
) -> Baseline:
    costs: dict[str, Any] = {}
    for line in type(row.costs).model_fields:
        estimate = getattr(row.costs, line)
        if estimate is not None and (lines is None or line in lines):
            estimate = _times(_resolved(partnership, estimate), times)
        costs[line] = estimate
    undivided = []
    for part in row.undivided:
        if lines is None:
            undivided.append(part.model_copy(update={"amount": part.amount * times}))
            continue
        undivided.append(part)
        for line, share in _expected_shares(partnership, part.into).items():
            if line in lines:
                rise = part.amount * share * (times - 1.0)
                more = {"label": f"{part.label}, {line}", "amount": rise, "into": {line: 1.0}}
                undivided.append(part.model_copy(update=more))
    changes: dict[str, Any] = {
        "costs": row.costs.model_copy(update=costs),
        "undivided": tuple(undivided),
    }
    if row.agency_cost is not None and (lines is None or "staff" in lines):
        changes["agency_cost"] = row.agency_cost * times
    return row.model_copy(update=changes)


def _expected_shares(partnership: Partnership, into: Mapping[Any, Any]) -> dict[str, float]:
    """Return the expected share of each line in a sum given whole."""
    shares = {
        line: mean_of(_resolved(partnership, share))
        for line, share in into.items()
        if share != "rest"
    }
    taken = sum(shares.values())
    for line, share in into.items():
        if share == "rest":
            shares[line] = max(0.0, 1.0 - taken)
    whole = max(sum(shares.values()), 1e-12)
    return {str(line): share / whole for line, share in shares.items()}


def _resolved(partnership: Partnership, estimate: Estimate) -> float | Range:
    if not isinstance(estimate, str):
        return estimate
    named = estimate.removeprefix("assumption:")
    found = next(row.value for row in partnership.assumptions if row.id == named)
    return _resolved(partnership, found)


def _times(estimate: float | Range, times: float) -> float | Range:
    if not isinstance(estimate, Range):
        return estimate * times
    ends = {
        name: None if (end := getattr(estimate, name)) is None else end * times
        for name in ("low", "likely", "high")
    }
    outcomes = tuple(one * times for one in estimate.outcomes)
    return estimate.model_copy(update=ends | {"outcomes": outcomes})
