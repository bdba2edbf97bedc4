"""For those who already share: are we charged fairly, does each still win, what would leaving do?

The charges of the last year are taken as the split in force: each partner's percentage of the
joint cost. They are then asked what a proposed split is asked, what leaving would cost and whom,
and what a reorganisation of the bodies does to them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np

from commonweal.appraisal import Array
from commonweal.calendar import FinancialYear
from commonweal.errors import InputError
from commonweal.money import say_pounds
from commonweal.partnership import Partnership, Reorganisation

from .agree import Deal
from .charges import no_limits
from .leaving import NOTICE_MONTHS, Leaving, leaving
from .splits import SplitResult, option_pots, split_at
from .tolerance import TOLERANCE, within_tolerance
from .words import names_of, say_names

__all__ = ["AlreadySharing", "ChargedPartner", "ReorganisationEffect", "already_sharing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargedPartner:
    """One partner of a running arrangement, in pounds a year of the charges' year."""

    body: str
    charge: float
    percentage: float
    alone: float
    """What running it alone by its best option would cost in a full year, at base-year prices."""
    by_rule: dict[str, float]
    """What it would be charged, of the same total, under each rule."""
    by_driver: float | None
    """Its part as the partners' own driver has it now; None where they have none."""
    driver_settles: bool
    """True where its part is within three percentage points of that, so that it stands."""
    sentence: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "body": self.body,
            "charge": round(self.charge, 2),
            "percentage": round(self.percentage, 6),
            "alone": round(self.alone, 2),
            "by_rule": {rule: round(pounds, 2) for rule, pounds in self.by_rule.items()},
            "by_driver": None if self.by_driver is None else round(self.by_driver, 6),
            "driver_settles": self.driver_settles,
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ReorganisationEffect:
    """What a change of the bodies does to the charges of those who share."""

    on: dt.date
    year: str
    """Financial year that holds the day."""
    bodies: tuple[str, ...]
    """Partners that end, in the order of the arrangement."""
    successors: tuple[str, ...]
    charge: float
    """Yearly charge that falls to the successors, in pounds of the charges' year."""
    ends_as_division: bool
    """True where one successor takes over every partner: it would then pay itself."""
    sentence: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "on": self.on.isoformat(),
            "year": self.year,
            "bodies": list(self.bodies),
            "successors": list(self.successors),
            "charge": round(self.charge, 2),
            "ends_as_division": self.ends_as_division,
            "sentence": self.sentence,
        }


@dataclass(frozen=True, kw_only=True)
class AlreadySharing:
    """A running arrangement, tested."""

    year: str
    total: float
    partners: tuple[ChargedPartner, ...]
    split: SplitResult
    """The charges as a split, tested on every group over the horizon."""
    leaving: tuple[Leaving, ...]
    """What each partner's leaving would do, notice given in the first year."""
    reorganisations: tuple[ReorganisationEffect, ...]
    """What becomes of the charges when bodies end, in order of date."""
    missing: tuple[str, ...]
    """What the case lacks, so that answers in pounds are no better than its placeholders."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "year": self.year,
            "total": round(self.total, 2),
            "partners": [partner.to_dict() for partner in self.partners],
            "split": self.split.to_dict(),
            "leaving": [one.to_dict() for one in self.leaving],
            "reorganisations": [effect.to_dict() for effect in self.reorganisations],
            "missing": list(self.missing),
        }


def already_sharing(deal: Deal) -> AlreadySharing:
    """Test a running arrangement by its charges.

    Raises
    ------
    InputError
        The file describes no running arrangement, its year is none, a partner's charge is
        missing, a charge is given for a body that is no partner, or nobody is charged anything.
    """
    existing, game, appraisal = deal.partnership.existing, deal.game, deal.appraisal
    if existing is None or game is None or game.option.id != existing.option:
        raise InputError(
            "The file does not say what arrangement is running.",
            hint="Add [existing] with the option, the year and each partner's charge, and mark "
            "that option is_proposed.",
        )
    year = str(FinancialYear.parse(existing.year, kind=deal.partnership.year_kind))
    charges = _charges(deal.partnership, existing.charges, game.partners)
    parts = charges / charges.sum()
    split = split_at(
        appraisal,
        game,
        rule="as-charged",
        name="the charges as they are",
        explanation=f"What each partner was charged in {year}, as its percentage of the "
        "joint cost. It is the split in force, and is tested like any other.",
        running=parts,
        one_off=parts,
        pots=option_pots(appraisal, game),
        split=no_limits(deal.partnership.split),
    )
    alone = _alone_in_a_full_year(deal)
    driver = _parts_by_driver(deal.partnership, game.partners)
    # The arrangement runs already: notice can be given as soon as the option says that it does.
    assert game.option.priced is not None
    now = game.option.priced.timeline.go_live
    return AlreadySharing(
        year=year,
        total=float(charges.sum()),
        partners=tuple(
            ChargedPartner(
                body=body,
                charge=float(charges[place]),
                percentage=float(parts[place]),
                alone=float(alone[place]),
                by_rule={
                    result.rule: float(result.shares[place].percentage * charges.sum())
                    for result in deal.splits
                },
                by_driver=None if driver is None else float(driver[place]),
                driver_settles=driver is not None
                and within_tolerance(float(parts[place]), float(driver[place])),
                sentence=_sentence(deal, place, split, driver, parts),
            )
            for place, body in enumerate(game.partners)
        ),
        split=split,
        leaving=tuple(
            leaving(
                deal, body, year=now, split=split, notice_months=_notices(existing.notice_months)
            )
            for body in game.partners
        ),
        reorganisations=tuple(
            _effect(deal.partnership, change, game.partners, charges)
            for change in sorted(deal.partnership.reorganisations, key=lambda change: change.on)
            if set(change.bodies) & set(game.partners)
        ),
        missing=tuple(reason.text for reason in deal.verdict.reasons if reason.about == "missing"),
    )


def _notices(agreed: int | None) -> tuple[int, ...]:
    """Return the notice periods to ask about: what was agreed first, then those often seen."""
    if agreed is None:
        return NOTICE_MONTHS
    return (agreed, *(months for months in NOTICE_MONTHS if months != agreed))


def _charges(partnership: Partnership, given: dict[str, float], partners: tuple[str, ...]) -> Array:
    """Return what each partner was charged, (n,)."""
    missing = [body for body in partners if body not in given]
    if missing:
        raise InputError(
            f"No charge is given for {say_names(names_of(partnership, missing))}.",
            hint="Add it to charges under [existing].",
        )
    strangers = [body for body in given if body not in partners]
    if strangers:
        raise InputError(
            f"A charge is given for {say_names(strangers)}, no partner of the arrangement.",
            hint=f"The partners are {say_names(partners)}.",
        )
    charges = np.array([given[body] for body in partners])
    if charges.sum() <= 0:
        raise InputError(
            "Nobody is charged anything under [existing].",
            hint="Give what each partner was charged in the year.",
        )
    return charges


def _parts_by_driver(partnership: Partnership, partners: tuple[str, ...]) -> Array | None:
    """Return each partner's part by the split's own driver, (n,)."""
    driver = partnership.split.driver
    if driver is None:
        return None
    held = [partnership.body(body).drivers.get(driver) for body in partners]
    known = np.array([value for value in held if value is not None])
    if len(known) < len(held) or known.sum() <= 0:
        return None
    parts: Array = known / known.sum()
    return parts


def _alone_in_a_full_year(deal: Deal) -> Array:
    """Return what each partner's best option alone costs in the last year of the case, (n,)."""
    game, appraisal = deal.game, deal.appraisal
    assert game is not None
    today = option_pots(appraisal, game).today_by_year[-1].copy()
    for place, position in enumerate(game.positions):
        result = appraisal.option(appraisal.alone[position])
        if result.priced is not None and result.family != "nothing":
            lasting = [flow for flow in result.priced.streams if flow.timing != "one-off"]
            today[place] += result.priced.yearly_by_body(lasting)[-1, position]
    return np.asarray(today)


def _sentence(
    deal: Deal, place: int, split: SplitResult, driver: Array | None, parts: Array
) -> str:
    share = split.shares[place]
    name = names_of(deal.partnership, [share.body])[0]
    years = deal.partnership.horizon_years
    if abs(share.gain) <= split.stability.tolerance:
        said = f"{name} would be as well off alone as it is in the arrangement."
    elif share.gain > 0:
        said = (
            f"{name} still wins: {say_pounds(share.gain)} over {years} years against going alone."
        )
    else:
        said = f"{name} would be {say_pounds(-share.gain)} better off alone over {years} years."
    if driver is None:
        return said
    measure = str(deal.partnership.split.driver).replace("-", " ")
    said += f" It is charged {parts[place]:.1%} and has {driver[place]:.1%} of the {measure}: "
    if within_tolerance(float(parts[place]), float(driver[place])):
        return f"{said}within {TOLERANCE * 100:g} points, so that the charge would stand."
    return f"{said}more than {TOLERANCE * 100:g} points apart, so that it would be set right."


def _effect(
    partnership: Partnership, change: Reorganisation, partners: tuple[str, ...], charges: Array
) -> ReorganisationEffect:
    """Say which charges fall to whom when bodies end."""
    year = FinancialYear.containing(change.on, kind=partnership.year_kind)
    ending = tuple(body for body in partners if body in change.bodies)
    charge = float(sum(charges[partners.index(body)] for body in ending))
    heirs = change.successors
    everybody = len(ending) == len(partners)
    alone = everybody and len(heirs) == 1
    who = say_names(names_of(partnership, ending))
    said = f"On {change.on.day} {change.on:%B %Y} {who} {'ends' if len(ending) == 1 else 'end'}"
    said += f", and {'its charge' if len(ending) == 1 else 'their charges'} of {say_pounds(charge)}"
    said += f" a year {'falls' if len(ending) == 1 else 'fall'} to "
    if not heirs:
        said += (
            "successors that the file does not name: who pays has to be settled before that day."
        )
    elif alone:
        said += f"{heirs[0]} alone: it would pay itself, and there is nothing left to divide."
    elif len(heirs) == 1:
        said += f"{heirs[0]}, which takes the place in the arrangement."
    else:
        said += f"{say_names(heirs)}: how much to each the file does not say."
    if change.gains_carry == "lost":
        said += " The gains after it are taken as lost."
    return ReorganisationEffect(
        on=change.on,
        year=str(year),
        bodies=ending,
        successors=heirs,
        charge=charge,
        ends_as_division=alone,
        sentence=said,
    )
