"""The plan: dates, the critical path, risks, people, effort, messages and the calendar file."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from commonweal.agreement.approvals import Approval, Approvals, approval_state
from commonweal.agreement.entry_files import write_entry
from commonweal.agreement.plan import (
    Action,
    Effort,
    KeyPerson,
    Message,
    Move,
    Plan,
    RiskLink,
    Task,
    calendar_text,
    draft_plan,
    due_list,
    durations,
    effort_account,
    event_uid,
    message_day,
    people_findings,
    people_totals,
    read_plan,
    risk_register,
    schedule,
    with_plan_risks,
)
from commonweal.errors import InputError, RefusedError
from commonweal.partnership import Partnership, read_partnership
from tests.architecture.tree import ROOT

START = dt.date(2027, 1, 4)
STAMP = dt.datetime(2027, 1, 4, 9, tzinfo=dt.UTC)


def plan(*tasks: Task, **changes) -> Plan:
    return Plan(name="Test", start=START, tasks=tasks, **changes)


CASE = Task(id="case", name="Business case", days=100, least_days=60, most_days=200)
AGREE = Task(id="agree", name="Agreement", days=40, after=("case",))
TRAIN = Task(id="train", name="Training", days=10, after=("case",))
LIVE = Task(id="go-live", name="The service begins", days=0, after=("agree", "train"))
PLAN = plan(CASE, AGREE, TRAIN, LIVE, go_live=dt.date(2027, 6, 1))


@pytest.fixture(scope="module")
def pennine() -> Partnership:
    file = ROOT / "examples" / "pennine-lancashire-building-control.toml"
    return read_partnership(file.read_text(encoding="utf-8"), source=file.name)[0]


def test_the_longest_chain_holds_the_end_and_the_rest_has_slack():
    found = schedule(PLAN)

    assert found.critical == ("case", "agree", "go-live")
    assert found.go_live == START + dt.timedelta(days=140)
    assert found.go_live_range == (
        START + dt.timedelta(days=100),
        START + dt.timedelta(days=240),
    )
    assert found.task("train").slack_days == 30
    assert found.spare_days == (dt.date(2027, 6, 1) - found.go_live).days
    assert found.task("agree").held_by == ("case",)


def test_a_task_waits_for_its_own_first_day():
    late = CASE.model_copy(update={"not_before": dt.date(2027, 3, 1)})

    assert schedule(plan(late)).task("case").start == dt.date(2027, 3, 1)


def test_a_task_that_is_done_holds_nothing_and_what_follows_begins_then():
    done = CASE.model_copy(update={"done_on": dt.date(2027, 2, 1)})
    found = schedule(plan(done, AGREE, TRAIN, LIVE))

    assert found.task("agree").start == dt.date(2027, 2, 1)
    assert "case" not in found.critical


def test_a_fixed_day_that_cannot_be_kept_is_told():
    meeting = Task(
        id="cabinet",
        name="Cabinet has passed it",
        days=0,
        after=("case",),
        not_before=dt.date(2027, 2, 1),
        is_fixed=True,
    )
    found = schedule(plan(CASE, meeting))

    assert found.missed == (
        "Cabinet has passed it: 1 February 2027 is fixed, but what must come first is not done "
        "before 14 April 2027.",
    )


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (plan(), "no tasks"),
        (plan(CASE, CASE), "there twice"),
        (plan(AGREE), "no task case"),
        (
            plan(CASE.model_copy(update={"after": ("agree",)}), AGREE),
            "in a circle: agree, case",
        ),
        (plan(CASE.model_copy(update={"least_days": 101})), "outside its own range"),
        (plan(CASE, actions=(Action(id="a", words="Do", task="x"),)), "no task x"),
        (
            plan(CASE, messages=(Message(id="m", audience="Staff", say="It", step="x"),)),
            "no task x",
        ),
        (plan(CASE, key_people=(KeyPerson(id="k", name="K", tasks=("x",)),)), "no task x"),
        (plan(CASE, risks=(RiskLink(risk="R", actions=("x",)),)), "no action x"),
        (plan(CASE.model_copy(update={"not_before": dt.date.max})), "end of the calendar"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_with_a_mend(wrong, says):
    with pytest.raises(InputError, match=says) as raised:
        schedule(wrong)

    assert raised.value.hint


def test_a_plan_in_a_file_is_refused_with_place_and_mend():
    text = 'name = "X"\nstart = 2027-01-04\n[[tasks]]\nid = "a"\nname = "A"\ndays = -1\n'
    with pytest.raises(RefusedError) as raised:
        read_plan(text, source="plan.toml")

    assert raised.value.report.refused[0].place.line == 6


def test_a_first_plan_rests_on_published_durations_and_reads_back_equal(pennine):
    drafted = draft_plan(pennine, start=START)

    assert all(task.source for task in drafted.tasks)
    assert read_plan(write_entry(drafted), source="plan.toml") == drafted
    assert {task.id for task in drafted.tasks} == {row.id for row in durations() if not row.forms}


def test_joint_buying_brings_its_years_of_procurement(pennine):
    options = tuple(
        one.model_copy(update={"form": "joint-outsourcing"}) if one.is_proposed else one
        for one in pennine.options
    )
    drafted = draft_plan(pennine.model_copy(update={"options": options}), start=START)

    assert "procurement" in {task.id for task in drafted.tasks}
    assert "procurement" in drafted.task("set-up").after


def approvals(*days: dt.date | None) -> Approvals:
    return Approvals(
        name="Test",
        approvals=tuple(
            Approval(
                id=f"body-{place}",
                body=f"body-{place}",
                body_name=f"Body {place}",
                kind="district",
                meeting=day,
            )
            for place, day in enumerate(days)
        ),
    )


def test_the_days_of_the_meetings_take_the_place_of_the_usual_length(pennine):
    decisions = approvals(dt.date(2029, 1, 10), dt.date(2029, 2, 14))
    found = schedule(draft_plan(pennine, start=START, approvals=decisions))

    assert found.task("all-approved").finish == dt.date(2029, 2, 22)
    assert found.task("set-up").start == dt.date(2029, 2, 22)
    assert found.task("passes-body-0").slack_days == 35


def test_while_one_body_has_no_day_the_usual_length_stands(pennine):
    drafted = draft_plan(pennine, start=START, approvals=approvals(dt.date(2029, 1, 10), None))

    assert drafted.task("approvals").days > 0
    assert drafted.task("approvals").note == "No day yet for: Body 1."


def test_risks_of_file_appraisal_plan_and_approvals_stand_on_one_register(pennine):
    late = draft_plan(pennine, start=START, go_live=dt.date(2027, 4, 1))
    decisions = approvals(dt.date(2027, 1, 20))
    state = approval_state(decisions, today=dt.date(2027, 1, 5))
    found = risk_register(pennine, late, schedule(late), state=state, today=START)
    origins = {one.origin for one in found}

    assert {"file", "plan", "approvals"} <= origins
    assert [one.entry for one in found if one.in_file] == list(pennine.risks)
    assert any(one.holds_go_live for one in found)


def test_what_the_plan_shows_feeds_the_file_once(pennine):
    late = draft_plan(pennine, start=START, go_live=dt.date(2027, 4, 1))
    found = risk_register(pennine, late, schedule(late), today=START)
    fed = with_plan_risks(pennine, found)
    again = risk_register(fed, late, schedule(late), today=START)

    assert len(fed.risks) > len(pennine.risks)
    assert with_plan_risks(fed, again) == fed


def test_a_risk_without_an_owner_or_response_asks_for_one(pennine):
    linked = draft_plan(pennine, start=START).model_copy(
        update={"risks": (RiskLink(risk=pennine.risks[0].name, owner="A. Khan"),)}
    )
    found = risk_register(pennine, linked, schedule(linked), today=START)

    assert found[0].owner == "A. Khan"
    assert found[1].open_question == "Who answers for it?"


MOVE = Move(
    id="surveyors",
    body="ashby",
    group="Surveyors",
    n_people=12,
    becomes="moves",
    to_body="barton",
    on=dt.date(2027, 6, 1),
    pension_now="Local Government Pension Scheme",
    pension_then="Local Government Pension Scheme",
)
CUT = Move(
    id="cut",
    body="ashby",
    group="Support",
    n_people=20,
    becomes="redundant",
    on=dt.date(2027, 6, 1),
    alternatives=("redeployment",),
    consultation_starts=dt.date(2027, 5, 2),
)


@pytest.mark.parametrize(
    ("move", "found"),
    [
        (MOVE, []),
        (MOVE.model_copy(update={"pension_then": ""}), ["pension"]),
        (MOVE.model_copy(update={"to_body": ""}), ["no-destination"]),
        (MOVE.model_copy(update={"on": None}), ["no-day"]),
        (
            MOVE.model_copy(update={"place_now": "Ashby", "place_then": "Barton"}),
            ["relocation", "fit-out"],
        ),
        (CUT, []),
        (CUT.model_copy(update={"alternatives": ()}), ["redundancy-first"]),
        (CUT.model_copy(update={"consultation_starts": dt.date(2027, 5, 3)}), ["consultation"]),
        (CUT.model_copy(update={"n_people": 19, "consultation_starts": None}), []),
        (CUT.model_copy(update={"n_people": 100}), ["consultation"]),
    ],
)
def test_the_people_plan_finds_what_is_open_or_too_late(move, found):
    with_people = PLAN.model_copy(update={"moves": (move,)})

    assert [one.id for one in people_findings(with_people, schedule(with_people))] == found


def test_people_are_counted_body_by_body_and_for_all():
    both = PLAN.model_copy(update={"moves": (MOVE, CUT, MOVE.model_copy(update={"id": "m2"}))})
    totals = people_totals(both)

    assert [(one.body, one.n_people) for one in totals] == [("ashby", 44), ("", 44)]
    assert totals[-1].n_by_becomes == {"moves": 24, "redundant": 20}


@pytest.mark.parametrize(
    ("person", "found"),
    [
        (KeyPerson(id="k", name="K", tasks=("case",), stand_in="L"), []),
        (KeyPerson(id="k", name="K", tasks=("case",)), ["no-stand-in"]),
        (KeyPerson(id="k", name="K", tasks=("train",)), []),
        (
            KeyPerson(id="k", name="K", tasks=("train",), until=dt.date(2027, 2, 1)),
            ["leaves-first"],
        ),
    ],
)
def test_people_on_whom_the_end_hangs_need_a_stand_in(person, found):
    with_people = PLAN.model_copy(update={"key_people": (person,)})

    assert [one.id for one in people_findings(with_people, schedule(with_people))] == found


@pytest.mark.parametrize(
    ("promised", "spent", "standing"),
    [(0, 5, "not-promised"), (100, 50, "as-promised"), (100, 70, "overrun"), (100, 10, "behind")],
)
def test_days_spent_are_held_against_those_promised_and_the_time_gone(promised, spent, standing):
    half = PLAN.model_copy(
        update={"effort": (Effort(body="ashby", promised_days=promised, spent_days=spent),)}
    )
    (line,) = effort_account(half, schedule(half), today=START + dt.timedelta(days=70))

    assert (line.time_share, line.standing) == (0.5, standing)


def test_an_audience_hears_on_a_working_day_before_its_step():
    message = Message(id="m", audience="Staff", say="What is meant", step="agree", days_before=16)
    told = PLAN.model_copy(update={"messages": (message,)})

    # Sixteen days before 14 April is Easter Monday; the working day before it is Maundy Thursday.
    assert message_day(told, schedule(told), message) == dt.date(2027, 3, 25)


def test_what_is_due_stands_in_the_order_of_its_days_and_says_what_is_overdue():
    action = Action(id="a", words="Ask the fund", due=dt.date(2027, 1, 11))
    with_action = PLAN.model_copy(update={"actions": (action,)})
    found = due_list(
        with_action,
        schedule(with_action),
        today=dt.date(2027, 1, 12),
        approvals=approvals(dt.date(2027, 3, 10)),
    )

    assert [one.day for one in found] == sorted(one.day for one in found)
    assert [one.id for one in found if one.is_overdue] == ["a"]


def unfolded(text: str) -> list[str]:
    return re.sub("\r\n ", "", text).split("\r\n")


def test_the_calendar_holds_an_event_for_each_day_under_a_lasting_name():
    action = Action(id="ask", words="Ask; then, decide\n\\ end", due=dt.date(2027, 1, 11))
    first = PLAN.model_copy(update={"actions": (action,)})
    moved = first.model_copy(
        update={"actions": (action.model_copy(update={"due": dt.date(2027, 2, 1)}),)}
    )
    texts = [
        calendar_text(
            due_list(one, schedule(one), today=START), name="Test", reference="test", stamp=STAMP
        )
        for one in (first, moved)
    ]
    uids = [[line for line in unfolded(text) if line.startswith("UID:")] for text in texts]

    assert sorted(uids[0]) == sorted(uids[1])
    assert len(set(uids[0])) == len(uids[0]) == 5
    assert "SUMMARY:Ask\\; then\\, decide\\n\\\\ end" in unfolded(texts[0])
    assert "DTSTART;VALUE=DATE:20270111" in unfolded(texts[0])
    assert all(len(line.encode()) <= 75 for line in texts[0].split("\r\n"))


def test_two_plans_whose_names_look_alike_do_not_share_an_event():
    (due,) = due_list(plan(CASE), schedule(plan(CASE)), today=START)

    assert event_uid("Ashby & Barton", due) != event_uid("Ashby – Barton", due)


def test_a_calendar_without_a_time_zone_is_refused():
    with pytest.raises(InputError, match="no time zone"):
        calendar_text([], name="X", reference="x", stamp=dt.datetime(2027, 1, 4))  # noqa: DTZ001
    with pytest.raises(InputError, match="version is -1"):
        calendar_text([], name="X", reference="x", stamp=STAMP, version=-1)
