"""The figures of a file that an answer may hang on, each in an officer's words, and how to set one.

An input is one figure: of a lever, a cost or a risk of an option that stands; an assumption; or
all that one body spends on the services. Setting one gives a new case and leaves the old as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from commonweal.appraisal.figures import named_ranges
from commonweal.appraisal.uncertainty import mean_of
from commonweal.money import say_pounds
from commonweal.partnership import Assumption, Entry, Option, Partnership, Range

from .spending import with_spend
from .trial import Trier, is_sharing

__all__ = ["Input", "inputs_of", "labels_of", "say_figure"]

Setter = Callable[[Partnership, float], Partnership]
Change = Callable[[Partnership, Trier, float], tuple[Partnership, Trier]]

_CAPITALS = {"vat": "VAT", "fte": "FTE", "n": "number of"}

#: A body's whole spend may plausibly be misread by half or by as much again.
_SPEND_LIMITS = (0.5, 2.0)

#: A figure without limits of its own is tried from nought to so many times what the file says.
_MANY_TIMES = 5.0


@dataclass(frozen=True, kw_only=True)
class Input:
    """One figure of a file: what it is, what it says, and between which limits it may be tried."""

    id: str
    """Where it stands, for example `options.shared-team.levers.1.marginal_share`."""
    what: str
    """In an officer's words: "kept share of other teams"."""
    where: str
    """What it belongs to: "management de-duplication, One shared team"."""
    unit: str
    value: float
    """What the file says: of a range, its mean."""
    low: float
    """Least value tried."""
    high: float
    span: tuple[float, float] | None = None
    """The file's own range: its ends, or its 10th and 90th percentiles where it has no ends."""
    change: Change
    """Gives the case, and how it is tried, with the input at a value."""

    @property
    def label(self) -> str:
        return f"{self.what} ({self.where})" if self.where else self.what

    def say(self, value: float) -> str:
        return say_figure(value, self.unit)

    def apply(
        self, partnership: Partnership, trier: Trier, value: float
    ) -> tuple[Partnership, Trier]:
        """Return the case and the way to try it with this input at a value."""
        return self.change(partnership, trier, value)


def say_figure(value: float, unit: str) -> str:
    """Say a figure as the file would have it: pounds as pounds, a share with two decimals.

    >>> say_figure(0.6, "share"), say_figure(41_200.4, "pounds a year"), say_figure(14, "months")
    ('0.60', '£41,200 a year', '14 months')
    """
    if unit.startswith("pounds"):
        return say_pounds(value) + unit.removeprefix("pounds")
    if unit in ("share", "rate", "share a year"):
        return f"{value:.2f}" if round(value, 2) == round(value, 4) else f"{value:.3f}"
    if unit.startswith("times "):
        return f"{value:.2f} {unit}"
    said = f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{said} {unit}" if unit in ("months", "years", "days") else said


def inputs_of(partnership: Partnership, option_id: str) -> tuple[Input, ...]:
    """Return the inputs that the gain of one sharing option could hang on, in the file's order.

    Those of other sharing options, and of what has been set aside, do not bear on it.
    """
    found: list[Input] = []
    for place, option in enumerate(partnership.options):
        stands = not option.set_aside and not is_sharing(option.form)
        if option.id == option_id or stands:
            found.extend(_of_option(option, place))
    found.extend(_of_assumptions(partnership))
    found.extend(_of_spend(partnership))
    return tuple(found)


def labels_of(partnership: Partnership) -> dict[str, tuple[str, str]]:
    """Return the words for every range of a file by its lasting name: the label and its unit."""
    words: dict[int, tuple[str, str]] = {}
    for option in partnership.options:
        for kind, _, row, entry in _rows_of(option):
            for key, estimate, unit in _figures(entry):
                label = f"{_in_words(key)} ({_in_words(row)}, {option.name})"
                words[id(estimate)] = (label, unit or ("share" if kind == "risks" else ""))
    for baseline in partnership.baselines:
        name = partnership.body(baseline.body).name
        service = baseline.service.replace("-", " ")
        for key, estimate, unit in _figures(baseline, deep=True):
            words[id(estimate)] = (f"{name}'s {_in_words(key)} ({service})", unit)
    for body in partnership.bodies:
        for key, estimate, unit in _figures(body):
            words[id(estimate)] = (f"{body.name}'s {_in_words(key)}", unit)
    for assumption in partnership.assumptions:
        words[id(assumption.value)] = (assumption.name, assumption.unit)
    return {
        name: words.get(id(found), (_in_words(name.rsplit(".", 1)[-1]), ""))
        for name, found in named_ranges(partnership)
    }


def _of_option(option: Option, place: int) -> Iterator[Input]:
    for kind, index, row, entry in _rows_of(option):
        for key, estimate, unit in _figures(entry):
            if isinstance(estimate, str):
                continue  # a named assumption is one input, however many places name it
            if not _is_stated(entry, key, estimate):
                continue
            value = mean_of(estimate)
            low, high = _limits(estimate, unit, value)
            yield Input(
                id=f"options.{option.id}.{kind}.{index + 1}.{key}",
                what=_in_words(key),
                where=f"{_in_words(row)}, {option.name}",
                unit=unit,
                value=value,
                low=low,
                high=high,
                span=_span(estimate),
                change=_in_file(_setter(place, kind, index, key)),
            )


def _of_assumptions(partnership: Partnership) -> Iterator[Input]:
    for place, assumption in enumerate(partnership.assumptions):
        if isinstance(assumption.value, str):
            continue
        value = mean_of(assumption.value)
        # An assumption may stand where only a share may; the schema says so only of each use.
        unit = assumption.unit or ("share" if 0 <= value <= 1 else "")
        low, high = _limits(assumption.value, unit, value)
        yield Input(
            id=f"assumptions.{assumption.id}",
            what=f"assumption “{assumption.name}”",
            where="",
            unit=unit,
            value=value,
            low=low,
            high=high,
            span=_span(assumption.value),
            change=_in_file(_assumption_setter(place)),
        )


def _of_spend(partnership: Partnership) -> Iterator[Input]:
    for body in partnership.bodies:
        if any(row.body == body.id for row in partnership.baselines):
            yield Input(
                id=f"baselines.{body.id}",
                what=f"what {body.name} spends today",
                where="",
                unit="times today's",
                value=1.0,
                low=_SPEND_LIMITS[0],
                high=_SPEND_LIMITS[1],
                change=_in_file(_spend_setter(body.id)),
            )


def _in_file(set_to: Setter) -> Change:
    """Return a change that touches the file alone."""

    def change(partnership: Partnership, trier: Trier, value: float) -> tuple[Partnership, Trier]:
        return set_to(partnership, value), trier

    return change


def _setter(place: int, kind: str, index: int, key: str) -> Setter:
    def set_to(partnership: Partnership, value: float) -> Partnership:
        option = partnership.options[place]
        entries = list(getattr(option, kind))
        field, _, inner = key.partition(".")
        new: Any = value
        if inner:
            new = dict(getattr(entries[index], field)) | {inner: value}
        entries[index] = entries[index].model_copy(update={field: new})
        options = list(partnership.options)
        options[place] = option.model_copy(update={kind: tuple(entries)})
        return partnership.model_copy(update={"options": tuple(options)})

    return set_to


def _assumption_setter(place: int) -> Setter:
    def set_to(partnership: Partnership, value: float) -> Partnership:
        rows: list[Assumption] = list(partnership.assumptions)
        rows[place] = rows[place].model_copy(update={"value": value})
        return partnership.model_copy(update={"assumptions": tuple(rows)})

    return set_to


def _spend_setter(body: str) -> Setter:
    def set_to(partnership: Partnership, value: float) -> Partnership:
        return with_spend(partnership, {body: value})

    return set_to


def _is_stated(entry: Entry, key: str, estimate: float | Range) -> bool:
    """Leave out what a file does not say, and nothings that nobody claims to be more."""
    return key.partition(".")[0] in entry.model_fields_set and (
        isinstance(estimate, Range) or estimate != 0
    )


def _rows_of(option: Option) -> Iterator[tuple[str, int, str, Entry]]:
    """Yield an option's entries: their list, their place in it, their kind and themselves."""
    for place, lever in enumerate(option.levers):
        yield "levers", place, lever.lever, lever
    for place, cost in enumerate(option.costs):
        yield "costs", place, cost.cost, cost
    for place, risk in enumerate(option.risks):
        yield "risks", place, risk.risk, risk


def _figures(entry: Entry, *, deep: bool = False) -> Iterator[tuple[str, Any, str]]:
    """Yield an entry's estimates with their keys and units, tables by body opened.

    Only fields with a unit are figures of the schema; others (a spread, a first year) say when.
    With `deep`, tables inside are opened too.
    """
    for name, field in type(entry).model_fields.items():
        value = getattr(entry, name)
        unit = _unit(field)
        if isinstance(value, Mapping):
            for key, inner in value.items():
                if _is_estimate(inner) and (unit or isinstance(inner, Range)):
                    yield f"{name}.{key}", inner, unit
        elif isinstance(value, Range) or (unit and _is_estimate(value)):
            yield name, value, unit
        elif deep and isinstance(value, Entry):
            for key, inner, inner_unit in _figures(value):
                yield f"{name}.{key}", inner, inner_unit
        elif deep and isinstance(value, tuple):
            for row in value:
                if isinstance(row, Entry):
                    for key, inner, inner_unit in _figures(row):
                        yield f"{getattr(row, 'label', name)}.{key}", inner, inner_unit


def _is_estimate(value: Any) -> bool:
    return isinstance(value, (int, float, str, Range)) and not (
        isinstance(value, bool) or (isinstance(value, str) and not value.startswith("assumption:"))
    )


def _unit(field: Any) -> str:
    """Return the unit that the schema gives a field, wherever in its type it stands."""
    extra = field.json_schema_extra
    if isinstance(extra, dict) and extra.get("unit"):
        return str(extra["unit"])
    return _unit_within(field.annotation)


def _unit_within(annotation: Any) -> str:
    for note in getattr(annotation, "__metadata__", ()):
        extra = getattr(note, "json_schema_extra", None)
        if isinstance(extra, dict) and extra.get("unit"):
            return str(extra["unit"])
    for inner in getattr(annotation, "__args__", ()):
        unit = _unit_within(inner)
        if unit:
            return unit
    return ""


def _limits(estimate: float | Range, unit: str, value: float) -> tuple[float, float]:
    """Return between which values a figure may sensibly be tried.

    A share from none to all of it; a multiple from a fifth of what the file says to five times it;
    anything else from nought to five times; and each as far as its own range goes.
    """
    if unit in ("share", "share a year", "rate"):
        return 0.0, 1.0
    # A multiple of nought is no multiple: a price or a pay level is never free.
    least = value / _MANY_TIMES if unit == "multiple" else 0.0
    ends = [least, value * _MANY_TIMES, *(_span(estimate) or ())]
    return min(ends), max(ends)


def _span(estimate: float | Range) -> tuple[float, float] | None:
    if not isinstance(estimate, Range):
        return None
    if estimate.low is None or estimate.high is None:
        return min(estimate.outcomes), max(estimate.outcomes)
    return estimate.low, estimate.high


def _in_words(key: str) -> str:
    """Say a key as a person would: "kept share of other teams".

    >>> _in_words("management-deduplication"), _in_words("fixed_share_by_line.staff")
    ('management deduplication', 'fixed share by line, staff')
    """
    said = key.replace(".", ", ").replace("_", " ").replace("-", " ")
    return " ".join(_CAPITALS.get(word, word) for word in said.split(" "))
