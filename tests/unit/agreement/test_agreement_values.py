"""An agreement as a value: read and refused, worded, compared, gone stale, positions taken."""

from __future__ import annotations

import datetime as dt
import functools
import io

import docx
import pytest

from commonweal.agreement import (
    Position,
    answers_to_fill_in,
    check_agreement,
    compare_agreements,
    draft,
    filled,
    matters,
    matters_for,
    paragraphs_of,
    parts_of,
    passages,
    position_table,
    questions,
    read_agreement,
    read_answers,
    stale,
    with_position,
    write_agreement,
)
from commonweal.deal import work_out
from commonweal.errors import FileFormatError, InputError, RefusedError
from commonweal.partnership import read_partnership
from tests.architecture.tree import ROOT
from tests.unit.agreement.complete import described


@functools.cache
def partnership():
    text = (ROOT / "examples" / "college-management-information.toml").read_text(encoding="utf-8")
    return read_partnership(text, source="colleges.toml")[0]


@functools.cache
def deal():
    return work_out(partnership(), n_draws=100)


@functools.cache
def deal_shared_equally():
    equal = partnership().split.model_copy(update={"rule": "equal", "one_off_rule": None})
    return work_out(partnership().model_copy(update={"split": equal}), n_draws=100)


def sentences(agreement):
    return {
        clause.matter: " ".join(clause.paragraphs)
        for part in parts_of(agreement)
        for clause in part.clauses
    }


def test_what_is_read_from_answers_is_written_and_read_again_without_loss():
    agreement = described()

    again, report = read_agreement(write_agreement(agreement), source="agreement.toml")

    assert again == agreement
    assert report.is_clean


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('matter = "nothing-known"', "There is no matter"),
        ('matter = "notice"\nalternative = "never"', "has no alternative never"),
        ('matter = "notice"\nalternative = "own"', "there are none"),
        ('matter = "notice"\nvalues = { months = "twelve" }', "whole number of months"),
        ('matter = "notice"\nvalues = { weeks = 12 }', "has nothing called weeks"),
        ('matter = "true-up"\nvalues = { tolerance = 3 }', "a fraction from 0 to 1"),
        ('matter = "term"\nvalues = { begins = "soon" }', "a date"),
        ('matter = "sharing-rule"\nvalues = { rule = "the usual" }', "one of equal"),
        ('matter = "levels"\nvalues = { levels = "good" }', "the list levels"),
    ],
)
def test_a_clause_that_cannot_be_used_is_refused_with_its_line(text, said):
    with pytest.raises(RefusedError) as refused:
        read_agreement(f'name = "One"\n\n[[clauses]]\n{text}\n', source="one.toml")

    (refusal,) = refused.value.report.refused
    assert said in refusal.reason
    assert refusal.mend
    assert (refusal.place.line or 0) >= 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('route = "by-road"', "no legal route by-road"),
        ('host = "ashby"', "host ashby is not in this agreement"),
        ('[[charges]]\nparty = "ashby"\nyear = "2027-28"\npence = 1', "party ashby"),
        ('[[parties]]\nid = "a"\nname = "A"\n[[parties]]\nid = "a"\nname = "B"', "stands twice"),
        ('[[boards]]\nid = "b"\nname = "B"\nseats = { ashby = 1 }', "party ashby"),
    ],
)
def test_a_name_that_is_not_there_is_refused(text, said):
    with pytest.raises(RefusedError, match=said):
        read_agreement(f'name = "One"\n{text}\n', source="one.toml")


def test_what_is_no_agreement_is_told_apart():
    with pytest.raises(FileFormatError, match="holds no keys"):
        read_agreement("", source="empty.toml")
    with pytest.raises(FileFormatError, match="holds no answers"):
        read_answers('name = "One"', source="one.toml")


def test_clauses_are_worded_from_their_facts_and_holes_are_seen():
    said = sentences(described())

    assert "12 months of notice in writing" in said["notice"]
    assert "no earlier than 24 months after the start" in said["notice"]
    assert "by up to" not in said["term"]
    assert "differs by more than 3 per cent of the whole" in said["true-up"]
    assert "up to £5,000,000 a claim" in said["liability"]
    assert "then an arbitrator named by the RICS, within 60 days" in said["deadlock"]
    assert "[" not in " ".join(said.values())

    open_ended = sentences(described(without=["notice.months", "scrutiny.says"]))
    assert "[months of notice: not yet settled]" in open_ended["notice"]
    assert sentences(described(without=["scrutiny.says", "scrutiny.answer_days"]))[
        "scrutiny"
    ].startswith("[Nothing is agreed")


def test_a_count_of_nought_is_not_said():
    said = sentences(described(lambda answers: answers.update({"notice.not_before_months": 0})))

    assert "no earlier" not in said["notice"]


def test_words_of_the_parties_own_stand_in_place_of_ours():
    agreement = described(
        lambda answers: answers.update(
            {
                "scrutiny.says": "own",
                "scrutiny.words": "A panel of residents asks.\nIt is answered.",
            }
        )
    )

    assert sentences(agreement)["scrutiny"] == "A panel of residents asks. It is answered."
    assert check_agreement(agreement) == ()


def test_a_route_asks_for_its_own_matters():
    assert {row.id for row in matters_for("section-75")} - {
        row.id for row in matters_for("delegation")
    } == {"pooled-fund"}
    assert "shares-in-company" in {row.id for row in matters_for("teckal-company")}


def test_every_matter_says_why_it_matters_and_what_becomes_of_silence():
    for row in matters():
        assert row.why.endswith(".")
        assert row.without.endswith(".")
        assert row.settles.endswith(".")
        for one in row.parameters:
            assert one.asks.endswith("?")


def test_an_empty_file_of_answers_can_be_read_and_finds_every_matter_silent():
    agreement = read_answers(answers_to_fill_in("delegation"), source="answers.toml")

    found = {one.id for one in check_agreement(agreement)}
    assert found == {f"silent/{row.id}" for row in matters_for("delegation")}


def test_an_answer_may_be_typed_with_or_without_quotes():
    about = '[about]\nname = "One"\n[answers]\n'

    assert read_answers(f"{about}notice.months = 12", source="x") == read_answers(
        f'{about}"notice.months" = 12', source="x"
    )


@pytest.mark.parametrize(
    ("nations", "law"),
    [
        (("england", "wales", "england"), "England and Wales"),
        (("scotland",) * 3, "Scotland"),
        (("england", "scotland", "england"), ""),
    ],
)
def test_bodies_under_two_laws_choose_for_themselves(nations, law):
    moved = tuple(
        body.model_copy(update={"nation": nation})
        for body, nation in zip(partnership().bodies, nations, strict=True)
    )
    drafted = draft(work_out(partnership().model_copy(update={"bodies": moved}), n_draws=100))

    assert drafted.value("law", "law") == law
    assert ("silent/law" in {one.id for one in check_agreement(drafted)}) == (not law)


def test_an_answer_to_no_question_is_refused():
    with pytest.raises(InputError, match="no question sundries"):
        described(lambda answers: answers.update({"sundries": "many"}))
    assert len({one.id for one in questions()}) == len(questions())


def test_when_the_split_changes_the_draft_says_so_figure_by_figure():
    drafted = draft(deal())

    found = stale(drafted, deal_shared_equally())

    rule, *figures = found
    assert rule.matter == "sharing-rule"
    assert rule.sentence.startswith("The split changed since")
    charge = next(one for one in figures if one.matter == "charges")
    assert charge.was in charge.sentence
    assert charge.now in charge.sentence
    assert charge.reference.startswith("charge/")
    assert {one.matter for one in figures} >= {"charges", "exit-charge"}

    assert stale(filled(drafted, deal_shared_equally()), deal_shared_equally()) == ()


def test_a_draft_filled_by_another_rule_than_it_states_contradicts_itself():
    refilled = filled(draft(deal()), deal_shared_equally())

    found = [one.id for one in check_agreement(refilled) if one.grade == "contradiction"]

    assert found == ["split-not-in-schedule", "investment-not-in-schedule"]


def test_two_versions_are_compared_in_plain_words():
    old = described()
    new = described(
        lambda answers: (
            answers.update({"notice.months": 15, "pain-share.says": "who-caused-it"}),
            answers["charges"][0].update(pence=41300000),
            answers["boards"][0].update(quorum=5),
            answers["ladder"].pop(1),
            answers.pop("scrutiny.says"),
            answers.pop("scrutiny.answer_days"),
        )
    )

    assert {one.sentence for one in compare_agreements(old, new)} == {
        "Leaving: notice, months of notice: from 12 months to 15 months.",
        "Overspends and losses: from by the parties’ shares of cost to on the party whose demand "
        "or decision caused it, the rest by shares.",
        "Charge of Ashby District Council, 2027-28: from £412,000.00 to £413,000.00.",
        "Board “The joint board”, quorum: from 4 to 5.",
        "Step of a dispute “the chief executives”: taken out.",
        "The clause Scrutiny: taken out.",
    }
    assert compare_agreements(old, old) == ()


def test_positions_stand_clause_by_clause_until_all_accept():
    agreement = described()
    for party, stance in (("ashby", "accept"), ("barton", "amend"), ("colne", "accept")):
        agreement = with_position(
            agreement, Position(matter="notice", party=party, stance=stance, words="Six months.")
        )

    (notice,) = [row for row in position_table(agreement) if row.matter == "notice"]
    assert notice.standing == "disputed"

    settled = with_position(
        agreement,
        Position(matter="notice", party="barton", stance="accept", on=dt.date(2026, 11, 22)),
    )
    (notice,) = [row for row in position_table(settled) if row.matter == "notice"]
    (scrutiny,) = [row for row in position_table(settled) if row.matter == "scrutiny"]
    assert (notice.standing, scrutiny.standing) == ("accepted", "open")
    assert len(settled.positions) == 3
    assert compare_agreements(agreement, settled) == ()
    assert read_agreement(write_agreement(settled), source="x")[0] == settled


THEIRS = (
    "A Council may withdraw by giving not less than twelve months written notice to the others.",
    "Any dispute shall be referred to the chief executives and thereafter to an arbitrator.",
    "Each Council shall maintain public liability insurance of at least ten million pounds.",
    "The Board has two members from each Council and its quorum is four.",
    "In witness whereof the seals are affixed.",
)


def test_passages_of_an_agreement_stand_beside_the_questions_and_answer_nothing():
    found = {(one.matter, one.place) for one in passages(THEIRS, route="delegation")}

    assert {("notice", 1), ("deadlock", 2), ("insurance", 3), ("board", 4)} <= found
    assert 5 not in {place for _, place in found}

    beside = answers_to_fill_in("delegation", found=passages(THEIRS, route="delegation"))
    assert "#   paragraph 4: The Board has two members" in beside
    empty = answers_to_fill_in("delegation")
    assert read_answers(beside, source="x") == read_answers(empty, source="x")


def test_paragraphs_are_read_from_word_or_text_and_nothing_else():
    held = io.BytesIO()
    theirs = docx.Document()
    theirs.add_paragraph("Notice of a year.")
    theirs.add_table(1, 1).cell(0, 0).text = "Quorum: four"
    theirs.save(held)

    assert paragraphs_of(held.getvalue(), file="a.docx") == ("Notice of a year.", "Quorum: four")
    assert paragraphs_of(b"One.\n\n Two. \n", file="a.txt") == ("One.", "Two.")
    for content in (b"PK\x03\x04 broken", b"%PDF-1.7 \x00\x01"):
        with pytest.raises(FileFormatError):
            paragraphs_of(content, file="a.docx")
