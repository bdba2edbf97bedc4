"""A body, its codes, its dates, and the refusals."""

from __future__ import annotations

import datetime
import json

import pytest

from commonweal.bodies import Body, Succession, body_kind, body_kinds, check_code, org_id_of
from commonweal.errors import CommonwealError, InputError

BURNLEY = {
    "id": "burnley",
    "name": "Burnley Borough Council",
    "kind": "district",
    "nation": "england",
    "codes": {"gss": "E07000117", "org-id": "GB-LAE-BUN"},
    "valid_from": "1974-04-01",
}


def test_a_body_is_made_of_plain_values_and_given_back_as_them():
    body = Body.from_dict(BURNLEY)

    assert body.valid_from == datetime.date(1974, 4, 1)
    assert body.to_dict() == BURNLEY
    assert json.loads(json.dumps(body.to_dict())) == BURNLEY


def test_a_body_with_ties_is_given_back_whole():
    values = {
        **BURNLEY,
        "former_names": ["County Borough of Burnley"],
        "valid_to": "2028-03-31",
        "predecessors": [{"body": "padiham", "on": "1974-04-02", "kind": "merge"}],
        "successors": [
            {"body": "east", "on": "2028-04-01", "kind": "split", "share": 0.9},
            {"body": "west", "on": "2028-04-01", "kind": "split", "share": 0.1},
        ],
    }

    assert Body.from_dict(values).to_dict() == values


def test_dates_may_be_dates_as_toml_gives_them():
    body = Body.from_dict({**BURNLEY, "valid_from": datetime.date(1974, 4, 1)})

    assert body == Body.from_dict(BURNLEY)


def test_a_body_can_be_a_key():
    assert {Body.from_dict(BURNLEY): 1}[Body.from_dict(BURNLEY)] == 1


def test_codes_changed_afterwards_do_not_change_the_body():
    codes = {"gss": "E07000117"}
    body = Body(id="burnley", name="Burnley", kind="district", nation="england", codes=codes)
    codes["gss"] = "E07000118"

    assert body.codes == {"gss": "E07000117"}


def test_a_body_exists_from_its_first_day_to_its_last():
    body = Body.from_dict({**BURNLEY, "valid_to": "2028-03-31"})

    assert not body.exists_on(datetime.date(1974, 3, 31))
    assert body.exists_on(datetime.date(1974, 4, 1))
    assert body.exists_on(datetime.date(2028, 3, 31))
    assert not body.exists_on(datetime.date(2028, 4, 1))


def test_a_body_without_dates_exists_always():
    body = Body.from_dict({key: BURNLEY[key] for key in ("id", "name", "kind", "nation")})

    assert body.exists_on(datetime.date.min)
    assert body.exists_on(datetime.date.max)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "Burnley Council"}, "plain slug"),
        ({"id": ""}, "plain slug"),
        ({"name": "  "}, "has no name"),
        ({"kind": "distrct"}, "no kind of body 'distrct'"),
        ({"nation": "Lancashire"}, "nation of burnley"),
        ({"codes": {"gss": "E0700011"}}, "not a GSS code"),
        ({"codes": {"gss": 7000117}}, r"burnley\.codes\.gss is 7000117"),
        ({"codes": {"nuts": "UKD46"}}, "no code scheme 'nuts'"),
        ({"codes": ["E07000117"]}, "burnley.codes"),
        ({"valid_to": "1974-03-31"}, "before it begins"),
        ({"valid_to": "31/03/2028"}, "not a date"),
        ({"valid_to": 2028}, "not a date"),
        ({"valid_to": datetime.datetime(2028, 3, 31, 12, tzinfo=datetime.UTC)}, "not a date"),
        ({"valid_until": "2028-03-31"}, "'valid_until' is not a key"),
        ({"former_names": "Burnley"}, "former_names"),
        ({"former_names": [1]}, "former_names"),
        ({"successors": "east"}, "successors"),
        ({"successors": ["east"]}, "successors"),
        ({"successors": [{"body": "east", "kind": "merge"}]}, "has no date"),
        ({"successors": [{"on": "2028-04-01", "kind": "merge"}]}, "body is None"),
        ({"successors": [{"body": "east", "on": "2028-04-01", "kind": "annex"}]}, "'annex'"),
        (
            {
                "successors": [
                    {"body": "east", "on": "2028-04-01", "kind": "split", "share": "half"}
                ]
            },
            "share is 'half'",
        ),
        (
            {"successors": [{"body": "east", "on": "2028-04-01", "kind": "split", "share": 1.2}]},
            "share that passes to east is 1.2",
        ),
        (
            {"successors": [{"body": "e", "on": "2028-04-01", "kind": "split", "share": 0.0}]},
            "is 0.0",
        ),
        (
            {
                "successors": [
                    {"body": "e", "on": "2028-04-01", "kind": "split", "share": float("nan")}
                ]
            },
            "is nan",
        ),
        (
            {"successors": [{"body": "east", "on": "2028-04-01", "kind": "merge", "share": 0.5}]},
            "has a share",
        ),
        (
            {"successors": [{"body": "burnley", "on": "2028-04-01", "kind": "rename"}]},
            "its own successor",
        ),
        (
            {"successors": [{"body": "e", "on": "2028-04-01", "kind": "merge", "way": "x"}]},
            "'way' is not a key",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_a_hint(change, message):
    with pytest.raises(InputError, match=message) as refusal:
        Body.from_dict({**BURNLEY, **change})

    assert refusal.value.hint


@pytest.mark.parametrize("key", ["id", "name", "kind", "nation"])
def test_what_a_body_must_have_cannot_be_left_out(key):
    values = {name: value for name, value in BURNLEY.items() if name != key}

    with pytest.raises(CommonwealError, match=f"has no {key}"):
        Body.from_dict(values)


@pytest.mark.parametrize(
    ("scheme", "code"),
    [
        ("gss", "E07000117"),
        ("gss", "S12000034"),
        ("gss", "N09000002"),
        ("ukprn", "10007063"),
        ("ods", "RLQ"),
        ("ods", "QE1"),
        ("org-id", "GB-LAE-ROH"),
        ("org-id", "GB-SRS-sid4gov.cabinetoffice.gov.uk/tBq37PN7"),
        ("org-id", "XI-IATI-X1"),
        ("company", "07556595"),
        ("company", "SC123456"),
        ("charity", "1089464"),
        ("charity", "SC012345"),
        ("local", "E2340"),
    ],
)
def test_codes_of_the_right_shape_pass(scheme, code):
    check_code(scheme, code)


@pytest.mark.parametrize(
    ("scheme", "code"),
    [
        ("gss", "e07000117"),
        ("gss", "E070001170"),
        ("gss", "E07000117\n"),
        ("gss", "E٠٧٠٠٠١١٧"),
        ("ukprn", "20007063"),
        ("ukprn", "1000706"),
        ("ods", "RL"),
        ("ods", "rlq"),
        ("ods", "RLQ1234"),
        ("org-id", "LAE-ROH"),
        ("org-id", "GB-XYZ-1"),
        ("company", "7556595"),
        ("charity", "12345"),
        ("local", ""),
        ("local", "x" * 41),
    ],
)
def test_codes_of_another_shape_are_refused(scheme, code):
    with pytest.raises(InputError) as refusal:
        check_code(scheme, code, whose="burnley")

    assert refusal.value.place.key == f"burnley.codes.{scheme}"


@pytest.mark.parametrize(
    ("scheme", "code", "identifier"),
    [
        ("company", "07556595", "GB-COH-07556595"),
        ("charity", "1089464", "GB-CHC-1089464"),
        ("charity", "SC012345", "GB-SC-SC012345"),
        ("charity", "NIC100012", "GB-NIC-100012"),
        ("ukprn", "10007063", "GB-UKPRN-10007063"),
        ("ods", "RLQ", "GB-NHS-RLQ"),
        ("org-id", "GB-LAE-ROH", "GB-LAE-ROH"),
        ("gss", "E07000117", ""),
        ("local", "E2340", ""),
    ],
)
def test_codes_become_open_identifiers_where_their_scheme_is_a_list(scheme, code, identifier):
    assert org_id_of(scheme, code) == identifier


@pytest.mark.parametrize(
    ("kind", "section_33", "financial_year"),
    [
        ("district", "yes", "april"),
        ("county", "yes", "april"),
        ("london-borough", "yes", "april"),
        ("college", "no", "august"),
        ("school-trust", "no", "august"),
        ("university", "no", "august"),
        ("nhs-foundation-trust", "no", "april"),
        ("council-company", "no", "april"),
    ],
)
def test_a_kind_says_whose_vat_comes_back_and_when_its_year_begins(
    kind, section_33, financial_year
):
    assert body_kind(kind).vat_section_33 == section_33
    assert body_kind(kind).financial_year == financial_year


def test_every_vat_position_is_marked_to_check():
    assert {kind.status for kind in body_kinds()} == {"to-check"}


def test_a_body_knows_its_kind():
    assert Body.from_dict(BURNLEY).kind_row.tier == "lower"


def test_an_unknown_kind_names_near_ones():
    with pytest.raises(InputError) as refusal:
        body_kind("nhs-foundation")

    assert "nhs-foundation-trust" in refusal.value.hint


def test_a_tie_passes_everything_unless_it_is_a_part():
    day = datetime.date(2028, 4, 1)

    assert Succession(body="east", on=day, kind="merge").passes == 1
    assert Succession(body="east", on=day, kind="split", share=0.4).passes == 0.4
    assert Succession(body="east", on=day, kind="split").passes is None
