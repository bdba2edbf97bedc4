"""The check finds each hole and contradiction seeded in a complete agreement, one at a time."""

from __future__ import annotations

import pytest

from commonweal.agreement import check_agreement, matters_for
from tests.unit.agreement.complete import Answers, described, found_in, typed

#: Rows by the matter that they settle; the rest of a matter's answers begin with its id.
ROWS = {
    "services": "services",
    "stays-local": "local",
    "levels": "levels",
    "board": "boards",
    "decisions": "decisions",
    "deadlock": "ladder",
    "charges": "charges",
    "exit-charge": "exit_sums",
    "contracts-on-exit": "contracts",
}
EVERY_MATTER = [row.id for row in matters_for("delegation")]


def test_a_complete_agreement_has_nothing_to_mend():
    assert [(one.id, one.sentence) for one in check_agreement(described())] == []


@pytest.mark.parametrize("matter", EVERY_MATTER)
def test_a_matter_that_is_left_out_is_found(matter):
    gone = [key for key in typed()[1] if key.partition(".")[0] == matter or key == ROWS.get(matter)]
    if matter == "services":  # rows that name a service go with it
        gone = ["services.says", "services.not_included", "services.added_by"]

    found = check_agreement(described(without=gone))

    (hole,) = [one for one in found if one.id == f"silent/{matter}"]
    assert hole.grade == "hole"
    assert hole.mend
    # Nothing else is called silent because this is.
    assert [one.id for one in found if one.id.startswith("silent/")] == [hole.id]


def stated_under(matter):
    """Return the answers that say more of a matter than which alternative holds."""
    stated = {key for key in typed()[1] if key.startswith(f"{matter}.")} - {f"{matter}.says"}
    return stated | ({ROWS[matter]} if matter in ROWS and matter != "services" else set())


@pytest.mark.parametrize("matter", [matter for matter in EVERY_MATTER if stated_under(matter)])
def test_a_heading_without_its_facts_counts_as_nothing(matter):
    """The heading is there, even which alternative, but nothing that the clause would state."""
    agreement = described(without=stated_under(matter))

    assert f"silent/{matter}" in found_in(agreement, "hole")


@pytest.mark.parametrize(
    "put_off", ["to be agreed", "TBC", "as agreed from time to time", " ", "?"]
)
def test_words_that_put_it_off_state_nothing(put_off):
    agreement = described(lambda answers: answers.update({"lead-officer.answers_to": put_off}))

    assert found_in(agreement) == ["silent/lead-officer"]


def put(key, value):
    def change(answers: Answers) -> None:
        answers[key] = value

    return change


def in_row(table, row, **fields):
    def change(answers: Answers) -> None:
        (found,) = [one for one in answers[table] if row in (one.get("id"), one.get("party"))]
        found.update(fields)

    return change


def drop_from_row(table, row, field):
    def change(answers: Answers) -> None:
        (found,) = [one for one in answers[table] if one["id"] == row]
        del found[field]

    return change


def drop_rows(table, **like):
    def change(answers: Answers) -> None:
        answers[table] = [
            one for one in answers[table] if any(one.get(key) != like[key] for key in like)
        ]

    return change


HALF_SAID = {
    "a board without a quorum": (drop_from_row("boards", "joint-board", "quorum"), "board/"),
    "a board that may never meet": (
        drop_from_row("boards", "joint-board", "meetings_a_year"),
        "board/",
    ),
    "nobody said to admit": (drop_rows("decisions", id="members"), "decision/admit-party"),
    "nobody said to end it": (drop_rows("decisions", id="end"), "decision/end-agreement"),
    "a decision without a majority": (
        drop_from_row("decisions", "budget", "voting"),
        "decision/budget",
    ),
    "a decision without a decider": (
        drop_from_row("decisions", "budget", "decided_by"),
        "decision/budget",
    ),
    "a dispute without end": (drop_from_row("ladder", "leaders", "days"), "ladder/days"),
    "a variant without a price": (
        drop_from_row("local", "counter", "pence_by_party"),
        "local/counter",
    ),
    "a variant that nobody decides": (drop_from_row("local", "fees", "decided_by"), "local/fees"),
    "a level without a target": (drop_from_row("levels", "plans", "target"), "level/plans"),
    "a party without a charge": (drop_rows("charges", party="colne"), "charges/colne"),
    "a leaver without a price": (drop_rows("exit_sums", leaver="colne"), "exit-sums"),
    "a contract without an end": (drop_from_row("contracts", "system", "until"), "contract/system"),
    "data shared unassessed": (put("data.assessed", False), "data/assessed"),
    "VAT that nobody asked about": (put("vat.each_confirmed", False), "vat/each_confirmed"),
    "a baseline unsigned": (put("benefits.baseline_signed", False), "benefits/baseline_signed"),
}


@pytest.mark.parametrize("seed", HALF_SAID)
def test_a_matter_half_said_is_found(seed):
    change, expected = HALF_SAID[seed]

    (found,) = check_agreement(described(change))

    assert found.grade == "hole"
    assert found.id.startswith(expected)


CONTRADICTIONS = {
    "notice shorter than a contract": (
        lambda answers: (
            put("contracts-on-exit.says", "rest-carry")(answers),
            in_row("contracts", "system", notice_months=18)(answers),
        ),
        "notice-shorter-than-contract/system",
    ),
    "a split that the schedule does not use": (
        put("sharing-rule.rule", "equal"),
        "split-not-in-schedule",
    ),
    "investment by another rule than the schedule": (
        put("investment.rule", "baseline"),
        "investment-not-in-schedule",
    ),
    "reward shared but not risk": (
        put("pain-share.says", "provider-bears"),
        "reward-shared-not-risk",
    ),
    "risk shared but not reward": (
        put("gain-share.says", "provider-keeps"),
        "risk-shared-not-reward",
    ),
    "a quorum that cannot be had": (in_row("boards", "joint-board", quorum=7), "quorum-impossible"),
    "a cap below the floor": (in_row("limits", "colne", floor_pence=30000000), "cap-below-floor"),
    "a charge above its cap": (
        in_row("limits", "colne", cap_pence=10000000),
        "charge-outside-limits",
    ),
    "a reserve that is never released": (
        lambda answers: answers.pop("reserve.release"),
        "reserve-without-release",
    ),
    "notice longer than the term": (
        lambda answers: (
            answers.update({"notice.months": 72, "host-leaves.months": 72}),
            [row.update(notice_months=72) for row in answers["exit_sums"]],
        ),
        "notice-longer-than-term",
    ),
    "a stay longer than the term": (put("notice.not_before_months", 60), "stay-longer-than-term"),
    "a schedule beyond the term": (put("term.years", 4), "schedule-beyond-term"),
    "a schedule short of the term": (put("term.years", 7), "schedule-short-of-term"),
    "a cap on liability above the cover": (put("insurance.cover", 1000000), "cap-above-cover"),
    "a processor that sets purposes": (put("data.purposes_set_by", "host"), "data-roles"),
    "a contribution that is supplied": (put("vat.says", "supply"), "payment-and-vat-differ"),
    "a successor shut out": (put("successors.says", "ends"), "successor-shut-out/barton"),
    "a leaver pays nothing and something": (
        lambda answers: (
            put("exit-charge.says", "nothing")(answers),
            answers.pop("exit_sums"),
        ),
        "leaver-pays-nothing-and-something",
    ),
    "reserved and delegated": (
        in_row("decisions", "rule", decided_by="joint-board"),
        "reserved-and-delegated/rule",
    ),
    "varied by two majorities": (
        in_row("decisions", "words", voting="majority"),
        "decided-twice/words",
    ),
    "a local fee that the board decides": (
        in_row("decisions", "fees", decided_by="joint-board"),
        "local-and-common/fees",
    ),
    "a ladder that ends nowhere": (in_row("ladder", "arbiter", binds=False), "ladder-ends-nowhere"),
    "exit charges at another notice": (put("notice.months", 15), "exit-sums-at-another-notice"),
    "a fixed charge and a shared overspend": (
        put("true-up.says", "fixed"),
        "fixed-charge-and-shared-overspend",
    ),
    "it lapses after it begins": (
        put("conditions.lapses_on", "2027-06-01"),
        "lapses-after-it-begins",
    ),
    "protection longer than the term": (
        put("limits.no_more_than_now_years", 6),
        "limits-longer-than-term/no_more_than_now_years",
    ),
    "assets of the host alone": (
        put("investment.owned_by", "host-outright"),
        "assets-of-the-host-alone",
    ),
    "gains to a reserve that is not held": (
        lambda answers: (
            put("gain-share.says", "to-reserve")(answers),
            put("reserve.says", "none")(answers),
        ),
        "gain-to-no-reserve",
    ),
    "percentages that do not add up": (
        lambda answers: (
            answers.pop("basis"),
            put("sharing-rule.rule", "fixed-percentages")(answers),
        ),
        "percentages-do-not-add-up",
    ),
    "a typed schedule by another rule": (
        lambda answers: (answers.pop("basis"), put("sharing-rule.rule", "equal")(answers)),
        "split-not-in-schedule",
    ),
    "a local matter that nobody there decides": (
        in_row("local", "counter", decided_by="nelson"),
        "decided-by-nobody/counter",
    ),
    "more members than seats": (
        in_row("boards", "joint-board", members={"colne": ["A", "B", "C"]}),
        "more-members-than-seats",
    ),
    "the host may go sooner": (put("host-leaves.months", 6), "host-notice-shorter"),
    "an exit plan after the exit": (put("handover.plan_days", 400), "exit-plan-after-leaving"),
}


@pytest.mark.parametrize("seed", CONTRADICTIONS)
def test_a_contradiction_is_found_and_nothing_else(seed):
    change, expected = CONTRADICTIONS[seed]

    shares = {"ashby": 40, "barton": 30, "colne": 20}
    found = check_agreement(described(change, measures=shares))

    assert found
    assert {one.grade for one in found} == {"contradiction"}
    assert any(one.id.startswith(expected) for one in found), [one.id for one in found]
    assert all(one.sentence.endswith(".") and one.mend.endswith(".") for one in found)


def test_more_than_the_promised_seeds_are_sown():
    assert len(EVERY_MATTER) + len(HALF_SAID) >= 25
    assert len(CONTRADICTIONS) >= 10
