"""The parts of the page: what each says of the deal, on a case that wins and on the examples."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from commonweal.money import pounds, say_pounds
from commonweal.reports import report_page, report_page_of
from commonweal.reports.beyond_tables import jobs_part, unmonetised_part
from commonweal.reports.budget_tables import budgets_part
from commonweal.reports.change_tables import change_part
from commonweal.reports.keeping_tables import keeping_part, mends
from commonweal.reports.lens_tables import lenses_part
from commonweal.reports.long_list_tables import long_list_part
from commonweal.reports.reality_tables import reality_of, reality_part
from tests.unit.reports.conftest import read_deal

EXAMPLES = Path(__file__).parents[3] / "examples"


def read_example(name):
    return read_deal((EXAMPLES / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pennine():
    """Six districts that should not share: no split keeps them, nobody returned its staff."""
    return read_example("pennine-lancashire-building-control.toml")


@pytest.fixture(scope="module", params=sorted(path.name for path in EXAMPLES.glob("*.toml")))
def example(request):
    return read_example(request.param)


def said_in(table, column):
    return [row[column].said for row in table.rows]


def number(said: str) -> int:
    return int(re.sub(r"[£,]", "", said).replace("−", "-"))


def test_every_example_makes_a_page_whose_ids_are_one_of_a_kind(example):
    html = report_page(*example)
    ids = re.findall(r' id="([^"]+)"', html)

    assert len(ids) == len(set(ids))
    assert all(f'href="#{part.id}"' in html for part in report_page_of(*example).on_deal)


def test_every_part_opens_with_a_sentence(example):
    page = report_page_of(*example)

    for part in (*page.on_options, *page.on_deal):
        assert part.headline.endswith(".")
        assert part.headline[0].isupper() or part.headline[0].isdigit()


def test_every_table_has_a_cell_for_each_column(example):
    page = report_page_of(*example)

    for part in (*page.on_options, *page.on_deal):
        for table in (*part.tables, *(one for folded in part.folded for one in folded.tables)):
            assert table.rows
            assert all(len(row) == len(table.columns) for row in table.rows)


def test_without_a_split_that_keeps_everyone_the_proof_is_folded_away(pennine):
    deal, _ = pennine
    part = keeping_part(deal)

    assert deal.keeping.core_empty
    assert part.headline == deal.keeping.sentence
    assert part.tables == ()
    assert part.folded[0].texts[0] == deal.keeping.proof


def test_each_loser_is_told_what_would_change_it(pennine):
    deal, _ = pennine
    losers = [share.body for share in deal.splits[0].losers]

    assert len(mends(deal)) == len(losers) > 0


def test_where_nobody_loses_nothing_is_to_be_mended_and_nobody_need_pay(good):
    deal, _ = good

    assert mends(deal) == ()
    assert keeping_part(deal).tables == ()


def test_payments_that_would_keep_everyone_in_are_given_and_cancel():
    deal, _ = read_example("college-management-information.toml")
    (table,) = keeping_part(deal).tables
    paid = [said for said in said_in(table, 1) if said != "nothing"]
    received = [said for said in said_in(table, 2) if said != "nothing"]

    assert paid == received == ["£53,535"]
    assert table.rows[0][1].said == table.rows[0][2].said == "nothing"


def test_lenses_give_the_worth_of_each_option_and_of_each_budget(pennine):
    deal, _ = pennine
    part = lenses_part(deal)
    options, own = part.tables
    shown = next(seen for seen in deal.lenses if seen.option == "shared-team")

    assert say_pounds(shown.society.npv.expected) in part.headline
    assert say_pounds(shown.public_purse.npv.expected) == options.rows[-1][2].said
    assert said_in(own, 1) == [say_pounds(lens.npv.expected) for lens in shown.own_budgets]


def test_what_a_lens_leaves_out_stands_once_with_its_reason(pennine):
    deal, _ = pennine
    (folded,) = lenses_part(deal).folded
    (table,) = folded.tables
    keys = list(zip(said_in(table, 0), said_in(table, 3), strict=True))

    assert len(keys) == len(set(keys))
    assert "Redundancy" in said_in(table, 0)
    assert all(said_in(table, 1))


def test_every_year_of_a_budget_adds_up(pennine):
    deal, _ = pennine
    part = budgets_part(deal)
    year_by_year = [folded for folded in part.folded if folded.tables]

    assert len(year_by_year) == len(deal.partners)
    for folded in year_by_year:
        spent, made_of = folded.tables
        assert said_in(spent, 0) == [*deal.appraisal.years, "All years"]
        for row, parts in zip(spent.rows, made_of.rows, strict=True):
            assert abs(sum(number(cell.said) for cell in parts[1:]) - number(row[3].said)) <= 5
            assert abs(number(row[3].said) - number(row[1].said) - number(row[4].said)) <= 1


def test_each_body_is_told_which_years_are_dearer(pennine):
    deal, _ = pennine
    part = budgets_part(deal)

    assert part.headline == deal.budgets.together.sentence
    assert part.points == tuple(body.affordability.sentence for body in deal.budgets.bodies)
    worst = deal.budgets.bodies[0].affordability.worst
    assert part.tables[0].rows[0][2].said == pounds(worst[1])


def test_jobs_that_nobody_returned_are_not_known_rather_than_none(pennine):
    deal, _ = pennine
    part = jobs_part(deal)

    assert part.headline.endswith("is not known: no body returned its staff.")
    assert part.tables == ()
    assert "not known" in said_in(part.folded[0].tables[0], 1)


def test_what_is_not_money_has_its_price(pennine):
    deal, _ = pennine
    part = unmonetised_part(deal)
    (premium,) = deal.unmonetised.premiums

    assert part.headline == "By sharing, 1 outcome is better and 1 is worse."
    assert say_pounds(premium.premium_a_year) in part.points[0]
    assert said_in(part.tables[0], 1) == ["better", "worse"]


def test_what_the_gain_swings_with_is_a_chart_with_words_and_a_table(pennine):
    deal, report = pennine
    part = change_part(deal, report.source)
    chart = part.chart

    assert len(chart.rows) == len(chart.table.rows)
    swings = [abs(row.at_high - row.at_low) for row in chart.rows]
    assert swings == sorted(swings, reverse=True)
    assert all(say_pounds(row.at_low) in chart.alternative for row in chart.rows)


def test_each_partner_is_left_out_in_turn_and_the_first_future_is_the_file_itself(pennine):
    deal, report = pennine
    part = change_part(deal, report.source)

    assert len(part.points) == len(deal.partners)
    (table,) = part.tables
    assert table.rows[0][0].said == "As the file has it"
    assert table.rows[0][2].said == report_page_of(deal, report).answer


def test_the_rest_of_what_would_change_it_is_pointed_to(pennine):
    deal, _ = pennine

    assert change_part(deal, "my.toml").small_print.endswith("commonweal sensitivity my.toml")


def test_the_steps_lead_from_the_sponsors_figure_to_ours(pennine):
    deal, _ = pennine
    option = deal.appraisal.proposed
    part = reality_part(deal, reality_of(deal))
    (steps,) = part.tables

    assert steps.rows[0][1].said == say_pounds(option.written.npv.expected)
    assert steps.rows[-1][1].said == say_pounds(option.npv.expected)


def test_a_correction_names_its_cases_with_their_quality_and_source(pennine):
    deal, _ = pennine
    found = reality_of(deal)
    part = reality_part(deal, found)
    (table,) = part.folded[0].tables

    assert said_in(table, 0) == [case.name for case in found.footing.cases]
    assert all(row[4].said and row[5].said for row in table.rows)


def test_a_claim_above_all_that_was_seen_stands_at_the_head(pennine):
    """Half of the direct cost is more than twice what anybody has seen saved."""
    above = report_page(*read_example("breckland-south-holland.toml"))

    assert above.index("2.2 times the most") < above.index("The question asked")
    assert report_page_of(*pennine).banner == ""


def test_a_file_that_says_nothing_of_a_long_list_has_no_part_on_it(pennine):
    deal, _ = pennine

    assert long_list_part(deal.partnership) is None


def test_an_option_set_aside_stands_with_its_reason(pennine):
    deal, _ = pennine
    dropped = deal.partnership.options[-1]
    options = tuple(
        option.model_copy(update={"set_aside": "Nobody could host it."})
        if option is dropped
        else option
        for option in deal.partnership.options
    )
    part = long_list_part(deal.partnership.model_copy(update={"options": options}))
    (table,) = part.tables
    row = next(row for row in table.rows if row[0].said == dropped.name)

    assert row[1].said == "set aside"
    assert row[1].small_print == "Nobody could host it."


def test_a_page_is_the_same_bytes_twice_and_its_charts_too(pennine):
    first, second = report_page(*pennine), report_page(*pennine)

    assert first == second
    charts = re.findall(r"base64,([^\"]+)", first)
    assert all(b"<svg" in base64.b64decode(chart) for chart in charts)


def test_a_case_without_a_sharing_option_has_none_of_what_sharing_does(case_text):
    text = case_text[: case_text.index('[[options]]\nid = "one-team"')]
    page = report_page_of(*read_deal(text))
    ids = {part.id for part in (*page.on_options, *page.on_deal)}

    assert ids & {"keeping", "budgets", "jobs", "what-would-change-it", "others"} == set()
    assert page.banner == ""
