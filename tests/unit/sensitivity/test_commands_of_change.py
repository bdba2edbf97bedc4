"""`commonweal sensitivity` and `commonweal compare`, as a person and a program see them."""

import json

import pytest

from commonweal.cli.running import run
from commonweal.partnership import write_toml
from tests.unit.appraisal.worked import case, cost, lever, redesign_alone, shared

SPENDS = {"ashby": {"management": 120_000}, "barton": {"management": 80_000}}


def written(folder, name, kept=0.6, **rest):
    option = shared(
        [lever("management-deduplication", kept_share_of_other_teams=kept)],
        [cost("set-up", other={"low": 60_000, "likely": 70_000, "high": 90_000})],
    )
    stress = {"name": "Barton builds", "growth_by_body": {"barton": 0.2}, "lines": ["management"]}
    file = folder / name
    partnership = case(SPENDS, [redesign_alone(), option], stresses=[stress], **rest)
    file.write_text(write_toml(partnership), encoding="utf-8")
    return file


def test_a_person_is_told_first_what_turns_the_answer(tmp_path, capsys):
    assert run(["sensitivity", str(written(tmp_path, "case.toml")), "--draws", "200"]) == 0

    said = " ".join(capsys.readouterr().out.split())
    assert "The answer turns to" in said
    for part in (
        "How far a figure must move",
        "What the joint gain swings with",
        "If a partner left before it began",
        "Other futures",
        "If work rises: Barton builds",
        "Against what others have seen",
        "The long list",
        "Are the draws enough?",
    ):
        assert part in said


def test_a_program_is_given_every_part(tmp_path, capsys):
    words = ["sensitivity", str(written(tmp_path, "case.toml")), "--draws", "200", "--json"]
    assert run(words) == 0

    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"name", "sensitivity", "reality", "long_list", "run"}
    assert told["run"]["draws"] == 200
    assert told["sensitivity"]["nearest_sentence"]


def test_two_files_are_compared_in_words_and_for_programs(tmp_path, capsys):
    old, new = written(tmp_path, "old.toml"), written(tmp_path, "new.toml", kept=0.9)

    assert run(["compare", str(old), str(new), "--draws", "200"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith("1 thing has changed, and the answer has turned")
    assert "lever management deduplication: from 0.6 to 0.9." in said

    assert run(["compare", str(old), str(new), "--draws", "200", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["verdict"]["turned"] is True
    assert len(told["changes"]) == 1


def test_a_case_without_sharing_is_refused_with_a_mend(tmp_path, capsys):
    file = tmp_path / "alone.toml"
    file.write_text(write_toml(case(SPENDS, [redesign_alone()])), encoding="utf-8")

    assert run(["sensitivity", str(file)]) == 2

    error = capsys.readouterr().err
    assert "no sharing option" in error
    assert "Mend: Describe one under [[options]]." in error


@pytest.mark.parametrize("words", [["compare"], ["sensitivity"]])
def test_a_command_without_its_file_says_what_it_needs(words, capsys):
    assert run(words) == 2
    assert "needs" in capsys.readouterr().err
