"""What a careful officer would want to know of a file that can be used as it stands.

Warnings never stop anything, and each is said once, however many rows it is true of.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from commonweal.calendar import FinancialYear
from commonweal.errors import Caution, Place
from commonweal.services import catalogue

from .document import Partnership
from .evidence_cautions import Doubt, evidence_cautions
from .implausible import implausible
from .locate import Path, key_text, nearest_line
from .paper_cautions import paper_cautions
from .saying import listed, name_of

__all__ = ["cautions"]


def cautions(
    partnership: Partnership, *, source: str, lines: Mapping[Path, int]
) -> Iterator[Caution]:
    """Yield what is missing, thinly grounded or hard to believe."""
    for path, message in (
        *_missing_baselines(partnership),
        *_alternatives(partnership),
        *_free_of_charge(partnership),
        *_hosts(partnership),
        *_better(partnership),
        *evidence_cautions(partnership),
        *implausible(partnership),
        *_reorganisation(partnership),
        *_endings(partnership),
        *paper_cautions(partnership),
    ):
        place = Place(file=source, key=key_text(path), line=nearest_line(lines, path))
        yield Caution(place=place, message=message)


def _missing_baselines(partnership: Partnership) -> Iterator[Doubt]:
    for service in partnership.services:
        without, unknown = [], []
        for body in partnership.bodies:
            baseline = partnership.baseline(body.id, service.id)
            if baseline is None:
                without.append(body.name)
            elif baseline.status == "missing":
                unknown.append(body.name)
        if without:
            yield (
                ("baselines",),
                f"No baseline of {service.id} is given for {listed(without)}; it counts as "
                "missing, and as no cost.",
            )
        if unknown:
            yield (
                ("baselines",),
                f"What {listed(unknown)} spends on {service.id} is missing and counts as no cost.",
            )


def _family(form: str) -> str:
    return catalogue().form(form).family


def _alternatives(partnership: Partnership) -> Iterator[Doubt]:
    standing = [option for option in partnership.options if not option.set_aside]
    priced = {
        body
        for option in standing
        if _family(option.form) == "alone" and (option.levers or option.costs)
        for body in partnership.bodies_of(option)
    }
    without = [body.name for body in partnership.bodies if body.id not in priced]
    if without:
        yield (
            ("options",),
            f"No way of going it alone is priced for {listed(without)}: "
            "the verdict cannot be more than “not yet”.",
        )
    sharing = [option for option in standing if _family(option.form) == "sharing"]
    if not sharing:
        yield ("options",), "No sharing option is described."
    if len(sharing) > 1 and not any(option.is_proposed for option in sharing):
        yield (
            ("options",),
            f"None of {listed([option.id for option in sharing])} is marked is_proposed; the one "
            "worth most is taken.",
        )


def _free_of_charge(partnership: Partnership) -> Iterator[Doubt]:
    for index, option in enumerate(partnership.options):
        if option.levers and not option.costs and not option.set_aside:
            yield (
                ("options", index),
                f"{option.name} saves and costs nothing to bring about. No change on record was "
                "free: look through the list of costs that are often forgotten.",
            )


def _hosts(partnership: Partnership) -> Iterator[Doubt]:
    for index, option in enumerate(partnership.options):
        if option.host is not None and option.host not in partnership.bodies_of(option):
            yield (
                ("options", index, "host"),
                f"{name_of(partnership, option.host)} would host {option.name} without taking "
                "part in it.",
            )


def _better(partnership: Partnership) -> Iterator[Doubt]:
    if partnership.aim != "cheaper" and not partnership.better_means:
        yield (
            ("aim",),
            f"The aim is {partnership.aim}, and better_means does not say what better is.",
        )


def _last_day(partnership: Partnership) -> dt.date:
    first = FinancialYear.parse(partnership.first_year, kind=partnership.year_kind)
    return (first + (partnership.horizon_years - 1)).end


def _said(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _reorganisation(partnership: Partnership) -> Iterator[Doubt]:
    for index, change in enumerate(partnership.reorganisations):
        if change.gains_carry == "not-known" and change.on <= _last_day(partnership):
            bodies = listed([name_of(partnership, body) for body in change.bodies])
            yield (
                ("reorganisations", index, "gains_carry"),
                f"On {_said(change.on)} {bodies} {'is' if len(change.bodies) == 1 else 'are'} due "
                "to be reorganised, and the file does not say whether gains after that day carry "
                "over.",
            )


def _endings(partnership: Partnership) -> Iterator[Doubt]:
    told = {body for change in partnership.reorganisations for body in change.bodies}
    for index, body in enumerate(partnership.bodies):
        if body.valid_to and body.valid_to <= _last_day(partnership) and body.id not in told:
            yield (
                ("bodies", index, "valid_to"),
                f"{body.name} ends on {_said(body.valid_to)}, within the years that are counted, "
                "and no entry of [[reorganisations]] says what becomes of its gains.",
            )
