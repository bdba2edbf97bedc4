"""The tests of the exemptions from procurement, as sums: who controls, and for whom it works."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from commonweal.errors import InputError

from .facts import ActivityYear, Answer, Company, Owner
from .rows import limits

__all__ = [
    "ActivityTest",
    "ActivityTestYear",
    "ControlFinding",
    "ControlTest",
    "activity_test",
    "control_test",
]

_MARKS: Final[Mapping[Answer, str]] = {
    "yes": "Met",
    "no": "Not met",
    "not-known": "Not known",
}

#: Room for what rounding to the penny does to a fraction.
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlFinding:
    """One part of the test of control."""

    id: str
    met: Answer
    sentence: str

    @property
    def said(self) -> str:
        """Its sentence, with whether it is met in front."""
        return f"{_MARKS[self.met]}. {self.sentence}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlTest:
    """Whether the public owners together control the company."""

    met: Answer
    findings: tuple[ControlFinding, ...]
    source: str
    status: str

    @property
    def is_stated(self) -> bool:
        """Whether anything at all is known of a company."""
        return any(one.met != "not-known" for one in self.findings)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityTestYear:
    """One year of the test of activity. Shares are fractions of all activity."""

    year: str
    total_pounds: float
    outside_pounds: float
    outside_share: float
    left_pounds: float
    """How much more outside activity there could be, all else as it is, before the limit."""
    standing: Literal["within", "near", "over"]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityTest:
    """Whether enough of the activity is for the partners, year by year."""

    met: Answer
    limit: float
    years: tuple[ActivityTestYear, ...]
    average_outside_share: float | None
    """Over the last years that the limit counts; None where there is no activity."""
    warnings: tuple[str, ...]
    source: str
    status: str
    note: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every year said, then what stands over the limit only on average."""
        return tuple(dict.fromkeys([*(one.sentence for one in self.years), *self.warnings]))

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def control_test(company: Company | None, *, names: Mapping[str, str] | None = None) -> ControlTest:
    """Return whether the owners together control a company, part by part.

    `names` has names of bodies by id. A part on which nothing is said is not known, and so then is
    the whole unless another fails.
    """
    row = limits()["vertical"]
    findings = tuple(_control_findings(company or Company(), names or {}))
    if any(one.met == "no" for one in findings):
        met: Answer = "no"
    elif any(one.met == "not-known" for one in findings):
        met = "not-known"
    else:
        met = "yes"
    return ControlTest(met=met, findings=findings, source=row.source, status=row.status)


def _control_findings(company: Company, names: Mapping[str, str]) -> list[ControlFinding]:
    owners = company.owners

    def named(which: Callable[[Owner], bool]) -> list[str]:
        return [one.name or names.get(one.body, one.body) for one in owners if which(one)]

    private = named(lambda one: not one.is_public)
    unseated = named(lambda one: one.seats == 0)
    unsaid = named(lambda one: one.seats is None)
    return [
        _finding(
            "public-owners",
            None if not owners else not private,
            yes="Every owner is a public authority.",
            no=f"Owned also by {', '.join(private)}: no contracting authority.",
            ask="Say who owns the company.",
        ),
        _finding(
            "seats",
            False if unseated else None if unsaid or not owners else True,
            yes="Every owner sits on the body that decides.",
            no=f"Without a seat on the body that decides: {', '.join(unseated)}.",
            ask="Say how many seats each owner has on the body that decides.",
        ),
        _finding(
            "decides-together",
            company.decides_together,
            yes="The owners can together bring about or stop its important decisions.",
            no="The owners cannot together bring about or stop its important decisions.",
            ask="Say whether the owners can together bring about or stop its important decisions.",
        ),
        _finding(
            "reserved-matters",
            None if not company.reserved_matters else True,
            yes=f"Reserved to the owners: {', '.join(company.reserved_matters)}.",
            no="",
            ask="Name what the owners reserve to themselves: budget, strategy, chief officer.",
        ),
        _finding(
            "same-interests",
            None if company.has_other_interests is None else not company.has_other_interests,
            yes="It pursues no interests against an owner’s.",
            no="It pursues interests against an owner’s.",
            ask="Say whether it pursues interests against those of an owner.",
        ),
    ]


def _finding(id: str, met: bool | None, *, yes: str, no: str, ask: str) -> ControlFinding:
    if met is None:
        return ControlFinding(id=id, met="not-known", sentence=ask)
    return ControlFinding(id=id, met="yes" if met else "no", sentence=yes if met else no)


def activity_test(
    years: Sequence[ActivityYear],
    *,
    partners: Sequence[str],
    exemption: Literal["vertical", "horizontal"] = "vertical",
    joining: Sequence[str] = (),
) -> ActivityTest:
    """Return whether the activity for outsiders stays below its limit.

    Parameters
    ----------
    years
        Activity by customer, in the order of time.
    partners
        Those who control the company, or cooperate.
    joining
        Customers counted as partners as well: what would change if they came in.

    The exemption holds while every year, and the average of the last ones that count, stays below.
    Raises InputError for no partner.
    """
    row = limits()[exemption]
    if not partners:
        raise InputError(
            "The activity cannot be judged: no partner is named.",
            hint="Name those who control the company, or cooperate.",
        )
    inside = {*partners, *joining}
    told = [_activity_year(one, inside, row.outside_below, row.warnings) for one in years]
    counted = [one for one in told if one.total_pounds > 0]
    last = counted[-row.years :]
    average = (
        sum(one.outside_pounds for one in last) / sum(one.total_pounds for one in last)
        if last
        else None
    )
    warnings = [one.sentence for one in counted if one.standing != "within"]
    over = any(one.standing == "over" for one in counted)
    if average is not None and average > row.outside_below - _NOTHING and not over:
        warnings.append(f"Over the last {len(last)} years outsiders had {average:.1%} of the work.")
        over = True
    return ActivityTest(
        met="not-known" if average is None else "no" if over else "yes",
        limit=row.outside_below,
        years=tuple(told),
        average_outside_share=average,
        warnings=tuple(warnings),
        source=row.source,
        status=row.status,
        note=row.note,
    )


def _activity_year(
    year: ActivityYear, inside: set[str], limit: float, warnings: Sequence[float]
) -> ActivityTestYear:
    total = sum(year.pounds_by_customer.values())
    outside = sum(sum_ for who, sum_ in year.pounds_by_customer.items() if who not in inside)
    share = outside / total if total else 0.0
    # The limit is on outside / (inside + outside), so more outside work also widens the whole.
    left = max(0.0, limit / (1 - limit) * (total - outside) - outside)
    standing: Literal["within", "near", "over"] = "within"
    passed = [one for one in warnings if share > one - _NOTHING]
    if share > limit - _NOTHING and total:
        standing = "over"
        said = f"{year.year}: outsiders have {share:.1%} of the work, at or over {limit:.0%}."
    elif passed:
        standing = "near"
        said = (
            f"{year.year}: outsiders have {share:.1%} of the work; past {max(passed):.0%}, with "
            f"room for £{left:,.0f} more before {limit:.0%}."
        )
    else:
        said = f"{year.year}: outsiders have {share:.1%} of the work."
    return ActivityTestYear(
        year=year.year,
        total_pounds=total,
        outside_pounds=outside,
        outside_share=share,
        left_pounds=left,
        standing=standing,
        sentence=said if total else f"{year.year}: no activity is stated.",
    )
