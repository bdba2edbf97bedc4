"""Each example says at which value its verdict turns. It turns there."""

from pathlib import Path

import pytest

from commonweal.deal import work_out
from commonweal.files import read_text
from commonweal.partnership import plain, read_partnership, read_values

EXAMPLES = Path(__file__).parents[3] / "examples"


def values_of(name):
    partnership, _ = read_partnership(read_text(EXAMPLES / f"{name}.toml"), source=name)
    return plain(partnership)


def answer(values):
    partnership, _ = read_values(values, source="changed")
    return work_out(partnership, n_draws=1_000).verdict.answer


def entry(values, option, kind, name):
    found = next(one for one in values["options"] if one["id"] == option)
    return next(one for one in found[f"{kind}s"] if one[kind] == name)


@pytest.mark.parametrize(("coincidence", "expected"), [(0.38, "share"), (0.54, "share-if")])
def test_the_contact_centre_turns_where_peaks_coincide(coincidence, expected):
    values = values_of("shared-contact-centre")
    assumption = next(one for one in values["assumptions"] if one["id"] == "coincidence")
    assumption["value"] = coincidence

    assert answer(values) == expected


@pytest.mark.parametrize(("share", "expected"), [(0.40, "share-if"), (0.56, "do-not-share")])
def test_the_colleges_turn_on_vat(share, expected):
    values = values_of("college-management-information")
    entry(values, "shared-team", "cost", "irrecoverable-vat")["share_of_charge"] = share

    assert answer(values) == expected


@pytest.mark.parametrize(("share", "expected"), [(0.15, "do-not-share"), (0.25, "share-if")])
def test_pennine_lancashire_turns_on_redesign(share, expected):
    values = values_of("pennine-lancashire-building-control")
    entry(values, "shared-team", "lever", "process-redesign")["share_of_staff_saved"] = share

    assert answer(values) == expected


def test_worcestershire_turns_on_what_is_missing():
    values = values_of("worcestershire-regulatory-services")
    for baseline in values["baselines"]:
        if baseline["status"] == "placeholder":
            baseline["status"] = "returned"
    assert answer(values) == "not-yet"

    values["options"].append(
        {
            "id": "redesign-alone",
            "name": "Redesign alone",
            "form": "redesign-alone",
            "levers": [
                {
                    "lever": "process-redesign",
                    "mechanism": "As each priced it.",
                    "share_saved_by_line": {"other": 0.02},
                    "grade": "recorded",
                }
            ],
        }
    )

    assert answer(values) == "share-if"
