"""`appraise`, `game` and `rerun`: what they answer, and that they answer it twice alike."""

from __future__ import annotations

import json

import pytest

from tests.integration.cli.conftest import EXAMPLES, pairs

PARTNERSHIPS = sorted(EXAMPLES.glob("*.toml"))
GAMES = sorted((EXAMPLES / "games").glob("*.json"))


def test_the_verdict_comes_first(commonweal, case):
    answer = commonweal("appraise", case)

    assert answer.status == 0
    assert answer.out.startswith("Share: over 6 years the 3 partners gain £")
    assert answer.err == ""


def test_the_terminal_shows_who_gains_the_options_and_the_stamp(commonweal, case):
    out = commonweal("appraise", case).out

    assert "£ at 2024-25 prices, present value over 6" in out
    assert "Ashby" in out
    assert "Each redesigns its own" in out
    assert "in year 4" in out
    assert "seed 7, 200 draws" in out
    assert "no partner and no group does better by" in out


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(commonweal, case, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = commonweal("appraise", case).out.splitlines()

    assert max(map(len, lines)) <= columns
    assert [line for line in lines if line != line.rstrip()] == []


def test_nothing_is_coloured_where_it_is_not_a_terminal(commonweal, case):
    assert "\x1b" not in commonweal("appraise", case).out


def test_json_holds_what_other_programs_are_promised(commonweal, case):
    run = json.loads(commonweal("appraise", case, "--json").out)

    assert run["verdict"]["answer"] == "share"
    assert run["verdict"]["sentence"].startswith("Share: ")
    for option in run["options"]:
        assert {
            "id",
            "name",
            "npv",
            "bcr",
            "payback_years",
            "discounted_payback_years",
            "p10",
            "p50",
            "p80",
            "p_loss",
        } <= option.keys()
    for partner in run["partners"]:
        assert {"id", "name", "gain", "p_loss", "best_alone"} <= partner.keys()
    assert run["run"]["seed"] == 7
    assert run["run"]["draws"] == 200
    assert run["run"]["document"]["name"] == "Three councils' payroll"


def test_running_twice_gives_the_same_bytes(commonweal, case):
    first = commonweal("appraise", case, "--json").out

    assert commonweal("appraise", case, "--json").out == first


def test_another_seed_moves_the_futures_and_not_the_expected_case(commonweal, case):
    first = json.loads(commonweal("appraise", case, "--json").out)
    other = json.loads(commonweal("appraise", case, "--json", "--seed", "8").out)

    assert other["options"][2]["npv"] == first["options"][2]["npv"]
    assert other["options"][2]["p50"] != first["options"][2]["p50"]


def test_a_partnership_in_json_appraises_alike(commonweal, case):
    from_toml = json.loads(commonweal("appraise", case, "--json").out)
    commonweal("convert", case, "case.json")
    from_json = json.loads(commonweal("appraise", "case.json", "--json").out)

    assert from_json == from_toml


@pytest.mark.parametrize("example", PARTNERSHIPS, ids=lambda path: path.stem)
def test_every_example_appraises_and_its_verdict_is_told(commonweal, example):
    answer = commonweal("appraise", example, "--draws", "200")

    assert answer.status == 0
    assert answer.out.split(":")[0].split(",")[0] in {"Share", "Not yet", "Do not share"}


@pytest.mark.parametrize("file", GAMES, ids=lambda path: path.stem)
def test_a_game_is_shared_out_in_words_and_in_json(commonweal, file):
    said = commonweal("game", file)
    solved = json.loads(commonweal("game", file, "--json").out)

    assert said.status == 0
    assert "Who would leave" in said.out
    assert {"shares", "core_empty", "least_core", "blocking"} <= solved.keys()
    assert {row["rule"] for row in solved["shares"]} >= {"equal", "shapley", "nucleolus"}


def test_the_swedish_shapley_split_would_be_blocked_by_h_k_and_l(commonweal):
    out = commonweal("game", EXAMPLES / "games" / "swedish-water.json").out
    said = " ".join(out.split())

    assert "Under the Shapley value H, K and L together would pay 27.69" in said
    assert "0.43 less: they would leave" in said


def test_a_saved_run_comes_out_the_same_to_the_penny(commonweal, case):
    commonweal("appraise", case, "--seed", "11", "--draws", "150", "--output", "run.json")
    answer = commonweal("rerun", "run.json")
    same = json.loads(commonweal("rerun", "run.json", "--json").out)

    assert answer.status == 0
    assert answer.out.startswith("Every figure is the same to the penny: ")
    assert same["same"] is True
    assert same["differences"] == []


@pytest.fixture
def saved_run(commonweal, case, here):
    """Save a run with something in it changed."""
    run = json.loads(commonweal("appraise", case, "--json").out)

    def save(change):
        change(run)
        (here / "run.json").write_text(json.dumps(run), encoding="utf-8")
        return "run.json"

    return save


def test_a_figure_that_differs_is_named_with_both_its_values(commonweal, saved_run):
    def a_penny_more(run):
        run["partners"][1]["gain"] += 0.01

    answer = commonweal("rerun", saved_run(a_penny_more))

    assert answer.status == 1
    assert "partners, barton, gain" in answer.out
    assert answer.out.startswith("1 of ")


def test_a_run_of_another_version_is_warned_of(commonweal, saved_run):
    def of_an_older_version(run):
        run["run"]["version"] = "0.0.1"

    answer = commonweal("rerun", saved_run(of_an_older_version))

    assert answer.status == 0
    assert "Warning: The run was made by version 0.0.1" in answer.err


def test_a_run_whose_input_was_changed_is_refused(commonweal, saved_run):
    def another_name(run):
        run["run"]["document"]["name"] = "Another"

    answer = commonweal("rerun", saved_run(another_name))

    assert answer.status == 2
    assert "not the one that its stamp names" in pairs(answer.err)[0][0]


@pytest.mark.parametrize("key", ["input_hash", "parameter_set", "seed", "draws", "document"])
def test_a_run_without_part_of_its_stamp_is_refused(commonweal, saved_run, key):
    answer = commonweal("rerun", saved_run(lambda run: run["run"].pop(key)))

    assert answer.status == 2
    assert "is missing" in answer.err


def test_what_is_no_run_is_refused(commonweal, case):
    commonweal("convert", case, "case.json")

    assert "is not a run" in commonweal("rerun", "case.json").err


def test_a_run_is_not_mistaken_for_a_partnership(commonweal, saved_run):
    answer = commonweal("appraise", saved_run(dict.copy))

    assert pairs(answer.err)[0][1] == "Work it out again by `commonweal rerun run.json`."
