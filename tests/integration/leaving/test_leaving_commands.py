"""`commonweal shares`, `exit` and `join` as a person meets them, in 80 columns."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from commonweal.cli import run

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.toml"))
CENTRE = next(file for file in EXAMPLES if file.stem == "shared-contact-centre")
COLLEGES = next(file for file in EXAMPLES if file.stem == "college-management-information")
ALREADY = next(file for file in EXAMPLES if file.stem == "already-sharing")
every_example = pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)


@pytest.fixture
def said(tmp_path, monkeypatch, capsys):
    """Run a command in a terminal of 80 columns: its status, output and error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def call(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = run([str(word) for word in words])
        found = capsys.readouterr()
        return status, found.out, found.err

    return call


def answer(said: Any, *words: object) -> dict[str, Any]:
    status, out, err = said(*words, "--json")
    assert status == 0, err
    found: dict[str, Any] = json.loads(out)
    return found


def two_lines(said: Any, *words: object) -> list[str]:
    status, out, err = said(*words)
    assert (status, out) == (2, "")
    lines: list[str] = err.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("Error: ")
    assert lines[1].startswith("Mend: ")
    return lines


def with_newcomer(folder: Path) -> Path:
    """Write the contact centre with a body that is in the file and takes no part yet."""
    text = CENTRE.read_text(encoding="utf-8")
    text = text.replace(
        'id = "shared-centre"\n', 'id = "shared-centre"\nbodies = ["ashby", "barton", "colne"]\n'
    )
    file = folder / "three-and-one.toml"
    file.write_text(text, encoding="utf-8")
    return file


@every_example
def test_shares_says_who_wins_who_would_leave_and_what_would_change_it(said, file):
    status, out, err = said("shares", file, "--draws", "200")

    assert (status, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    for heading in ("What each partner gains", "Partner by partner", "What would change that"):
        assert heading in out
    found = answer(said, "shares", file, "--draws", "200")
    stability = found["stability"]
    assert set(stability) >= {"core_empty", "least_core", "proof", "side_payments", "subsidy"}
    assert bool(stability["proof"]) == stability["core_empty"]
    assert (stability["side_payments"] is None) == bool(stability["why_none"])
    losers = {share["body"] for share in found["splits"][0]["shares"] if share["gain"] < -10_000}
    for partner in found["partners"]:
        assert partner["sentence"].startswith(partner["name"])
        if partner["id"] in losers:
            assert "payment worth" in partner["mend"]


@every_example
def test_exit_shows_a_charge_for_each_leaver_and_three_rules_before_go_live(said, file):
    status, out, err = said("exit", file)

    assert (status, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    found = answer(said, "exit", file)
    for one in found["leaving"]:
        for charge in one["charges"]:
            asked = sum(max(pounds, 0) for pounds in charge["by_stayer"].values())
            assert charge["charge"] == pytest.approx(asked)
            assert charge["rest"] in ("share on", "go alone")
    for row in found["before_signature"]:
        assert [borne["rule"] for borne in row["borne"]] == [
            "pays-its-part",
            "walks-free",
            "pays-what-it-wastes",
        ]


def test_one_leaver_is_shown_year_by_year_and_whom_the_charge_is_for(said):
    _, out, _ = said("exit", CENTRE, "ashby", "--year", "2030-31")

    assert "notice given at the start" in out
    assert "Year by year" in out
    assert "Who the charge is for" in out
    assert "What falls on the others if Ashby withdraws" in out
    assert "2029-30 " not in out.split("Year by year")[1].split("Who the charge")[0]


def test_a_newcomer_sees_its_bounds_and_who_would_lose(said, tmp_path):
    file = with_newcomer(tmp_path)

    status, out, _ = said("join", file, "denby")
    (terms,) = answer(said, "join", file, "denby")["terms"]

    assert status == 0
    assert "Denby" in out
    assert terms["least"] == terms["marginal"]
    assert terms["can_be_agreed"] == (terms["room"] > 0)
    assert f"£{terms['marginal']:,.0f}" in out


def test_a_former_partner_owes_its_part_of_the_investment_less_what_it_paid(said, tmp_path):
    file = with_newcomer(tmp_path)

    (owes,) = answer(said, "join", file, "denby", "--as", "returning")["terms"]
    (paid,) = answer(said, "join", file, "denby", "--as", "returning", "--paid", "1000")["terms"]

    assert owes["owed"] - paid["owed"] == pytest.approx(1_000)
    assert "Still owed" in said("join", file, "denby", "--as", "returning")[1]


def test_a_customer_sees_the_least_price_and_the_most_it_would_pay(said, tmp_path):
    file = with_newcomer(tmp_path)

    found = answer(said, "join", file, "denby", "--as", "customer")
    status, out, _ = said("join", file, "denby", "--as", "customer")

    assert status == 0
    assert found["as"] == "customer"
    assert found["terms"] == []
    (terms,) = found["customers"]
    assert f"£{terms['least_a_year']:,.0f} a year" in " ".join(out.split())


def test_those_who_already_share_get_their_answers(said):
    found = answer(said, "shares", ALREADY)["already_sharing"]
    _, out, _ = said("shares", ALREADY)

    assert [partner["percentage"] for partner in found["partners"]] == [0.71, 0.29]
    assert all(partner["driver_settles"] for partner in found["partners"])
    assert [one["leaver"] for one in found["leaving"]] == ["south-hams", "west-devon"]
    assert found["reorganisations"][0]["on"] == "2028-04-01"
    assert found["missing"]
    assert "What these answers rest on" in out
    assert answer(said, "appraise", ALREADY)["verdict"]["answer"] == "not-yet"


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (("exit", CENTRE, "zennor"), "no partner of the proposed option"),
        (("exit", CENTRE, "ashby", "--year", "2026-27"), "does not run yet"),
        (("exit", CENTRE, "ashby", "--year", "1999-00"), "lies outside the case"),
        (("join", CENTRE), "takes part in the proposed option already"),
        (("join", CENTRE, "ashby"), "cannot join"),
        (("shares", CENTRE, "--rule", "marginal"), "no split by marginal"),
    ],
)
def test_a_mistake_is_told_in_two_lines(said, words, wrong):
    assert wrong in two_lines(said, *words)[0]


def test_limits_that_cannot_hold_are_told_in_two_lines(said, tmp_path):
    file = tmp_path / "capped.toml"
    text = COLLEGES.read_text(encoding="utf-8")
    caps = '\ncap = { northgate = 100, millbrook = 100, hallam-vale = 100 }\nfunded_by = "everyone"'
    file.write_text(text.replace('driver = "learners"', 'driver = "learners"' + caps), "utf-8")

    error, mend = two_lines(said, "shares", file)

    assert "2027/28: the caps leave" in error
    assert "Raise the caps" in mend
