"""Entry terms for a newcomer

Two prices bound what can be agreed with a body that would join. Below the marginal price, what its
coming adds to the cost of those already in, the founders pay for the newcomer. Above what its best
option alone would cost it, it stays away. The full price is its part under the partners' own rule,
as if it had been there from the start.
"""

import pytest

from commonweal.deal import customer_terms, entry_terms, returning_terms
from tests.unit.appraisal.worked import case, cost, deal, lever, redesign_alone, shared

THREE = {body: {"systems": 100_000} for body in ("ashby", "barton", "corley")}
PLAIN = {"optimism": {"reference_class": "none", "survival": "none"}}
ONE_SYSTEM = lever("systems-consolidation", marginal_share=0.25)
SET_UP = cost("set-up", other=90_000, per_partner=15_000)


def founders_of_two(split, cases=(5_000, 4_000, 1_000)):
    """Return Ashby and Barton, who share; Corley is in the file and takes no part."""
    option = shared([ONE_SYSTEM], [SET_UP], bodies=["ashby", "barton"])
    bodies = {body: {"drivers": {"cases": count}} for body, count in zip(THREE, cases, strict=True)}
    return deal(case(THREE, [redesign_alone(), option], bodies=bodies, split=split, **PLAIN))


def test_at_any_price_between_the_two_nobody_is_worse_off(rows):
    """Ashby and Barton pay £125,000 a year for one system, and £120,000 to set it up: £745,000 over
    five years. Corley would add £25,000 a year and £15,000 once: £140,000. Alone it would pay
    £500,000. At £140,000 the founders pay together exactly what they paid before; at £500,000
    Corley pays exactly what it would alone.

    | Price    | Founders gain | Corley gains |
    |----------|---------------|--------------|
    | £100,000 | −£40,000      | £400,000     |
    | £140,000 | £0            | £360,000     |
    | £320,000 | £180,000      | £180,000     |
    | £500,000 | £360,000      | £0           |
    | £520,000 | £380,000      | −£20,000     |
    """
    found = founders_of_two({"rule": "equal"})
    terms = entry_terms(found, "corley")

    assert sum(share.cost for share in found.splits[0].shares) == pytest.approx(745_000)
    assert (terms.marginal, terms.buy_in, terms.alone) == pytest.approx((140_000, 15_000, 500_000))
    for row in rows:
        assert terms.founders_gain_at(row["Price"]) == pytest.approx(row["Founders gain"])
        assert terms.newcomer_gain_at(row["Price"]) == pytest.approx(row["Corley gains"])
        nobody_loses = row["Founders gain"] >= 0 and row["Corley gains"] >= 0
        assert nobody_loses == (terms.least <= row["Price"] <= terms.alone)


def test_at_the_full_price_somebody_may_lose_and_is_named(rows):
    """The three together cost £885,000. By equal parts Corley pays £295,000 and everybody gains. By
    cases it has a tenth of them and pays £88,500, less than it adds: both founders lose by its
    coming, and are named.

    | Rule   | Corley pays | Ashby gains | Barton gains | Who loses        |
    |--------|-------------|-------------|--------------|------------------|
    | equal  | £295,000    | £77,500     | £77,500      | nobody           |
    | driver | £88,500     | −£28,611    | −£22,889     | ashby and barton |
    """
    splits = {"equal": {"rule": "equal"}, "driver": {"rule": "driver", "driver": "cases"}}

    for row in rows:
        terms = entry_terms(founders_of_two(splits[row["Rule"]]), "corley")

        assert terms.full == pytest.approx(row["Corley pays"])
        assert round(terms.founders_at_full["ashby"]) == row["Ashby gains"]
        assert round(terms.founders_at_full["barton"]) == row["Barton gains"]
        assert (" and ".join(terms.losers_at_full) or "nobody") == row["Who loses"]


def test_a_former_partner_pays_the_investment_that_it_left_before_paying(rows):
    """Corley was a partner, left and would come back. It pays what a newcomer pays, £140,000 at
    least, of which £15,000 is for its own setting up; and of the investment of £135,000 its third,
    £45,000, less that £15,000 and less what it paid before it left.

    | Paid before it left | Still owed | Least price |
    |---------------------|------------|-------------|
    | £0                  | £30,000    | £170,000    |
    | £10,000             | £20,000    | £160,000    |
    | £45,000             | £0         | £140,000    |
    """
    found = founders_of_two({"rule": "equal"})

    for row in rows:
        terms = returning_terms(found, "corley", paid=row["Paid before it left"])

        assert terms.owed == pytest.approx(row["Still owed"])
        assert terms.least == pytest.approx(row["Least price"])


def test_a_customer_pays_at_least_what_it_adds_and_is_shown_the_full_cost(rows):
    """As a customer Corley has no part in the investment and none in the decisions. The least price
    is still what serving it adds, £140,000 over five years or £28,000 a year. The full cost of a
    case, everybody's and the investment counted, is £885,000 over 50,000 cases. Its thousand cases
    a year at full cost come to less than it adds: to charge by the case would make the partners
    pay for it.

    | Price                  | A year   | A case |
    |------------------------|----------|--------|
    | least, what it adds    | £28,000  | £28    |
    | full cost              | £17,700  | £17.70 |
    | most, what it saves so | £100,000 | £100   |
    """
    terms = customer_terms(founders_of_two({"rule": "driver", "driver": "cases"}), "corley")

    least, full, most = rows
    assert terms.least_a_year == pytest.approx(least["A year"])
    assert terms.least_per_unit == pytest.approx(least["A case"])
    assert terms.full_a_year == pytest.approx(full["A year"])
    assert terms.full_cost_per_unit == pytest.approx(full["A case"])
    assert terms.most_a_year == pytest.approx(most["A year"])
    assert (terms.driver, terms.units) == ("cases", 1_000)
    assert terms.can_be_agreed
