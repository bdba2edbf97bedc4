"""Contradictions over time: term, notice, contracts, schedules, what leaving costs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from commonweal.agreement.document import Agreement
from commonweal.calendar import FinancialYear
from commonweal.errors import CommonwealError
from commonweal.money import pounds

from .findings import Finding, caution, contradiction

__all__ = ["leaving_findings", "number_of"]

DAYS_A_MONTH = 30


def leaving_findings(agreement: Agreement) -> Iterator[Finding]:
    """Yield where dates, notice and the cost of leaving cannot all hold."""
    yield from _notice(agreement)
    yield from _contracts(agreement)
    yield from _term(agreement)
    yield from _schedule_years(agreement)
    yield from _exit_sums(agreement)
    yield from _exit_cost(agreement)
    yield from _successors(agreement)


def number_of(agreement: Agreement, matter: str, parameter: str) -> float | None:
    """Return a number that is stated, or None."""
    value = agreement.value(matter, parameter)
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if is_number else None  # type: ignore[arg-type]


def _term_months(agreement: Agreement) -> float | None:
    """Return the length of a term that ends, its extension included."""
    if agreement.alternative("term") not in ("fixed", "extended"):
        return None
    years = number_of(agreement, "term", "years")
    longer = number_of(agreement, "term", "extension_years") or 0.0
    return None if years is None else 12 * (years + longer)


def _notice(agreement: Agreement) -> Iterator[Finding]:
    months, term = number_of(agreement, "notice", "months"), _term_months(agreement)
    if months is None:
        return
    if term is not None and months >= term:
        yield contradiction(
            "notice-longer-than-term",
            "notice",
            "term",
            sentence=f"Notice of {months:.0f} months is as long as the term of {term:.0f} months: "
            "nobody can leave before it ends.",
            mend="Shorten the notice, or say outright that no party may leave.",
        )
    stay = number_of(agreement, "notice", "not_before_months") or 0.0
    if term is not None and months < term <= stay:
        yield contradiction(
            "stay-longer-than-term",
            "notice",
            "term",
            sentence=f"Notice may take effect only after {stay:.0f} months, and the term is over "
            f"after {term:.0f}: the right to leave can never be used.",
            mend="Shorten the shortest stay, or say outright that no party may leave.",
        )
    plan = number_of(agreement, "handover", "plan_days")
    if plan is not None and plan > months * DAYS_A_MONTH:
        yield contradiction(
            "exit-plan-after-leaving",
            "handover",
            "notice",
            sentence=f"The exit plan is due within {plan:.0f} days of a notice, and the leaver is "
            f"gone after {months:.0f} months.",
            mend="Ask for the plan well within the notice.",
        )
    host = number_of(agreement, "host-leaves", "months")
    if host is not None and host < months:
        yield contradiction(
            "host-notice-shorter",
            "host-leaves",
            "notice",
            sentence=f"The host may go after {host:.0f} months, and any other party only after "
            f"{months:.0f}, though the rest need longest to replace the host.",
            mend="Give the host at least the notice that the others must give.",
        )
    days = sum(step.days or 0 for step in agreement.ladder)
    if days > months * DAYS_A_MONTH:
        yield caution(
            "ladder-longer-than-notice",
            "deadlock",
            "notice",
            sentence=f"A dispute may take {days} days to climb all its steps, longer than the "
            f"{months:.0f} months' notice: leaving is quicker than settling.",
            mend="Shorten the steps, or lengthen the notice.",
        )


def _contracts(agreement: Agreement) -> Iterator[Finding]:
    months = number_of(agreement, "notice", "months")
    if agreement.value("contracts-on-exit", "has_contracts") is False and agreement.contracts:
        yield contradiction(
            "contracts-denied",
            "contracts-on-exit",
            sentence="It is said that there are no contracts for the service, and the schedule "
            f"lists {len(agreement.contracts)}.",
            mend="Take them out of the schedule, or say that there are contracts.",
        )
    if months is None:
        return
    leaver_pays = agreement.alternative("contracts-on-exit") == "leaver-pays"
    for contract in agreement.contracts:
        ends_in = contract.notice_months
        if (ends_in is None and leaver_pays) or (ends_in is not None and ends_in <= months):
            continue
        if ends_in is None and not _outlives_notice(agreement, contract.until, months):
            continue
        how = "cannot be ended early" if ends_in is None else f"takes {ends_in} months to end"
        found = caution if leaver_pays else contradiction
        who = (
            "The leaver then pays for what nobody uses."
            if leaver_pays
            else "Those who stay are left to pay for it."
        )
        yield found(
            f"notice-shorter-than-contract/{contract.id}",
            "notice",
            "contracts-on-exit",
            sentence=f"A party may leave after {months:.0f} months, and the contract "
            f"{contract.name} {how}. {who}",
            mend="Lengthen the notice, get a break clause, or have the leaver pay its part to the "
            "contract's end.",
        )


def _outlives_notice(agreement: Agreement, until: dt.date | None, months: float) -> bool:
    """Say whether a contract runs on after the earliest day on which a party could be gone."""
    begins = _date(agreement, "term", "begins")
    if until is None or begins is None:
        return until is not None
    stay = number_of(agreement, "notice", "not_before_months") or 0.0
    earliest = max(months, stay)
    return (until - begins).days > earliest * DAYS_A_MONTH


def _term(agreement: Agreement) -> Iterator[Finding]:
    begins, lapses = _date(agreement, "term", "begins"), _date(agreement, "conditions", "lapses_on")
    if begins is not None and lapses is not None and lapses > begins:
        yield contradiction(
            "lapses-after-it-begins",
            "conditions",
            "term",
            sentence=f"It begins on {_said(begins)}, and may still lapse for want of approval "
            f"until {_said(lapses)}.",
            mend="Let the day by which all must have approved come before the day it begins.",
        )
    years = number_of(agreement, "term", "years")
    if years is None or _term_months(agreement) is None:
        return
    for name, words in (
        ("no_more_than_now_years", "nobody pays more than now"),
        ("phase_in_years", "shares are phased in"),
    ):
        held = number_of(agreement, "limits", name)
        if agreement.alternative("limits") == "held" and held is not None and held > years:
            yield contradiction(
                f"limits-longer-than-term/{name}",
                "limits",
                "term",
                sentence=f"For {held:.0f} years {words}, and the term is {years:.0f} years: the "
                "sharing rule never holds in full.",
                mend="Shorten that, or lengthen the term.",
            )
    review = number_of(agreement, "term", "review_years")
    if review is not None and review >= years:
        yield caution(
            "review-after-the-end",
            "term",
            sentence=f"The first review would come after {review:.0f} years, when the term of "
            f"{years:.0f} is over.",
            mend="Review it well before its end.",
        )


def _schedule_years(agreement: Agreement) -> Iterator[Finding]:
    begins, term = _date(agreement, "term", "begins"), _term_months(agreement)
    labels = list(dict.fromkeys(row.year for row in agreement.charges))
    if begins is None or term is None or not labels:
        return
    kind = agreement.basis.year_kind if agreement.basis is not None else "april"
    try:
        years = sorted(FinancialYear.parse(label, kind=kind) for label in labels)
    except CommonwealError:
        return
    plain = 12 * (number_of(agreement, "term", "years") or 0.0)
    ends, ends_at_most = _months_after(begins, plain), _months_after(begins, term)
    last = years[-1]
    if last.start >= ends_at_most:
        yield contradiction(
            "schedule-beyond-term",
            "charges",
            "term",
            sentence=f"The schedule charges for {last}, and the term is over on "
            f"{_said(ends_at_most)}.",
            mend="Cut the schedule, or lengthen the term.",
        )
    elif last.end < ends - dt.timedelta(days=1):
        yield contradiction(
            "schedule-short-of-term",
            "charges",
            "term",
            sentence=f"The schedule ends with {last}, and the term runs until {_said(ends)}: for "
            "the years between nobody knows what is paid.",
            mend="Fill the schedule to the end of the term, or say how later charges are set.",
        )


def _exit_sums(agreement: Agreement) -> Iterator[Finding]:
    months = number_of(agreement, "notice", "months")
    others = sorted(
        {row.notice_months for row in agreement.exit_sums if row.notice_months != months}
    )
    if months is not None and others:
        yield contradiction(
            "exit-sums-at-another-notice",
            "exit-charge",
            "notice",
            sentence=f"Exit charges are worked out for {others[0]} months' notice, and the notice "
            f"is {months:.0f} months.",
            mend="Fill the schedule of exit charges again from the partnership.",
        )
    for row in agreement.exit_sums:
        total = sum(row.pence_by_stayer.values())
        if row.pence_by_stayer and total != row.pence:
            name = agreement.party_name(row.leaver)
            yield contradiction(
                f"exit-sum-does-not-add-up/{row.leaver}",
                "exit-charge",
                sentence=f"{name} would pay {pounds(row.pence, pence=True)} on leaving, and what "
                f"the others would get of it adds to {pounds(total, pence=True)}.",
                mend="Fill the schedule of exit charges again from the partnership.",
            )


def _exit_cost(agreement: Agreement) -> Iterator[Finding]:
    if agreement.alternative("exit-charge") != "nothing":
        return
    pays = [
        words
        for is_so, words in (
            (
                agreement.alternative("contracts-on-exit") == "leaver-pays",
                "its part of contracts to their end",
            ),
            (
                agreement.value("staff-on-exit", "redundancy") == "leaver",
                "redundancy that its leaving causes",
            ),
        )
        if is_so
    ]
    if pays:
        yield contradiction(
            "leaver-pays-nothing-and-something",
            "exit-charge",
            "contracts-on-exit",
            "staff-on-exit",
            sentence="A party that leaves pays nothing beyond its notice, and elsewhere it pays "
            f"{' and '.join(pays)}.",
            mend="Say in one place what a leaver pays.",
        )


def _successors(agreement: Agreement) -> Iterator[Finding]:
    begins, term = _date(agreement, "term", "begins"), _term_months(agreement)
    ends = None if begins is None or term is None else _months_after(begins, term)
    for party in agreement.parties:
        if party.ends_on is None or (ends is not None and party.ends_on >= ends):
            continue
        if agreement.alternative("successors") == "ends":
            yield contradiction(
                f"successor-shut-out/{party.id}",
                "successors",
                "term",
                sentence=f"{party.name} ends on {_said(party.ends_on)}, within the term, and its "
                "place ends with it: its successor owes and is owed nothing.",
                mend="Let the place pass to the successor, with a right to leave.",
            )


def _date(agreement: Agreement, matter: str, parameter: str) -> dt.date | None:
    value = agreement.value(matter, parameter)
    return dt.date.fromisoformat(value) if isinstance(value, str) else None


def _months_after(day: dt.date, months: float) -> dt.date:
    years, month = divmod(day.month - 1 + int(months), 12)
    return dt.date(day.year + years, month + 1, min(day.day, 28))


def _said(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
