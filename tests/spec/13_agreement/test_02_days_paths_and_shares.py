"""Days counted back, the path that holds the end, and the fifth for outsiders

One proposal goes before several bodies, each with rules of its own on notice. Days are counted back
from each meeting in working days, which leave out weekends and the nation's bank holidays; clear
days count neither the day of publication nor the day of the meeting. The plan begins at the latest
of these days: each step begins when all before it are done, and the steps without slack hold the
end. Where the partners own a company, or cooperate by contract, less than a fifth of the work may
be for others. None of this is legal advice: every period has its source and standing in the data,
and a body's own constitution goes before it.
"""

import datetime as dt

from commonweal.agreement.approvals import Approval, deadlines
from commonweal.agreement.plan import Task, schedule_tasks
from commonweal.agreement.routes import ActivityYear, activity_test


def test_the_days_around_a_cabinet_in_england(rows):
    """A cabinet takes a key decision on Wednesday 6 January 2027. Christmas Day is a Friday, Boxing
    Day a Saturday that Monday 28 December stands in for, and New Year's Day a Friday.

    | Step | Day |
    |---|---|
    | notice | 2026-12-08 |
    | report-final | 2026-12-23 |
    | agenda | 2026-12-24 |
    | meeting | 2027-01-06 |
    | call-in-ends | 2027-01-13 |
    """
    cabinet = Approval(
        id="ashby",
        body="ashby",
        body_name="Ashby",
        kind="district",
        decision="key",
        meeting=dt.date(2027, 1, 6),
    )

    assert [(one.step, str(one.by)) for one in deadlines(cabinet)] == [
        (row["Step"], str(row["Day"])) for row in rows
    ]


def test_slack_is_how_far_a_step_could_slip(rows):
    """The plan starts on Monday 4 January 2027. Training could end 30 days later and move nothing;
    the case and the agreement hold the day on which the service begins.

    | Step | Days | After | Ends | Slack |
    |---|---|---|---|---|
    | case | 100 | nothing | 2027-04-14 | 0 |
    | agreement | 40 | case | 2027-05-24 | 0 |
    | training | 10 | case | 2027-04-24 | 30 |
    | service | 0 | agreement and training | 2027-05-24 | 0 |
    """
    tasks = [
        Task(
            id=row["Step"],
            name=row["Step"],
            days=row["Days"],
            after=() if row["After"] == "nothing" else tuple(row["After"].split(" and ")),
        )
        for row in rows
    ]
    found = {one.task: one for one in schedule_tasks(tasks, start=dt.date(2027, 1, 4))}

    for row in rows:
        one = found[row["Step"]]
        assert (str(one.finish), one.slack_days) == (str(row["Ends"]), row["Slack"])


def test_outside_work_uses_up_the_fifth(rows):
    """A company of the partners' own has £1,000,000 of work. Past 15 per cent for outsiders it is
    near the limit; at 20 per cent it is over. The room is what more it could do for outsiders with
    the partners' own work as it is: the limit is a share of all work, so the whole grows with it.

    | For outsiders | Share | Standing | Room |
    |---|---|---|---|
    | £100,000 | 10.0% | within | £125,000 |
    | £160,000 | 16.0% | near | £50,000 |
    | £190,000 | 19.0% | near | £12,500 |
    | £200,000 | 20.0% | over | £0 |
    """
    for row in rows:
        outside = row["For outsiders"]
        year = ActivityYear(
            year="2027-28",
            pounds_by_customer={"partners": 1_000_000 - outside, "others": outside},
        )
        (one,) = activity_test([year], partners=["partners"]).years
        assert round(100 * one.outside_share, 6) == row["Share"]
        assert one.standing == row["Standing"]
        assert round(one.left_pounds, 2) == row["Room"]
