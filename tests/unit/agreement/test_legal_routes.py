"""Legal routes: which are open to whom, what is ruled out or asked, and the tests as sums."""

from __future__ import annotations

import datetime as dt

import pytest

from commonweal.agreement.route_kinds import CONTRIBUTING
from commonweal.agreement.routes import (
    ActivityYear,
    Company,
    LegalSignOff,
    Owner,
    RoleHolder,
    RouteBody,
    RouteFacts,
    VatPosition,
    activity_test,
    choose_routes,
    control_test,
    questions,
    read_route_facts,
)
from commonweal.agreement.routes.rows import consequences, reaches, rules, takers
from commonweal.errors import InputError, RefusedError
from commonweal.services import catalogue

NATIONS = ("england", "wales", "scotland", "northern-ireland")


def facts(*kinds: str, nation: str = "england", **changes) -> RouteFacts:
    bodies = tuple(
        RouteBody(id=f"body-{place}", name=f"Body {place}", kind=kind, nation=nation)
        for place, kind in enumerate(kinds)
    )
    return RouteFacts(name="Test", bodies=bodies, **changes)


def verdicts(found: RouteFacts) -> dict[str, str]:
    return {one.route: one.verdict for one in choose_routes(found).routes}


def test_every_route_says_where_it_reaches_who_may_take_it_and_what_follows():
    routes = {route.id for route in catalogue().routes}

    assert set(reaches()) == {(route, nation) for route in routes for nation in NATIONS}
    assert set(takers()) == routes
    assert set(consequences()) == routes
    assert {one.question for one in rules()} == {one.id for one in questions()}


@pytest.mark.parametrize(
    ("kinds", "nation", "route", "verdict"),
    [
        (("district", "district"), "england", "joint-committee", "possible"),
        (("district", "district"), "england", "delegation", "unknown"),
        (("district", "district"), "england", "section-75", "impossible"),
        (("district", "district"), "england", "corporate-joint-committee", "impossible"),
        (("unitary", "nhs-trust"), "england", "section-75", "unknown"),
        (("unitary", "nhs-trust"), "england", "joint-committee", "impossible"),
        (("unitary", "nhs-trust", "college"), "england", "section-75", "impossible"),
        (("college", "college"), "england", "delegation", "impossible"),
        (("college", "college"), "england", "goods-and-services", "impossible"),
        (("college", "college"), "england", "cooperation-agreement", "unknown"),
        (("unitary", "charity"), "england", "teckal-company", "unknown"),
        (("unitary", "unitary"), "wales", "corporate-joint-committee", "unknown"),
        (("unitary", "unitary"), "wales", "nhs-delegation", "impossible"),
        (("unitary", "unitary"), "scotland", "joint-committee", "impossible"),
        (("unitary", "unitary"), "scotland", "scottish-joint-committee-or-board", "possible"),
        (("district", "district"), "northern-ireland", "joint-committee", "possible"),
        (("district", "district"), "northern-ireland", "goods-and-services", "unknown"),
        (("district",), "england", "joint-committee", "impossible"),
    ],
)
def test_nation_and_kind_of_body_say_which_routes_are_open(kinds, nation, route, verdict):
    reading = choose_routes(facts(*kinds, nation=nation)).reading(route)

    assert reading.verdict == verdict
    assert bool(reading.ruled_out_by) == (verdict == "impossible")
    assert bool(reading.questions) == (verdict == "unknown")


@pytest.mark.parametrize(
    ("route", "question", "answer"),
    [
        ("delegation", "statutory-function", "no"),
        ("delegation", "genuine-transfer", "no"),
        ("officers-at-disposal", "one-employer", "yes"),
        ("cooperation-agreement", "common-purpose", "no"),
        ("cooperation-agreement", "outside-sales", "yes"),
        ("teckal-company", "outside-sales", "yes"),
        ("teckal-company", "private-owner", "yes"),
        ("teckal-company", "joint-control", "no"),
        ("joint-venture", "private-capital", "no"),
    ],
)
def test_an_answer_can_rule_a_route_out_and_the_reason_has_its_source(route, question, answer):
    found = facts("district", "district", answers={question: answer})
    reading = choose_routes(found).reading(route)

    assert reading.verdict == "impossible"
    assert all(one.source and one.date and one.status for one in reading.ruled_out_by)


def test_an_answer_not_known_counts_neither_for_nor_against():
    silent = choose_routes(facts("district", "district"))

    assert silent.suggested == ()
    assert all(one.suits == one.reasons_for == one.reasons_against == () for one in silent.routes)


def test_the_tree_of_practice_is_followed():
    wants = {
        "joint-committee": {"member-control": "yes"},
        "officers-at-disposal": {"managers-only": "yes", "one-employer": "no"},
        "teckal-company": {"own-brand": "yes", "outside-sales": "no"},
        "joint-venture": {"private-capital": "yes"},
        "general-power": {"outside-sales": "yes"},
    }
    for route, answers in wants.items():
        advice = choose_routes(facts("district", "district", answers=answers))
        assert advice.suggested[0] == route, answers


def test_the_form_of_sharing_speaks_for_and_against_routes():
    buying = choose_routes(facts("district", "district", form="shared-commissioning-like-bodies"))

    assert buying.reading("joint-committee").reasons_for
    assert buying.reading("teckal-company").reasons_against
    assert not buying.reading("goods-and-services").reasons_for


def test_what_a_service_lets_us_presume_rules_nothing_out_and_gives_way_to_an_answer():
    payroll = choose_routes(facts("district", "district", services=("payroll",)))
    answered = choose_routes(
        facts("district", "district", services=("payroll",), answers={"statutory-function": "yes"})
    )
    mixed = choose_routes(facts("district", "district", services=("payroll", "building-control")))

    assert payroll.reading("delegation").verdict == "unknown"
    assert payroll.reading("goods-and-services").suits
    assert payroll.known["statutory-function"] == "not-known"
    assert {one.question for one in answered.presumed} == {"managers-only"}
    assert {one.question for one in mixed.presumed} == {"managers-only"}


def test_a_service_of_the_partnerships_own_lets_us_presume_nothing():
    assert choose_routes(facts("district", "district", services=("our-own",))).presumed == ()


def test_a_power_that_we_do_not_know_of_is_asked_route_by_route():
    found = facts(
        "district",
        "district",
        nation="northern-ireland",
        answers={"power-of-goods-and-services": "yes"},
    )
    advice = choose_routes(found)

    assert advice.reading("goods-and-services").verdict == "possible"
    assert advice.reading("officers-at-disposal").questions[0].id == "power-of-officers-at-disposal"


def test_contribution_or_invoice_follows_from_the_route():
    advice = choose_routes(facts("district", "district"))

    assert {one.route for one in advice.routes if one.money == "contribution"} == CONTRIBUTING


def test_vat_is_asked_of_every_body_and_never_worked_out():
    said = VatPosition(body="body-1", is_near_partial_exemption_limit="yes", said_by="Tax adviser")
    advice = choose_routes(facts("district", "college", vat=(said,)))

    assert [(one.body, one.answer) for one in advice.vat] == [
        ("body-0", "not-known"),
        ("body-1", "yes"),
    ]


def test_it_says_that_it_is_no_legal_advice_and_whose_sign_off_is_due():
    signed = LegalSignOff(
        body="body-0", route="joint-committee", officer="A. Khan", on=dt.date(2026, 12, 1)
    )
    other = LegalSignOff(
        body="body-1", route="delegation", officer="B. Lee", on=dt.date(2026, 12, 1)
    )
    holder = RoleHolder(body="body-1", role="monitoring-officer", name="B. Lee")
    advice = choose_routes(
        facts(
            "district",
            "district",
            route="joint-committee",
            sign_offs=(signed, other),
            roles=(holder,),
        )
    )

    assert "no legal advice" in advice.notice
    assert [one.sentence for one in advice.sign_offs] == [
        "Body 0: signed off by A. Khan on 1 December 2026.",
        "Body 1: not signed off. Ask the monitoring officer, B. Lee.",
    ]
    held = {(one.body, one.role): one.holder for one in advice.roles}
    assert held[("body-1", "monitoring-officer")] == "B. Lee"
    assert held[("body-0", "finance-officer")] == ""


def test_a_lower_tier_council_has_no_director_of_social_services():
    roles = {one.role for one in choose_routes(facts("district")).roles}
    upper = {one.role for one in choose_routes(facts("county")).roles}

    assert "directors-of-services" in upper - roles


@pytest.mark.parametrize(
    ("pounds_outside", "standing", "met"),
    [(0, "within", "yes"), (149, "within", "yes"), (150, "near", "yes"), (199, "near", "yes"),
     (200, "over", "no"), (900, "over", "no")],
)  # fmt: skip
def test_the_share_for_outsiders_warns_as_it_nears_a_fifth(pounds_outside, standing, met):
    year = ActivityYear(
        year="2027-28", pounds_by_customer={"a": 1000 - pounds_outside, "z": pounds_outside}
    )
    found = activity_test([year], partners=["a"])

    assert (found.years[0].standing, found.met) == (standing, met)
    assert bool(found.warnings) == (standing != "within")


def test_the_room_left_is_what_brings_the_share_to_the_limit():
    year = ActivityYear(year="2027-28", pounds_by_customer={"a": 820.0, "z": 180.0})
    left = activity_test([year], partners=["a"]).years[0].left_pounds

    assert (180 + left) / (1000 + left) == pytest.approx(0.2)


def test_a_customer_that_comes_in_no_longer_counts_as_an_outsider():
    years = [ActivityYear(year="2027-28", pounds_by_customer={"a": 700, "b": 250, "z": 50})]

    assert activity_test(years, partners=["a"]).met == "no"
    assert activity_test(years, partners=["a"], joining=["b"]).met == "yes"


def test_no_activity_is_not_known():
    found = activity_test([ActivityYear(year="2027-28")], partners=["a"])

    assert (found.met, found.average_outside_share) == ("not-known", None)
    with pytest.raises(InputError, match="no partner is named"):
        activity_test([], partners=[])


COMPANY = Company(
    owners=(Owner(body="body-0", share=0.5, seats=2), Owner(body="body-1", share=0.5, seats=2)),
    reserved_matters=("budget",),
    decides_together=True,
    has_other_interests=False,
)


@pytest.mark.parametrize(
    ("change", "met"),
    [
        ({}, "yes"),
        ({"reserved_matters": ()}, "not-known"),
        ({"decides_together": None}, "not-known"),
        ({"decides_together": False}, "no"),
        ({"has_other_interests": True}, "no"),
        ({"owners": ()}, "not-known"),
        ({"owners": (Owner(body="body-0", seats=2), Owner(body="body-1", seats=0))}, "no"),
        ({"owners": (Owner(body="x", seats=1, is_public=False),)}, "no"),
    ],
)  # fmt: skip
def test_control_needs_every_part_of_it(change, met):
    assert control_test(COMPANY.model_copy(update=change)).met == met


def test_a_company_that_is_controlled_and_works_for_its_owners_is_open():
    found = facts(
        "district",
        "district",
        company=COMPANY,
        activity=(
            ActivityYear(
                year="2027-28", pounds_by_customer={"body-0": 500, "body-1": 450, "z": 50}
            ),
        ),
    )

    assert verdicts(found)["teckal-company"] == "possible"


def test_what_is_done_for_a_private_owner_is_done_for_an_outsider():
    owners = (Owner(body="body-0"), Owner(body="z", name="Zed Ltd", is_public=False))
    found = choose_routes(
        facts(
            "district",
            "district",
            company=Company(owners=owners),
            activity=(ActivityYear(year="2027-28", pounds_by_customer={"body-0": 70, "z": 30}),),
        )
    )

    assert found.activity.years[0].outside_share == 0.3
    assert "Owned also by Zed Ltd" in found.control.findings[0].sentence


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"answers": {"member-controll": "yes"}}, "There is no question"),
        ({"host": "nobody"}, "nobody is no body"),
        ({"form": "huddle"}, "no form of sharing 'huddle'"),
        ({"services": ("payroll", "payroll")}, "payroll is there twice"),
        ({"route": "handshake"}, "no legal route handshake"),
        ({"vat": (VatPosition(body="x"),)}, "x is no body"),
        ({"answers": {"health-and-care": "yes"}}, "no health body takes part"),
        ({"company": Company(owners=(Owner(body="body-0", share=0.4),))}, "come to 40.0%"),
        (
            {
                "company": COMPANY,
                "answers": {"joint-control": "no"},
            },
            r"\(joint-control\) It is answered no, but the facts on the company show otherwise",
        ),
    ],
)
def test_facts_that_cannot_be_are_refused_with_a_mend(changes, says):
    with pytest.raises(InputError, match=says) as raised:
        choose_routes(facts("district", "district", **changes))

    assert raised.value.hint


def test_facts_in_a_file_are_refused_with_place_and_mend():
    text = 'name = "X"\n[answers]\nmember-control = "maybe"\n'
    with pytest.raises(RefusedError) as raised:
        read_route_facts(text, source="route.toml")

    assert raised.value.report.refused[0].place.line == 3


def test_a_choice_can_be_told_as_plain_values():
    told = choose_routes(facts("district", "district")).to_dict()

    assert told["routes"][0]["route"] == "delegation"
