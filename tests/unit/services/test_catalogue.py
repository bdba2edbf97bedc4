"""The service catalogue: what it holds, and that a broken data file stops it loudly."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, replace

import pytest

from commonweal.errors import FileFormatError, InputError
from commonweal.services import Explanation, catalogue, explain
from commonweal.services.catalogue import check_catalogue

#: The London Centre of Excellence's table as printed, activity by activity (2006, section 6).
PRINTED_TIERS = {
    "translation-and-interpreting": "low",
    "legal-services": "low",
    "pensions-administration": "low",
    "insurance-administration": "low",
    "parking-services": "low",
    "out-of-hours-emergency": "low",
    "single-non-emergency-number": "low",
    "revenues-and-benefits": "medium",
    "payroll": "medium",
    "trading-standards": "medium",
    "building-control": "medium",
    "recruitment": "medium",
    "staff-agency": "medium",
    "contact-centres": "medium",
    "waste-disposal": "medium",
    "street-lighting": "medium",
    "human-resources": "medium",
    "choice-based-lettings": "high",
    "housing-repairs": "high",
    "it-support-and-infrastructure": "high",
    "risk-management": "high",
    "residential-care-for-older-people": "high",
    "personal-care": "high",
    "supporting-people-floating-support": "high",
    "neighbourhood-services": "high",
    "housing-management": "high",
    "education": "high",
}

#: What the report's text adds to its table.
ADDED_BY_TEXT = {
    "business-rates-administration": "low",
    "council-tax-administration": "low",
    "meter-emptying": "low",
    "recycling": "high",
    "parks": "high",
    "sports": "high",
    "environmental-services": "high",
    "school-meals": "high",
    "leisure": "not-ranked",
}


def test_the_table_is_there_whole_with_the_tiers_as_printed():
    table = [service for service in catalogue().services if service.origin == "table"]

    assert {service.id: service.source_tier for service in table} == PRINTED_TIERS


def test_what_the_text_adds_is_there_and_told_apart():
    added = [service for service in catalogue().services if service.origin == "text"]

    assert {service.id: service.source_tier for service in added} == ADDED_BY_TEXT


def test_services_of_other_sources_are_ranked_by_us_alone():
    others = [service for service in catalogue().services if service.origin == "other-source"]

    assert others
    for service in others:
        assert service.source_tier == "not-ranked"
        assert service.status == "our-reading"
        assert {service.technical.basis, service.political.basis} == {"our-reading"}


def test_the_two_axes_part_what_the_source_ranks_as_one():
    """Information technology and care are both high in the source, for opposite reasons."""
    computers = catalogue().service("it-support-and-infrastructure")
    care = catalogue().service("residential-care-for-older-people")

    assert computers.source_tier == care.source_tier == "high"
    assert computers.technical.level > computers.political.level
    assert care.technical.level < care.political.level


def test_every_service_of_the_table_says_what_is_for_and_against_it():
    table = [service for service in catalogue().services if service.origin == "table"]

    assert [service.id for service in table if not (service.pros and service.cons)] == []


def test_no_cost_or_saving_is_put_in_the_mouth_of_the_table():
    """The report gives no figure of either; its evidence of gains is thin by its own account."""
    table = [service for service in catalogue().services if service.origin == "table"]

    assert [s.id for s in table if "£" in " ".join((*s.pros, *s.cons))] == []


@pytest.mark.parametrize(
    ("form", "family"),
    [
        ("do-nothing", "alone"),
        ("do-minimum", "alone"),
        ("redesign-alone", "alone"),
        ("outsource-alone", "alone"),
        ("shared-commissioning-like-bodies", "sharing"),
        ("shared-commissioning-other-agencies", "sharing"),
        ("shared-delivery-like-bodies", "sharing"),
        ("shared-delivery-other-agencies", "sharing"),
        ("joint-outsourcing", "sharing"),
        ("delivery-partnership", "sharing"),
        ("centralisation", "other"),
        ("commercialisation", "other"),
    ],
)
def test_each_form_is_there_in_its_family(form, family):
    assert catalogue().form(form).family == family


def test_there_are_no_other_forms():
    assert len(catalogue().forms) == 12


def test_every_legal_route_is_there_and_what_is_recalled_is_marked_to_check():
    routes = {route.id: route for route in catalogue().routes}

    assert len(routes) == 13
    assert routes["officers-at-disposal"].status == "to-check"
    assert routes["joint-committee"].status == "in-force"
    assert all(route.status == "to-check" for route in routes.values() if route.to_check)


def test_routes_are_asked_for_by_nation():
    assert [route.id for route in catalogue().routes_in("wales")] == [
        "cooperation-agreement",
        "corporate-joint-committee",
    ]
    assert [route.id for route in catalogue().routes_in("scotland")] == [
        "cooperation-agreement",
        "scottish-joint-committee-or-board",
    ]
    assert len(catalogue().routes_in("england")) == 11


def test_the_three_aims_of_the_verdict_are_there_and_the_rest_are_judged_as_one_of_them():
    aims = {aim.id: aim.judged_as for aim in catalogue().aims}

    assert {name: aims[name] for name in ("cheaper", "better", "both")} == {
        "cheaper": "cheaper",
        "better": "better",
        "both": "both",
    }
    assert aims["resilience"] == "better"


def test_there_are_three_schools_six_conditions_and_four_tests():
    rows = catalogue()

    assert (len(rows.schools), len(rows.conditions), len(rows.sharing_tests)) == (3, 6, 4)


@pytest.mark.parametrize(
    ("ask", "unknown", "near"),
    [
        ("service", "building contol", "building-control"),
        ("service", "Revenues & Benefits", "revenues-and-benefits"),
        ("service", "payrol", "payroll"),
        ("form", "joint-outsorcing", "joint-outsourcing"),
        ("route", "section-57", "section-75"),
        ("aim", "cheap", "cheaper"),
        ("school", "failure-demand", "remove-failure-demand"),
        ("condition", "governence", "governance"),
        ("driver", "calls-a-year", "calls"),
    ],
)
def test_an_unknown_id_is_refused_and_a_near_one_suggested(ask, unknown, near):
    with pytest.raises(InputError) as refusal:
        getattr(catalogue(), ask)(unknown)

    assert repr(unknown) in str(refusal.value)
    assert near in refusal.value.hint


def test_the_catalogue_can_be_written_as_json():
    written = json.loads(json.dumps(catalogue().to_dict()))

    first = written["services"][0]
    assert first["technical"]["level"] in (1, 2, 3)
    assert len(written["services"]) == len(catalogue().services)


def test_rows_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        catalogue().service("payroll").name = "Pay"


@pytest.mark.parametrize(
    "field", ["cost_drivers", "accounting_headings", "cpv_divisions", "proclass"]
)
def test_a_service_that_names_what_no_row_defines_is_refused(field):
    rows = catalogue()
    broken = replace(rows.service("payroll"), **{field: ("no-such-thing",)})

    with pytest.raises(FileFormatError, match="no-such-thing") as refusal:
        check_catalogue(replace(rows, services=(broken,)))

    assert refusal.value.place.key == f"payroll.{field}"


def test_two_services_with_one_id_are_refused():
    rows = catalogue()

    with pytest.raises(FileFormatError, match="Two rows"):
        check_catalogue(replace(rows, services=rows.services[:1] * 2))


def test_a_readiness_question_of_no_group_is_refused():
    rows = catalogue()
    stray = replace(rows.readiness[0], group="no-such-group")

    with pytest.raises(FileFormatError, match="no-such-group"):
        check_catalogue(replace(rows, readiness=(stray,)))


def test_every_code_table_row_is_used_by_some_service():
    """A row that nothing uses is a row that nobody checks."""
    rows = catalogue()
    used = {
        code
        for service in rows.services
        for code in (*service.accounting_headings, *service.cpv_divisions, *service.proclass)
    }
    tables = (rows.accounting_headings, rows.cpv_divisions, rows.proclass)

    assert [row.id for table in tables for row in table if row.id not in used] == []


def test_a_service_is_explained_in_lines_that_name_its_reasons():
    explained = explain(catalogue().service("revenues-and-benefits"))
    text_by_label = {line.label: " | ".join(line.texts) for line in explained.lines}

    assert isinstance(explained, Explanation)
    assert text_by_label["How hard"].startswith("some (2 of 3)")
    assert "the source's reason" in text_by_label["How sensitive"]
    assert "our reading" in text_by_label["How hard"]
    assert "RO4 Housing Benefits Administration" in text_by_label["In the accounts"]
    assert "CPV 79" in text_by_label["Procurement codes"]
    assert "Compass Point" in text_by_label["Seen at"]
    assert "2006-06" in text_by_label["Source"]


def test_lines_with_nothing_to_say_are_left_out():
    labels = [line.label for line in explain(catalogue().service("recycling")).lines]

    assert "For" not in labels
    assert "Seen at" not in labels
    assert "Against" in labels


def test_every_service_can_be_explained_and_written_as_json():
    for service in catalogue().services:
        written = json.loads(json.dumps(explain(service).to_dict()))
        assert written["id"] == service.id
        assert written["lines"]
