"""Reading the percentiles and the chance of loss

P50 is the middle: as many futures are better as worse. P10 is the bad end of a benefit: in one
future of ten it is worse still. P80 of a cost is the sum that covers it in eight futures of ten.
The chance of loss is the share of the futures in which the benefit is below nought. It is told for
the whole and for each body, because the whole can gain in every future in which one body loses.
"""

import numpy as np
import pytest

from commonweal.appraisal.uncertainty import summaries, summary


def test_ten_futures_by_hand(rows):
    """Eleven futures, sorted, so that the percentiles stand on them: P10 is the second, P50 the
    sixth, P80 the ninth. Three of the eleven are losses, a chance of 27 per cent.

    | future | net benefit |
    |---|---|
    | 1 | −£120,000 |
    | 2 | −£60,000 |
    | 3 | −£5,000 |
    | 4 | £0 |
    | 5 | £40,000 |
    | 6 | £75,000 |
    | 7 | £90,000 |
    | 8 | £130,000 |
    | 9 | £160,000 |
    | 10 | £210,000 |
    | 11 | £300,000 |
    """
    drawn = [row["net benefit"] for row in rows]

    found = summary(np.array([np.mean(drawn), *drawn], dtype=float))

    assert (found.p10, found.p50, found.p80) == (-60_000, 75_000, 160_000)
    assert found.chance_below_nought == pytest.approx(3 / 11)
    assert found.mean == pytest.approx(sum(drawn) / 11)


def test_the_whole_can_gain_while_one_body_loses(rows):
    """Four futures of two bodies. Together they lose in none; Barton loses in three of the four.

    | future | Ashby | Barton | both |
    |---|---|---|---|
    | 1 | £90,000 | −£20,000 | £70,000 |
    | 2 | £60,000 | −£5,000 | £55,000 |
    | 3 | £40,000 | £10,000 | £50,000 |
    | 4 | £110,000 | −£40,000 | £70,000 |
    """
    by_body = np.array([[row[name] for row in rows] for name in ("Ashby", "Barton", "both")])
    expected = by_body.mean(axis=1, keepdims=True)

    ashby, barton, both = summaries(np.hstack([expected, by_body]))

    assert [row["both"] for row in rows] == [row["Ashby"] + row["Barton"] for row in rows]
    assert ashby.chance_below_nought == 0
    assert barton.chance_below_nought == 0.75
    assert both.chance_below_nought == 0


def test_the_expected_case_is_not_the_mean_of_the_futures_where_figures_multiply(rows):
    """A saving is posts times pay, and a larger team is also better paid. Two futures, as likely as
    each other: the mean of the products is above the product of the means. The report shows both.

    | | posts | pay of a post | saving |
    |---|---|---|---|
    | small team | 2 | £30,000 | £60,000 |
    | large team | 6 | £50,000 | £300,000 |
    | expected case | 4 | £40,000 | £160,000 |
    | mean of the futures | | | £180,000 |
    """
    small, large, expected, mean = rows

    found = summary(np.array([expected["saving"], small["saving"], large["saving"]], dtype=float))

    for row in (small, large, expected):
        assert row["saving"] == row["posts"] * row["pay of a post"]
    assert found.expected == expected["saving"]
    assert found.mean == mean["saving"]
