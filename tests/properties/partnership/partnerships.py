"""Any partnership that the schema and the checks allow, drawn from the schema itself.

What a field may hold is read from its annotation, so that a lever or a key added tomorrow is drawn
tomorrow. Only what no annotation says is written here: names that must exist, years that must
follow one another, shares that must add up.
"""

from __future__ import annotations

import datetime as dt
import random
import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from hypothesis import reject
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from commonweal.partnership import Partnership, Range
from commonweal.partnership.base import Entry
from commonweal.partnership.baselines import Baseline, Undivided
from commonweal.partnership.finance import Finance, Funding
from commonweal.partnership.options import Assumption, Option, Split
from commonweal.partnership.writing import is_rows, key_as_toml, value_as_toml
from commonweal.services import catalogue

__all__ = ["partnerships", "styled", "texts"]

LARGEST = 1e9
FIRST_YEAR = 2026

slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)


@cache
def texts(*, least: int = 0) -> st.SearchStrategy[str]:
    """Return odd text: quotes, line ends, headings of TOML, letters of every script."""
    odd = st.sampled_from(
        [
            '"',
            "'",
            '"""',
            "'''",
            "\n[[bodies]]\n",
            "\nid = 5",
            "# no comment",
            "\\",
            "\r\n",
            "=",
            "é",
        ]
    )
    letters = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    joined = st.lists(odd | letters, max_size=4).map("".join)
    return joined.filter(lambda text: len(text.strip()) >= least)


@cache
def _whole_numbers(low: int, high: int) -> st.SearchStrategy[int]:
    return st.integers(low, high)


_BOOLEANS = st.booleans()
_DATES = st.dates()


@dataclass(frozen=True, kw_only=True)
class Names:
    """What a partnership's entries may refer to."""

    bodies: tuple[str, ...]
    services: tuple[str, ...]
    assumptions: tuple[str, ...]
    drivers: tuple[str, ...]
    factors: tuple[str, ...]
    options: tuple[str, ...]
    draw: st.DrawFn

    def one(self, choices: Sequence[Any]) -> Any:
        return choices[self.count(0, len(choices) - 1)]

    def count(self, low: int, high: int) -> int:
        return self.draw(_whole_numbers(low, high))

    def chance(self) -> bool:
        return self.draw(_BOOLEANS)

    def some(self, names: tuple[str, ...], *, least: int = 0) -> list[str]:
        kept = [name for name in names if self.chance()]
        return kept if len(kept) >= least else list(names[:least])


@dataclass(frozen=True, kw_only=True)
class Limits:
    low: float | None = None
    high: float | None = None
    above: float | None = None
    below: float | None = None
    shortest: int = 0
    longest: int | None = None
    pattern: str | None = None

    def with_metadata(self, metadata: typing.Iterable[Any]) -> Limits:
        found: dict[str, Any] = {}
        for mark in metadata:
            if isinstance(mark, FieldInfo):
                inner = self.with_metadata(mark.metadata).with_extra(mark.json_schema_extra)
                found |= {key: getattr(inner, key) for key in inner.__dataclass_fields__}
                continue
            for theirs, ours in (
                ("ge", "low"),
                ("le", "high"),
                ("gt", "above"),
                ("lt", "below"),
                ("min_length", "shortest"),
                ("max_length", "longest"),
                ("pattern", "pattern"),
            ):
                if getattr(mark, theirs, None) is not None:
                    found[ours] = getattr(mark, theirs)
        kept = {key: getattr(self, key) for key in self.__dataclass_fields__}
        return Limits(**(kept | {key: value for key, value in found.items() if value is not None}))

    def with_extra(self, extra: Any) -> Limits:
        if not isinstance(extra, Mapping):
            return self
        kept = {key: getattr(self, key) for key in self.__dataclass_fields__}
        for theirs, ours in (("minimum", "low"), ("maximum", "high")):
            if theirs in extra:
                kept[ours] = extra[theirs]
        return Limits(**kept)

    @cache  # noqa: B019
    def numbers(self) -> st.SearchStrategy[float]:
        low = self.above if self.low is None else self.low
        high = self.below if self.high is None else self.high
        return st.floats(
            min_value=-LARGEST if low is None else low,
            max_value=LARGEST if high is None else high,
            exclude_min=self.above is not None,
            exclude_max=self.below is not None,
            allow_nan=False,
        ) | st.sampled_from([low if self.low is not None else 0.5, 0.5, 0.25]).filter(self._holds)

    def _holds(self, value: float) -> bool:
        return not (
            (self.low is not None and value < self.low)
            or (self.high is not None and value > self.high)
            or (self.above is not None and value <= self.above)
            or (self.below is not None and value >= self.below)
        )


def _of_field(name: str, field: FieldInfo, names: Names) -> Any:
    limits = Limits().with_metadata(field.metadata).with_extra(field.json_schema_extra)
    return _of(field.annotation, limits, name, names)


def _of(annotation: Any, limits: Limits, name: str, names: Names) -> Any:
    draw = names.draw
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _of(arguments[0], limits.with_metadata(arguments[1:]), name, names)
    if origin in (typing.Union, types.UnionType):
        return _of(names.one(arguments), limits, name, names)
    if origin is Literal:
        return names.one(arguments)
    if origin is tuple:
        count = names.count(limits.shortest, max(limits.shortest, 2))
        return [_of(arguments[0], Limits(), name, names) for _ in range(count)]
    if origin is dict:
        return _table(annotation, limits, name, names)
    if annotation is type(None):
        return None
    if isinstance(annotation, type) and issubclass(annotation, Range):
        return _range(limits, names)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return entry(annotation, names)
    if annotation is bool:
        return names.chance()
    if annotation is float:
        return draw(limits.numbers())
    if annotation is int:
        low = 0 if limits.low is None else int(limits.low)
        high = limits.high if limits.high is not None else limits.below and limits.below - 1
        return names.count(low, low + 50 if high is None else int(high))
    if annotation is dt.date:
        return draw(_DATES)
    if limits.pattern is not None and "assumption" in limits.pattern:
        return f"assumption:{names.one(names.assumptions)}"
    if limits.pattern is not None:
        return draw(slugs)
    assert annotation is str, annotation
    return draw(texts(least=limits.shortest))


def _table(annotation: Any, limits: Limits, name: str, names: Names) -> dict[str, Any]:
    key_type, value_type = typing.get_args(annotation)
    fixed = {
        "kept_local": names.bodies,
        "red_lines": names.bodies,
        "cap": names.bodies,
        "floor": names.bodies,
        "drivers": names.drivers,
        "mix": names.drivers,
        "volumes": names.drivers,
        "meets": names.factors,
        "sets": names.assumptions,
    }
    if name.endswith("_by_body"):
        fixed[name] = names.bodies
    if name in fixed:
        keys = names.some(fixed[name], least=limits.shortest) if fixed[name] else []
    else:
        keys = [
            str(_of(key_type, Limits(), name, names))
            for _ in range(names.count(limits.shortest, 3))
        ]
    return {key: _of(value_type, Limits(), name, names) for key in dict.fromkeys(keys)}


def _range(limits: Limits, names: Names) -> dict[str, Any]:
    draw = names.draw
    shape = names.one(["triangular", "pert", "uniform", "lognormal", "discrete"])
    found: dict[str, Any] = {"shape": shape} if shape != "pert" or names.chance() else {}
    figures = sorted(draw(st.lists(limits.numbers(), min_size=3, max_size=3)))
    if shape == "lognormal":
        figures = sorted(abs(figure) + 1e-6 for figure in figures)
        if limits.high is not None:
            figures = [min(figure, limits.high) for figure in figures]
    if shape == "discrete":
        found |= {"outcomes": figures, "chances": [0.25, 0.5, 0.25]}
    else:
        found |= {"low": figures[0], "high": figures[2]}
        if shape in ("triangular", "pert"):
            found["likely"] = figures[1]
    if names.chance():
        found["moves_with"] = draw(slugs)
        found["correlation"] = draw(st.floats(-1, 1))
    if names.chance():
        found |= {"source": draw(texts()), "grade": names.one(["audited", "guessed"])}
    return found


def entry(model: type[BaseModel], names: Names, **given: Any) -> dict[str, Any]:
    """Draw an entry of the schema: all that must be given, and some of the rest."""
    values: dict[str, Any] = {}
    required: dict[str, Any] = {}
    fixed = (_FIXED[model](names) if model in _FIXED else {}) | given
    for name, field in model.model_fields.items():
        if name in fixed:
            if fixed[name] is not None:
                values[name] = required[name] = fixed[name]
            continue
        if not field.is_required() and names.count(0, 3) > 0:
            continue
        value = _by_name(name, names)
        if value is None:
            value = _of_field(name, field, names)
        if value is not None:
            values[name] = value
            if field.is_required():
                required[name] = value
    return _whole(model, values, required)


def _by_name(name: str, names: Names) -> Any:
    """Draw what a field's name says more of than its annotation does."""
    draw = names.draw
    if name in ("host", "body"):
        return names.one(names.bodies)
    if name == "service":
        return names.one(names.services)
    if name == "options":
        return names.some(names.options)
    if name == "bodies":
        return names.some(names.bodies)
    if name == "until":
        return _year(names, 2015, 2040)
    if name == "volume":
        return names.one(names.drivers)
    if name == "spread":
        return names.one([[1.0], [0.5, 0.5], [0.25, 0.75], [0.0, 1.0]])
    if name == "falls_away":
        return sorted(draw(st.lists(st.floats(0, 1), min_size=1, max_size=4)), reverse=True)
    if name == "can_be_released_from":
        return names.count(0, 60)
    return None


def _whole(
    model: type[BaseModel], values: dict[str, Any], required: dict[str, Any]
) -> dict[str, Any]:
    """Mend what the model's own rules would refuse, or leave the optional keys out."""
    kind = values.get("lever")
    if kind == "process-redesign":
        values.get("share_saved_by_line", {}).pop("staff", None)
        if values.get("also_available_alone") is False:
            values["why_not_alone"] = "Nobody has the people."
    if kind == "pooled-capacity":
        if "volume" in values:
            values.pop("load_by_body", None)
        values |= {"handling_seconds": 300, "open_hours": 2000}
    if kind == "trading-income":
        values["customer"] = "A named customer"
    for tried in (values, required, {**required, "amount": 5.0}):
        try:
            model.model_validate(tried)
        except ValidationError:
            continue
        return tried
    return reject()


def _year(names: Names, low: int, high: int) -> str:
    start = names.count(low, high)
    return f"{start}-{(start + 1) % 100:02d}"


def _baseline(names: Names) -> dict[str, Any]:
    measures = {driver: names.draw(st.floats(0, LARGEST)) for driver in names.drivers}
    status = names.one(["returned", "estimated", "placeholder", "missing"])
    return {"year": _year(names, 2015, 2026), "total": None, "volumes": measures, "status": status}


def _undivided(names: Names) -> dict[str, Any]:
    into = names.draw(
        st.sampled_from(
            [
                {"staff": "rest"},
                {"staff": 0.25, "other": "rest"},
                {"management": {"low": 0.1, "likely": 0.2, "high": 0.3}, "staff": "rest"},
                {"staff": 0.25, "supplies": 0.75},
            ]
        )
    )
    return {"into": into}


def _funds(names: Names) -> list[dict[str, Any]]:
    shares = [{"general-fund": 1}, {"housing-account": 0.25, "general-fund": 0.75}]
    return [
        {"body": body, "service": service, "shares": names.one(shares)}
        for body in names.some(names.bodies)
        for service in names.some(names.services)
    ]


def _option(names: Names) -> dict[str, Any]:
    form = names.one(catalogue().forms)
    bodies = names.some(names.bodies, least=2) if names.chance() else []
    return {
        "form": form.id,
        "route": names.one([route.id for route in catalogue().routes]),
        "bodies": bodies,
        "services": names.some(names.services),
        "go_live": _year(names, FIRST_YEAR, FIRST_YEAR + 4),
        "is_proposed": None,
    }


def _split(names: Names) -> dict[str, Any]:
    driver = names.drivers[0]
    return {
        "driver": driver,
        "mix": {driver: 1.0},
        "funded_by": names.one(["everyone", *names.bodies]),
    }


#: Fields that name something or must fit others; None leaves a key out.
_FIXED: dict[type[BaseModel], Any] = {
    Baseline: _baseline,
    Undivided: _undivided,
    Option: _option,
    Split: _split,
    Finance: lambda names: {"capital": None, "funds": _funds(names)},
    Funding: lambda names: {"share": None, "amount": float(names.count(1, 10**6))},
    Assumption: lambda names: {"value": names.draw(st.floats(0.01, 0.45))},
}


@st.composite
def partnerships(draw: st.DrawFn) -> Partnership:
    """Draw a partnership that checks clean."""
    bodies = tuple(draw(st.lists(slugs, min_size=2, max_size=3, unique=True)))
    services = ("building-control", *draw(st.lists(slugs, max_size=1)))
    names = Names(
        bodies=bodies,
        services=tuple(dict.fromkeys(services)),
        assumptions=tuple(draw(st.lists(slugs, min_size=1, max_size=2, unique=True))),
        drivers=tuple(draw(st.lists(slugs, min_size=1, max_size=2, unique=True))),
        factors=tuple(draw(st.lists(slugs, max_size=2, unique=True))),
        options=tuple(draw(st.lists(slugs, max_size=2, unique=True))),
        draw=draw,
    )
    measures = st.fixed_dictionaries({name: st.floats(1, LARGEST) for name in names.drivers})
    values = entry(
        Partnership,
        names,
        schema_version=1,
        jurisdiction="england",
        parameter_set=None,
        year_kind=None,
        base_year="2024-25",
        first_year=f"{FIRST_YEAR}-27",
        horizon_years=names.count(5, 60),
        bodies=[
            _living(entry(_item(Partnership, "bodies"), names, id=body, drivers=draw(measures)))
            for body in bodies
        ],
        services=[
            entry(_item(Partnership, "services"), names, id=service, name=draw(texts(least=1)))
            for service in names.services
        ],
        baselines=[
            entry(Baseline, names, body=body, service=service, growth=_growth(names))
            for body in bodies
            for service in names.services
        ],
        assumptions=[entry(Assumption, names, id=name) for name in names.assumptions],
        success_factors=[
            entry(_item(Partnership, "success_factors"), names, id=name) for name in names.factors
        ],
        options=[entry(Option, names, id=name) for name in names.options],
        reorganisations=[
            entry(_item(Partnership, "reorganisations"), names, bodies=names.some(bodies, least=1))
            for _ in range(names.count(0, 1))
        ],
        existing=_existing(names),
        papers=[_paper(body, names) for body in names.some(bodies)],
        simulation={"seed": names.count(0, 2**63 - 1)},
    )
    return Partnership.model_validate(values)


def _growth(names: Names) -> dict[str, float]:
    return {"staff": names.draw(st.floats(-0.5, 0.5))} if names.chance() else {}


def _existing(names: Names) -> dict[str, Any] | None:
    if not names.options or not names.chance():
        return None
    charges = {body: names.draw(st.floats(1, LARGEST)) for body in names.bodies}
    return {"option": names.options[0], "year": "2025-26", "charges": charges}


def _paper(body: str, names: Names) -> dict[str, Any]:
    """Draw a body's paper that prints nothing twice."""
    paper = entry(_item(Partnership, "papers"), names, body=body)
    for rows in (paper.get("headings", []), paper.get("implications", [])):
        contents = [row.get("content") for row in rows]
        rows[:] = [
            row
            for place, row in enumerate(rows)
            if row.get("content") is None or row["content"] not in contents[:place]
        ]
    return paper


def _living(body: dict[str, Any]) -> dict[str, Any]:
    if "valid_from" in body and "valid_to" in body:
        body["valid_from"], body["valid_to"] = sorted([body["valid_from"], body["valid_to"]])
    return body


def _item(model: type[Entry], name: str) -> type[BaseModel]:
    found: type[BaseModel] = typing.get_args(model.model_fields[name].annotation)[0]
    return found


def styled(values: dict[str, Any], style: random.Random) -> str:
    """Write plain values as TOML in whatever ways TOML has: headings, dots, braces, long lists."""
    return "# the first line\n" + "\n".join(_styled_lines(values, (), style)) + "\n"


def _styled_lines(values: dict[str, Any], path: tuple[str, ...], style: random.Random) -> list[str]:
    lines: list[str] = []
    later: list[str] = []
    for key, value in values.items():
        here = (*path, key_as_toml(key))
        if isinstance(value, dict) and value and (ways := style.random()) < 0.6:
            if ways < 0.3:
                lines += [
                    f"{here[-1]}.{key_as_toml(inner)}={value_as_toml(one)} # dots"
                    for inner, one in value.items()
                ]
            else:
                later += ["# above", f"[{'.'.join(here)}]", *_styled_lines(value, here, style)]
        elif is_rows(value) and style.random() < 0.7:
            for row in value:
                later += ["", "# row", f"[[{'.'.join(here)}]]", *_styled_lines(row, here, style)]
        elif isinstance(value, list) and style.random() < 0.4:
            lines += [
                f"{here[-1]} = [ # open",
                *(f"  {value_as_toml(one)}, # one" for one in value),
            ]
            lines += ["  # end", "]"]
        elif isinstance(value, str) and "'''" not in value and value.isprintable() and value:
            lines.append(f"{here[-1]} = '''\n{value}'''" if value[-1] != "'" else "")
            if not lines[-1]:
                lines[-1] = f"{here[-1]} = {value_as_toml(value)}"
        else:
            lines.append(f"{here[-1]}    =    {value_as_toml(value)}   # kept")
    return lines + later
