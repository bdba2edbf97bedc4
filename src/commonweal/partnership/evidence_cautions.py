"""What the figures of a file rest on, where that is little: placeholders, guesses, no source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from commonweal.bodies import body_kinds, check_code, code_schemes
from commonweal.calendar import FinancialYear
from commonweal.errors import CommonwealError

from .base import Entry, Evidenced
from .baselines import Baseline
from .costs import CostUse, RiskUse
from .document import Partnership
from .levers import LeverUse
from .options import Assumption
from .people import BodyEntry
from .saying import entries, label, listed, name_of, named
from .scanning import Path

__all__ = ["evidence_cautions"]

#: (path, message)
Doubt = tuple[Path, str]

#: Figures older than this many years before the price base describe another service.
OLD_YEARS = 5

#: Days in figures: 2024-03-01, and 1/3/2024 as they are written here, the day first.
_DAYS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})"),
)

_FIGURES = (Baseline, LeverUse, CostUse, RiskUse, Assumption)


def evidence_cautions(partnership: Partnership) -> Iterator[Doubt]:
    """Yield what a reader must know of where the figures come from."""
    yield from _placeholders(partnership)
    yield from _not_returned(partnership)
    yield from _without_source(partnership)
    yield from _guesses(partnership)
    yield from _no_such_day(partnership)
    yield from _old_figures(partnership)
    yield from _unused_assumptions(partnership)
    yield from _codes(partnership)


def _where(partnership: Partnership, is_so: Callable[[Entry], bool]) -> list[Path]:
    return [path for path, entry in entries(partnership) if is_so(entry)]


def _placeholders(partnership: Partnership) -> Iterator[Doubt]:
    found = [
        index for index, row in enumerate(partnership.baselines) if row.status == "placeholder"
    ]
    if found:
        bodies = [name_of(partnership, partnership.baselines[index].body) for index in found]
        yield (
            ("baselines", found[0], "status"),
            f"Baselines of {listed(bodies)} are placeholders until each body takes its own over.",
        )
    held = {partnership.baselines[index].body for index in found}
    others = [
        index
        for index, body in enumerate(partnership.bodies)
        if body.is_placeholder and body.id not in held
    ]
    if others:
        names = listed([partnership.bodies[index].name for index in others])
        yield (
            ("bodies", others[0], "is_placeholder"),
            f"What stands here of {names} was typed by another body and is not confirmed.",
        )


def _not_returned(partnership: Partnership) -> Iterator[Doubt]:
    bodies_by_lines: dict[tuple[str, ...], list[int]] = {}
    for index, baseline in enumerate(partnership.baselines):
        if baseline.not_returned:
            bodies_by_lines.setdefault(baseline.not_returned, []).append(index)
    for lines, found in bodies_by_lines.items():
        bodies = [name_of(partnership, partnership.baselines[index].body) for index in found]
        yield (
            ("baselines", found[0], "not_returned"),
            f"The source did not return {listed(lines)} apart for {listed(bodies)}: what stands "
            "there is a reading.",
        )


def _without_source(partnership: Partnership) -> Iterator[Doubt]:
    found = _where(partnership, lambda entry: isinstance(entry, _FIGURES) and not entry.source)
    if found:
        yield found[0], f"No source is named for {named(partnership, found)}."


def _guesses(partnership: Partnership) -> Iterator[Doubt]:
    def is_guess(entry: Entry) -> bool:
        if isinstance(entry, Baseline) and entry.status == "placeholder":
            return False  # said already
        return isinstance(entry, Evidenced) and entry.grade == "guessed"

    found = _where(partnership, is_guess)
    if found:
        yield (
            found[0],
            "Guesses, to be replaced before anyone relies on the answer: "
            f"{named(partnership, found)}.",
        )


def _no_such_day(partnership: Partnership) -> Iterator[Doubt]:
    """Yield as-at dates that are written as a day and are none, such as 31/02/2024."""
    found = [
        (path, entry.date)
        for path, entry in entries(partnership)
        if isinstance(entry, Evidenced) and entry.date and _is_no_day(entry.date)
    ]
    if found:
        names = listed([f"{label(partnership, path)} ({date})" for path, date in found])
        yield (
            (*found[0][0], "date"),
            f"No such day: {names}. Correct the day, or give the month or the year alone.",
        )


def _is_no_day(text: str) -> bool:
    for form in _DAYS:
        found = form.fullmatch(text.strip())
        if found is not None:
            try:
                date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                return True
    return False


def _old_figures(partnership: Partnership) -> Iterator[Doubt]:
    base = FinancialYear.parse(partnership.base_year, kind=partnership.year_kind)
    dated = [
        (path, int(year[0]))
        for path, entry in entries(partnership)
        if isinstance(entry, Evidenced) and (year := re.search(r"\d{4}", entry.date))
    ]
    old = [(path, year) for path, year in dated if year < base.start_year - OLD_YEARS]
    if old:
        names = listed([f"{label(partnership, path)} ({year})" for path, year in old])
        yield (
            (*old[0][0], "date"),
            f"More than {OLD_YEARS} years older than the price base {base}: {names}. Ask whether "
            "they still hold.",
        )


def _unused_assumptions(partnership: Partnership) -> Iterator[Doubt]:
    used = {name for scenario in partnership.scenarios for name in scenario.sets}
    used |= {
        found.removeprefix("assumption:")
        for found in _texts(partnership)
        if found.startswith("assumption:")
    }
    unused = [index for index, row in enumerate(partnership.assumptions) if row.id not in used]
    if unused:
        names = listed([partnership.assumptions[index].id for index in unused])
        stand = "assumption stands" if len(unused) == 1 else "assumptions stand"
        yield (
            ("assumptions", unused[0]),
            f"No figure rests on {names}: the {stand} unused.",
        )


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Entry):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, (tuple, list)):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)


def _codes(partnership: Partnership) -> Iterator[Doubt]:
    """Yield councils that returns cannot be matched to, and codes of another shape."""
    known = {kind.id: kind for kind in body_kinds()}
    schemes = {scheme.id for scheme in code_schemes()}
    without = []
    for index, body in enumerate(partnership.bodies):
        kind = known.get(body.kind)
        if kind is None:
            yield (
                ("bodies", index, "kind"),
                f"{body.name} is of the kind {body.kind}, which is none that is known: what it "
                f"may do and recover is not. Known are {', '.join(known)}.",
            )
        elif _needs_gss(body, kind.code_schemes):
            without.append(index)
        for scheme, code in body.codes.items():
            if scheme in schemes:
                yield from _misshapen(index, body, scheme, code)
    if without:
        names = listed([partnership.bodies[index].name for index in without])
        yield (
            ("bodies", without[0], "codes"),
            f"No GSS code is given for {names}: published returns cannot be matched without it.",
        )


def _needs_gss(body: BodyEntry, schemes: tuple[str, ...]) -> bool:
    return body.nation == "england" and schemes[:1] == ("gss",) and "gss" not in body.codes


def _misshapen(index: int, body: BodyEntry, scheme: str, code: str) -> Iterator[Doubt]:
    try:
        check_code(scheme, code)
    except CommonwealError as error:
        yield ("bodies", index, "codes", scheme), f"{body.name}: {error.message} {error.hint}"
