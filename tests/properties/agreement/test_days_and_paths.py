"""What holds of every count of days, every plan and every test of activity."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.agreement.approvals import Approval, calendar_of, deadlines, passes_on
from commonweal.agreement.plan import Task, schedule_tasks
from commonweal.agreement.routes import ActivityYear, activity_test
from commonweal.calendar import WorkingCalendar, bank_holidays

pytestmark = pytest.mark.law

NATIONS = st.sampled_from(["england", "wales", "scotland", "northern-ireland"])
DAYS = st.dates(min_value=dt.date(2024, 1, 1), max_value=dt.date(2040, 12, 31))
KINDS = {
    "district": "executive",
    "nhs-trust": "board",
    "college": "corporation",
    "fire": "committee",
}


@given(NATIONS, DAYS, st.sampled_from(sorted(KINDS)), st.booleans())
@settings(max_examples=100, deadline=None)
def test_no_day_counted_back_or_on_is_a_weekend_or_a_holiday(nation, meeting, kind, is_private):
    approval = Approval(
        id="a",
        body="a",
        body_name="A",
        kind=kind,
        nation=nation,
        decider=KINDS[kind],
        meeting=meeting,
        is_private=is_private,
    )
    calendar = calendar_of(approval)

    for one in deadlines(approval):
        if one.step != "meeting":
            assert calendar.is_working_day(one.by)
            assert one.by not in bank_holidays(nation, one.by.year)
            assert (one.by < meeting) == (one.step != "call-in-ends")
    assert passes_on(approval) >= meeting


@given(NATIONS, DAYS, st.integers(0, 60))
@settings(max_examples=100, deadline=None)
def test_so_many_clear_days_lie_between_and_one_more_day_would_be_too_few(nation, day, n_days):
    calendar = WorkingCalendar(nation=nation)
    by = calendar.clear_days_before(day, n_days)
    between = [
        by + dt.timedelta(days=step)
        for step in range(1, (day - by).days)
        if calendar.is_working_day(by + dt.timedelta(days=step))
    ]

    assert len(between) == n_days


@given(NATIONS, DAYS, st.integers(1, 60))
@settings(max_examples=100, deadline=None)
def test_counting_on_and_back_again_returns(nation, day, n_days):
    calendar = WorkingCalendar(nation=nation)
    start = calendar.at_or_before(day)

    assert calendar.before(calendar.after(start, n_days), n_days) == start


@st.composite
def plans(draw):
    n_tasks = draw(st.integers(1, 9))
    return tuple(
        Task(
            id=f"t{place}",
            name=f"T{place}",
            days=draw(st.integers(0, 60)),
            after=tuple(
                f"t{before}"
                for before in sorted(draw(st.sets(st.integers(0, 8))))
                if before < place
            ),
        )
        for place in range(n_tasks)
    )


START = dt.date(2027, 1, 4)


def end_of(tasks) -> dt.date:
    return max(one.finish for one in schedule_tasks(tasks, start=START))


def changed(tasks, wanted: str, days: int):
    return tuple(
        one.model_copy(update={"days": max(0, one.days + days)}) if one.id == wanted else one
        for one in tasks
    )


@given(plans(), st.integers(1, 60))
@settings(max_examples=100, deadline=None)
def test_to_shorten_what_is_not_critical_never_changes_the_end(tasks, days):
    for one in schedule_tasks(tasks, start=START):
        if not one.is_critical:
            assert end_of(changed(tasks, one.task, -days)) == end_of(tasks)


@given(plans(), st.integers(0, 60))
@settings(max_examples=100, deadline=None)
def test_a_task_can_slip_by_its_slack_and_no_further(tasks, extra):
    for one in schedule_tasks(tasks, start=START):
        slipped = end_of(changed(tasks, one.task, one.slack_days + extra))
        assert (slipped - end_of(tasks)).days == extra


@given(plans())
@settings(max_examples=100, deadline=None)
def test_critical_tasks_make_an_unbroken_chain_as_long_as_the_plan(tasks):
    found = {one.task: one for one in schedule_tasks(tasks, start=START)}
    longest = {}
    for task in tasks:  # each stands after what it waits for
        longest[task.id] = task.days + max((longest[one] for one in task.after), default=0)

    assert (end_of(tasks) - START).days == max(longest.values())
    for one in found.values():
        if one.is_critical and one.start > START:
            assert any(found[held].is_critical for held in one.held_by)


@given(st.dictionaries(st.sampled_from("abcz"), st.floats(0, 1e9), max_size=4))
@settings(max_examples=100, deadline=None)
def test_whoever_comes_in_the_share_for_outsiders_never_rises(pounds):
    years = [ActivityYear(year="2027-28", pounds_by_customer=pounds)]
    before = activity_test(years, partners=["a"]).years[0].outside_share
    after = activity_test(years, partners=["a"], joining=["b"]).years[0].outside_share

    assert after <= before + 1e-12
