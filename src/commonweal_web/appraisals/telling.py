"""What became of a case with one figure moved: words, a table and a chart, as plain values.

The same values stand on the page where it is tried and, once it is kept, on its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from commonweal.deal.comparison import Effect
from commonweal.money import say_pounds
from commonweal.reports import ANSWERS
from commonweal.reports.tables import Cell, Table, figure, table, text
from commonweal_web.appraisals.policies import TRIAL_DRAWS
from commonweal_web.appraisals.trying import Tried

__all__ = ["ALL_TOGETHER", "gain_cell", "in_words", "told"]

ALL_TOGETHER = "All partners together"


def gain_cell(amount: float) -> Cell:
    return Cell(said=say_pounds(amount), tone="loss" if amount < -0.5 else "")


def in_words(tried: Tried) -> str:
    """Say which figure was moved, from what to what."""
    one = tried.input
    label = f"{one.label[:1].upper()}{one.label[1:]}"
    return f"{label}: {one.say(tried.value)} in the place of {one.say(one.value)}"


def told(tried: Tried, names: Mapping[str, str]) -> dict[str, Any]:
    """Return all that is said of a trial; `names` are bodies' by id."""
    rows = list(_rows(tried, names))
    return {
        "moved": in_words(tried),
        # A name says nothing of what the file has: lists show it to everybody.
        "suggested": f"What if {tried.input.label} were {tried.input.say(tried.value)}",
        "sentence": _sentence(tried),
        "points": list(_points(tried)),
        "effects": [
            Effect(what=f"Gain of {name}", before=was, after=now).sentence
            for name, was, now in rows
        ],
        "table": asdict(_table(tried, rows)),
        "chart": _chart(tried),
        "answer_before": tried.before.answer,
        "answer_after": tried.after.answer,
        "draws": TRIAL_DRAWS,
    }


def _rows(tried: Tried, names: Mapping[str, str]) -> Iterator[tuple[str, float, float]]:
    before, after = tried.before, tried.after
    yield ALL_TOGETHER.lower(), before.joint_gain, after.joint_gain
    for body, gain in before.gain_by_body.items():
        yield names.get(body, body), gain, after.gain_by_body.get(body, gain)


def _sentence(tried: Tried) -> str:
    before, after = tried.before, tried.after
    at = tried.input.say(tried.value)
    if before.answer == after.answer:
        return f"At {at} the answer stays “{ANSWERS[after.answer]}”."
    return f"At {at} the answer turns from “{ANSWERS[before.answer]}” to “{ANSWERS[after.answer]}”."


def _points(tried: Tried) -> Iterator[str]:
    yield tried.after.sentence
    if tried.turns_at is None:
        yield "Nowhere within those limits does the joint gain turn."
    else:
        yield f"The joint gain turns at {tried.input.say(tried.turns_at)}."
    yield "Gains are of the expected case, all else as in the run."


def _table(tried: Tried, rows: list[tuple[str, float, float]]) -> Table:
    return table(
        "tried-table",
        "Gain over the best alone, before and after",
        (
            text("Partner"),
            figure(f"At {tried.input.say(tried.input.value)}", "as the file has it"),
            figure(f"At {tried.input.say(tried.value)}", "as tried"),
            figure("Difference"),
        ),
        [
            (
                f"{name[:1].upper()}{name[1:]}",
                gain_cell(was),
                gain_cell(now),
                gain_cell(now - was),
            )
            for name, was, now in rows
        ],
        small_print="present value in pounds, under the split proposed",
    )


def _chart(tried: Tried) -> dict[str, Any] | None:
    from commonweal.reports.charts import draw

    chart = tried.chart
    if chart is None:
        return None
    return {
        "id": chart.id,
        "title": chart.title,
        "small_print": chart.small_print,
        "alternative": chart.alternative,
        "drawing": draw(chart),
        "table": asdict(chart.table),
    }
