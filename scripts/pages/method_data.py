"""The figures of method that ship as data: forgotten costs, the verdict's rule, jurisdictions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from commonweal.appraisal.costs import COST_NOTES, RISK_NOTES, ROUTES
from commonweal.calendar.discounting import DiscountSchedule
from commonweal.jurisdictions import Pack, pack, pack_ids
from scripts.pages.markdown import facts, page, source_line, table

__all__ = ["pages"]

_VERDICT_RULES = "src/commonweal/deal/data/verdict-rules.toml"


def pages(root: Path) -> dict[str, str]:
    """Return the pages by their names from the root of the project."""
    return {
        "docs/reference/costs.md": _costs(),
        "docs/reference/verdict-rule.md": _verdict_rule((root / _VERDICT_RULES).read_text("utf-8")),
        "docs/reference/jurisdictions.md": _jurisdictions(),
    }


def _costs() -> str:
    parts = [
        "# Costs and risks that people forget",
        "What sharing takes before it gives, and goes on taking. What each looks like in the file "
        "is in [the partnership file](partnership-file.md).",
    ]
    for cost in COST_NOTES.values():
        said = {
            "Id": f"`{cost.id}`",
            "Open": _open(cost.available_alone, cost.available_shared),
            "Formula": cost.formula,
            "Limits": cost.limits,
            "Evidence": cost.evidence,
            "In each lens": cost.lens_note,
        }
        parts += [f"## {cost.name}", facts(said), source_line(cost)]
    parts += [
        "## Months of talks by legal route",
        "What stands where a case does not say how long talks would take.",
        table(
            ("Route", "Months", "Low", "High", "What has been seen"),
            (
                (row.name, f"{row.months:g}", f"{row.low:g}", f"{row.high:g}", row.evidence)
                for row in ROUTES.values()
            ),
        ),
    ]
    for risk in RISK_NOTES.values():
        said = {"Id": f"`{risk.id}`", "Formula": risk.formula, "Evidence": risk.evidence}
        parts += [f"## Risk: {risk.name}", facts(said), source_line(risk)]
    return page(*parts)


def _open(is_alone: bool, is_shared: bool) -> str:
    return " and ".join(
        words for words, is_open in (("alone", is_alone), ("by sharing", is_shared)) if is_open
    )


def _verdict_rule(data: str) -> str:
    """Print the rule from its data file, whose comments say what each threshold is for."""
    parts = [
        "# The rule that gives the verdict",
        "Data that anybody may read and challenge, in "
        f"[{Path(_VERDICT_RULES).name}](../../{_VERDICT_RULES}). Shares and chances are fractions. "
        "A run is stamped with the version that judged it.",
    ]
    for block in data.split("[[rules]]")[1:]:
        values = dict(re.findall(r'(?m)^(\w+) = "?([^"\n]*)"?$', block))
        rows = re.findall(r"(?m)^# (.+)\n(\w+) = ([\d.]+)$", block)
        parts += [
            f"## {values['id']}",
            table(
                ("Threshold", "Value", "What it does"),
                ((f"`{key}`", value, reason) for reason, key, value in rows),
            ),
            f"<sub>Source: {values['source']} ({values['date']}; "
            f"{values['status'].replace('-', ' ')}).</sub>",
        ]
    return page(*parts)


def _jurisdictions() -> str:
    packs = [pack(name) for name in pack_ids()]
    return page(
        "# Jurisdictions",
        "What is particular to one place: discount rates, price indices, thresholds and dates. An "
        "appraisal is stamped with the parameter set that it used, and no set that was used is "
        "ever changed.",
        *(part for one in packs for part in _jurisdiction(one)),
    )


def _jurisdiction(one: Pack) -> Iterable[str]:
    yield f"## {one.name}"
    yield one.note
    yield table(
        ("Parameter set", "What it is", "Discounting", "Prices", "Status"),
        (
            (
                f"`{row.id}`" + (" (default)" if row.id == one.default_parameter_set else ""),
                row.name,
                row.discount.name,
                row.deflators.name if row.deflators else "",
                row.status.replace("-", " "),
            )
            for row in one.parameter_sets
        ),
    )
    for schedule in one.discount_schedules:
        yield f"### Discounting: {schedule.name}"
        yield _schedule(schedule)
        yield source_line(schedule)
    if one.thresholds:
        yield f"### Procurement thresholds of {one.name}"
        yield table(
            ("Threshold", "Pounds, VAT included", "In force from", "Note"),
            (
                (row.name, f"{row.pounds:,}", row.in_force_from.isoformat(), row.note)
                for row in one.thresholds
            ),
        )
    if one.known_dates:
        yield f"### Dates to know in {one.name}"
        yield table(
            ("By", "What", "Source", "Status"),
            (
                (row.by.isoformat(), f"{row.name}: {row.text}", row.source, row.status)
                for row in one.known_dates
            ),
        )


def _schedule(schedule: DiscountSchedule) -> str:
    return table(
        ("From year", "Rate a year", "Made of"),
        (
            (
                str(step.from_year),
                f"{100 * step.rate:g} per cent",
                _components(step.components),
            )
            for step in schedule.steps
        ),
    )


def _components(made_of: object) -> str:
    if made_of is None:
        return ""
    return (
        f"time preference {made_of.pure_time_preference:g}, catastrophic risk "
        f"{made_of.catastrophic_risk:g}, growth {made_of.growth:g} times "
        f"{made_of.marginal_utility:g}"
    )
