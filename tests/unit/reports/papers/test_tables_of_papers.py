"""The tables that end a paper: benefits, risks, assumptions, options."""

from __future__ import annotations

import pytest

from commonweal.reports.papers import paper_from
from commonweal.reports.papers.benefits import benefits_table
from commonweal.reports.papers.paper import plain_words
from commonweal.reports.papers.risks import gravest, register, risk_words
from tests.unit.reports.papers.conftest import desk_from, text_of
from tests.unit.reports.papers.reading import all_text, section


def names(risks) -> str:
    return "\n".join(risk.name for risk in risks)


def test_the_register_holds_what_was_named_and_what_the_appraisal_found(pennine):
    risks = register(pennine)
    said = names(risks)

    assert "Surveyors leave rather than move" in said
    assert "Burnley, Hyndburn, Pendle and Rossendale do it without the rest" in said
    assert "Rossendale is better off alone" in said
    assert "On 1 April 2028 Burnley, Hyndburn, Pendle, Ribble Valley and Rossendale" in said
    assert "is not returned line by line" in said
    assert "Most savings rest on judgement" in said
    assert "given up before it begins to save" in said
    assert {risk.found_by for risk in risks} == {"named in the file", "found by the appraisal"}


def test_the_gravest_risks_stand_first(pennine):
    weights = [risk.weight for risk in register(pennine)]

    assert weights == sorted(weights, reverse=True)


def test_where_there_is_room_for_few_each_is_of_another_kind(pennine):
    kinds = [risk.kind for risk in gravest(register(pennine), 4) if risk.kind]

    assert len(kinds) == len(set(kinds))


def test_a_bodys_register_leaves_out_what_falls_on_another_alone(pennine):
    said = names(register(pennine, of_body="burnley"))

    assert "Burnley is better off alone" in said
    assert "Rossendale is better off alone" not in said


def test_a_register_without_own_figures_says_no_partners_gain(pennine):
    assert "better off alone" not in names(register(pennine, with_own=False))


def test_a_named_risk_says_the_sum_that_the_file_states(centre):
    risk = next(one for one in register(centre) if "telephony supplier" in one.name)

    assert risk.effect is not None
    assert (risk.effect.said, risk.effect.trace) == ("£40,000", "risk/2")
    assert centre.traces.trace("risk/2").inputs[0].source.startswith("Made up")
    assert plain_words(risk_words(risk)).endswith(": low, £40,000.")


def test_a_risk_of_another_option_stays_out_of_the_register():
    text = text_of("shared-contact-centre").replace(
        'likelihood = "low"', 'likelihood = "low"\noptions = ["redesign-alone"]'
    )

    assert "telephony supplier" not in names(register(desk_from(text)))


def test_a_stated_chance_of_giving_up_is_said_and_not_said_twice():
    text = text_of("shared-contact-centre").replace(
        '[[options.costs]]\ncost = "negotiation"',
        '[[options.risks]]\nrisk = "abandonment"\nchance = 0.2\nwhy = "An election falls."\n\n'
        '[[options.costs]]\ncost = "negotiation"',
        1,
    )
    found = [one for one in register(desk_from(text)) if "given up" in one.name]

    assert len(found) == 1
    assert found[0].likelihood == "20%"
    assert "An election falls." in found[0].about


def test_every_benefit_names_mechanism_gainer_measure_date_owner_and_grade(centre):
    profile = benefits_table(centre, centre.proposed)
    rows = {row[0].said: row for row in profile.rows}
    pooled = rows["Pooled capacity: staff"]

    assert "One queue of calls needs fewer people" in pooled[0].small_print
    assert pooled[1].said == "the partners, by the sharing rule"
    assert pooled[2].said == "cost of staff at 2025-26 prices, by each body's accounts"
    assert pooled[3].trace == "flow/shared-centre/pooled-capacity-1-1"
    assert pooled[4].said == "2027-28, in full from 2028-29"
    assert [cell.said for cell in pooled[5:]] == ["Example", "recorded"]


def test_a_benefit_without_an_owner_says_so():
    text = text_of("shared-contact-centre").replace('owner = "Example"\n', "")
    desk = desk_from(text)
    profile = benefits_table(desk, desk.proposed)

    assert {row[5].said for row in profile.rows} == {"no owner named"}


def test_what_is_not_money_stands_in_the_profile_and_is_not_nought(pennine):
    profile = benefits_table(pennine, pennine.proposed)
    row = next(row for row in profile.rows if row[0].said.startswith("Enough registered"))

    assert row[3].said == "not turned into pounds"
    assert "local knowledge of sites" in all_text(
        section(paper_from(pennine, kind="business-case"), "benefits")
    )


def test_an_option_that_claims_nothing_says_so(running):
    said = all_text(section(paper_from(running, kind="business-case"), "benefits"))

    assert "claims no saving and no other benefit" in said


def test_the_log_says_who_stands_for_each_role():
    text = text_of("shared-contact-centre").replace(
        'id = "coincidence"',
        'id = "coincidence"\nanalyst = "A. N. Analyst"\nassurer = "B. Assurer"',
    )
    paper = paper_from(desk_from(text), kind="business-case")
    said = all_text(section(paper, "assumptions"))

    assert "analyst: A. N. Analyst; assurer: B. Assurer" in said
    assert "coincidence" in said
    assert "0.05 to 0.35, likeliest 0.15" in said


@pytest.mark.parametrize("body", ["burnley", None])
def test_the_options_appraisal_holds_do_nothing_and_what_is_not_money(pennine, body):
    kind = "decision" if body else "business-case"
    said = all_text(section(paper_from(pennine, kind=kind, body=body), "options-appraisal"))

    assert "Do nothing" in said
    assert "Joint public purse" in said or "To society it is worth" in said
    assert "Local knowledge of sites and builders" in said
