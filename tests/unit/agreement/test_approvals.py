"""Approvals: days counted back, where each stands, and what holds everybody up."""

from __future__ import annotations

import datetime as dt

import pytest

from commonweal.agreement import Position, with_position
from commonweal.agreement.approvals import (
    Approval,
    Approvals,
    Condition,
    Signature,
    approval_state,
    deadlines,
    decision_register,
    earliest_meeting,
    notice_periods,
    read_approvals,
    version_of,
)
from commonweal.calendar import WorkingCalendar, bank_holidays
from commonweal.errors import InputError, RefusedError
from tests.unit.agreement.complete import described

TODAY = dt.date(2026, 11, 22)
NOVEMBER = dt.date(2026, 11, 2)


def ashby(**changes) -> Approval:
    return Approval(
        **{
            "id": "ashby",
            "body": "ashby",
            "body_name": "Ashby",
            "kind": "district",
            "committee": "Cabinet",
            **changes,
        }
    )


def passed(name: str, **changes) -> Approval:
    return Approval(
        **{
            "id": name.lower(),
            "body": name.lower(),
            "body_name": name,
            "kind": "district",
            "outcome": "approved",
            "decided_on": NOVEMBER,
            "published_on": NOVEMBER,
            **changes,
        }
    )


def state_of(*rows: Approval, today: dt.date = TODAY, **changes):
    return approval_state(Approvals(name="Test", approvals=rows, **changes), today=today)


def days_of(approval: Approval) -> dict[str, dt.date]:
    return {one.step: one.by for one in deadlines(approval)}


@pytest.mark.parametrize(
    ("nation", "year", "days"),
    [
        ("england", 2021, "0101 0402 0405 0503 0531 0830 1227 1228"),
        ("england", 2026, "0101 0403 0406 0504 0525 0831 1225 1228"),
        ("england", 2027, "0101 0326 0329 0503 0531 0830 1227 1228"),
        ("scotland", 2021, "0101 0104 0402 0503 0531 0802 1130 1227 1228"),
        ("scotland", 2022, "0103 0104 0415 0502 0530 0801 1130 1226 1227"),
        ("northern-ireland", 2026, "0101 0317 0403 0406 0504 0525 0713 0831 1225 1228"),
    ],
)
def test_bank_holidays_are_those_published(nation, year, days):
    """As published for these years, save the days proclaimed for one year only."""
    assert " ".join(f"{day:%m%d}" for day in bank_holidays(nation, year)) == days


def test_a_cabinet_in_england_has_notice_agenda_and_call_in_around_its_meeting():
    days = days_of(ashby(meeting=dt.date(2027, 1, 6), decision="key"))

    assert days == {
        "notice": dt.date(2026, 12, 8),  # 28 clear days: 9 December to 5 January
        "report-final": dt.date(2026, 12, 23),
        "agenda": dt.date(2026, 12, 24),  # clear: 29, 30, 31 December, 4 and 5 January
        "meeting": dt.date(2027, 1, 6),
        "call-in-ends": dt.date(2027, 1, 13),
    }


@pytest.mark.parametrize(
    ("changes", "steps"),
    [
        ({"decision": "not-key"}, {"report-final", "agenda", "meeting", "call-in-ends"}),
        ({"is_private": True, "decision": "not-key"},
         {"private-notice", "report-final", "agenda", "meeting", "call-in-ends"}),
        ({"decider": "full-council"}, {"report-final", "agenda", "meeting"}),
        ({"call_in_days": 0, "decision": "not-key"}, {"report-final", "agenda", "meeting"}),
        ({"kind": "nhs-trust", "decider": "board"}, {"report-final", "agenda", "meeting"}),
        ({"kind": "college", "decider": "corporation"}, {"report-final", "agenda", "meeting"}),
        ({"kind": "charity", "decider": "trustees"}, {"report-final", "meeting"}),
        ({"kind": "charity", "decider": "trustees", "notice_days": 14},
         {"notice", "report-final", "meeting"}),
        ({"nation": "wales"}, {"report-final", "agenda", "meeting", "call-in-ends"}),
        ({"nation": "scotland"}, {"report-final", "agenda", "meeting"}),
    ],
)  # fmt: skip
def test_which_days_a_decision_has_follows_from_who_decides_and_where(changes, steps):
    assert set(days_of(ashby(meeting=dt.date(2027, 2, 10), **changes))) == steps


def test_a_day_of_the_bodys_own_stands_in_place_of_ours():
    own = ashby(meeting=dt.date(2027, 2, 10), agenda_days=7, closed=(dt.date(2027, 2, 1),))
    found = {one.step: one for one in deadlines(own)}

    assert found["agenda"].by == dt.date(2027, 1, 28)
    assert "own rules" in found["agenda"].source


def test_every_period_of_notice_has_its_source_and_standing():
    assert all(row.source and row.status for row in notice_periods())


def test_all_must_pass_and_sign_before_anything_goes_live():
    half = state_of(passed("Ashby"), ashby(id="b", body="b", body_name="Barton"))
    unsigned = state_of(passed("Ashby"), passed("Barton"))
    signatures = tuple(
        Signature(body=body, name="A", office="Chief executive", on=TODAY)
        for body in ("ashby", "barton")
    )
    signed = state_of(passed("Ashby"), passed("Barton"), signatures=signatures)

    assert (half.all_passed, half.whole) == (False, "not-dated")
    assert (unsigned.may_sign, unsigned.may_go_live) == (True, False)
    assert unsigned.blockers == ("Ashby and Barton still to sign.",)
    assert signed.may_go_live


@pytest.mark.parametrize(
    ("approval", "standing"),
    [
        (ashby(), "no-date"),
        (ashby(meeting=dt.date(2027, 1, 20)), "to-come"),
        (ashby(meeting=dt.date(2026, 12, 9)), "notice-not-recorded"),
        (ashby(meeting=dt.date(2026, 12, 9), notice_given_on=dt.date(2026, 11, 12)), "notice-late"),
        (ashby(meeting=dt.date(2026, 12, 9), notice_given_on=NOVEMBER), "to-come"),
        (ashby(meeting=NOVEMBER), "not-recorded"),
        (passed("Ashby"), "passed"),
        (passed("Ashby", decided_on=dt.date(2026, 11, 20), published_on=None), "in-call-in"),
        (passed("Ashby", call_in="made"), "called-in"),
        (passed("Ashby", call_in="sent-back"), "called-in"),
        (passed("Ashby", call_in="upheld"), "passed"),
        (passed("Ashby", version="2"), "other-version"),
        (passed("Ashby", outcome="declined"), "declined"),
        (passed("Ashby", outcome="deferred"), "deferred"),
        (passed("Ashby", conditions=(Condition(id="floor", words="A floor"),)), "conditions"),
        (
            passed("Ashby", conditions=(Condition(id="floor", words="A floor", met_on=TODAY),)),
            "passed",
        ),
    ],
)
def test_where_one_decision_stands(approval, standing):
    found = state_of(approval)

    assert found.standings[0].standing == standing
    assert found.all_passed == (standing == "passed")


def test_a_changed_agreement_needs_every_body_again():
    signature = Signature(body="ashby", name="A", office="Chief executive", on=TODAY, version="1")
    first = passed("Ashby", version="1")
    before = state_of(first, version="1", signatures=(signature,))
    after = state_of(first, version="2", signatures=(signature,))
    silent = state_of(passed("Ashby"), version="2")

    assert (before.may_go_live, after.may_go_live, after.may_sign) == (True, False, False)
    assert "a version that is not recorded" in silent.standings[0].sentence


def test_on_an_earlier_day_a_decision_was_still_to_come():
    found = state_of(passed("Ashby"), today=dt.date(2026, 10, 1))

    assert found.standings[0].standing == "to-come"


def test_the_last_could_pass_when_the_last_call_in_has_run_out():
    early = ashby(meeting=dt.date(2027, 1, 20))
    late = ashby(id="b", body="b", body_name="Barton", meeting=dt.date(2027, 2, 10))

    assert state_of(early, late).last_could_pass == dt.date(2027, 2, 18)
    assert state_of(early, ashby(id="c", body="c")).last_could_pass is None


def test_a_decision_that_meets_before_what_it_waits_for_is_warned_of():
    first = ashby(id="scrutiny", meeting=dt.date(2027, 2, 10), decider="scrutiny")
    second = ashby(id="cabinet", meeting=dt.date(2027, 2, 3), after=("scrutiny",))

    assert any("before scrutiny" in words for words in state_of(first, second).warnings)


@pytest.mark.parametrize(
    ("lapse", "whole", "words"),
    [
        ("all-lapses", "declined", "every approval has lapsed"),
        ("not-agreed", "declined", "does not say what lapses"),
        ("body-leaves", "under-way", "decide again on a split without it"),
    ],
)
def test_what_lapses_if_one_declines_is_as_agreed(lapse, whole, words):
    found = state_of(passed("Ashby", outcome="declined", if_declined=lapse), passed("Barton"))

    assert found.whole == whole
    assert words in found.lapses[0]
    assert not found.may_go_live


def test_approvals_lapse_after_the_day_by_which_all_must_pass():
    found = state_of(passed("Ashby"), ashby(id="b", body="b"), must_all_pass_by=NOVEMBER)

    assert found.whole == "lapsed"


def test_a_decision_put_off_to_a_new_day_is_planned_for_that_day():
    found = state_of(passed("Ashby", outcome="deferred", meeting=dt.date(2027, 1, 20)))

    assert found.last_could_pass == dt.date(2027, 1, 28)
    assert not found.all_passed


def test_an_agreement_that_promises_otherwise_is_another_version():
    agreement = described()
    name = agreement.parties[0].id
    spoken = with_position(
        agreement, Position(matter="notice", party=name, stance="accept", by="A. Khan")
    )
    renamed = agreement.model_copy(update={"name": "Another"})

    assert version_of(spoken) == version_of(agreement) != version_of(renamed)


def test_the_register_tells_each_decision_with_its_conditions_in_order_of_days():
    asked = passed("Barton", conditions=(Condition(id="floor", words="A floor"),), minute="42")
    rows = decision_register(
        Approvals(name="Test", version="3", approvals=(ashby(), asked)), today=TODAY
    )

    assert [(one.body_name, one.conditions, one.minute) for one in rows] == [
        ("Barton", ("A floor (open)",), "42"),
        ("Ashby", (), ""),
    ]


def test_the_earliest_meeting_leaves_time_for_every_notice():
    first = earliest_meeting(ashby(decision="key"), today=TODAY)
    too_soon = WorkingCalendar().before(first, 1)

    assert all(one.by >= TODAY for one in deadlines(ashby(decision="key", meeting=first)))
    assert any(one.by < TODAY for one in deadlines(ashby(decision="key", meeting=too_soon)))


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ((ashby(), ashby()), "there twice"),
        ((ashby(kind="castle"),), "no kind of body"),
        ((ashby(after=("nobody",)),), "no approval of this list"),
        ((ashby(id="a", after=("b",)), ashby(id="b", after=("a",))), "waits for itself"),
        ((ashby(outcome="approved"),), "on no day"),
        ((ashby(decided_on=TODAY),), "still awaited"),
        ((ashby(call_in="made"),), "not approved"),
        ((passed("Ashby", published_on=dt.date(2026, 10, 1)),), "before it was decided"),
    ],
)
def test_approvals_that_cannot_be_are_refused_with_a_mend(rows, says):
    with pytest.raises(InputError, match=says) as raised:
        state_of(*rows)

    assert raised.value.hint


def test_a_day_beyond_the_calendar_is_refused():
    with pytest.raises(InputError, match="cannot be counted"):
        deadlines(ashby(meeting=dt.date(1, 1, 2)))


def test_a_file_is_refused_with_place_and_mend():
    text = 'name = "X"\n[[approvals]]\nid = "a"\nbody = "a"\nbody_name = "A"\noutcome = "maybe"\n'
    with pytest.raises(RefusedError) as raised:
        read_approvals(text, source="approvals.toml")

    assert raised.value.report.refused[0].place.line == 6


def test_no_approvals_at_all_is_no_approval():
    found = state_of()

    assert (found.whole, found.all_passed, found.may_go_live) == ("empty", False, False)
