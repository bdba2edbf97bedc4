"""Splitting a sum to the penny

Whatever is billed, shared or promised is a whole number of pence. When a sum is divided by weights,
every share is first rounded down to the penny. The pennies left over go, one each, to the shares
with the largest parts of a penny cut off; where two are equal, to the one that stands earlier in
the list. So the shares always add up to the sum, and nobody is more than a penny from the exact
figure. This is the method of largest remainders.
"""

from commonweal.money import split_pence, to_pence


def split_pounds(total, weights):
    return [pence / 100 for pence in split_pence(to_pence(total), weights).tolist()]


def test_one_hundred_pounds_among_three(rows):
    """Three councils share £100 equally. A third is £33.33 and a third of a penny: one penny is
    left over, all three have the same claim to it, and the first in the list pays it.

    | council | weight | share |
    |---|---|---|
    | Ashby | 1 | £33.34 |
    | Barton | 1 | £33.33 |
    | Corby | 1 | £33.33 |
    """
    shares = split_pounds(100, [row["weight"] for row in rows])

    assert shares == [row["share"] for row in rows]
    assert sum(shares) == 100


def test_the_penny_goes_to_the_largest_part_cut_off(rows):
    """£123.45 is divided 50, 30 and 20. Rounded down, the shares come to £123.44; the penny left
    over goes to the first, whose half a penny cut off is as large as the second's and which stands
    earlier.

    | council | weight | exact share in pence | rounded down in pence | share |
    |---|---|---|---|---|
    | Ashby | 50 | 6,172.5 | 6,172 | £61.73 |
    | Barton | 30 | 3,703.5 | 3,703 | £37.03 |
    | Corby | 20 | 2,469.0 | 2,469 | £24.69 |
    """
    weights = [row["weight"] for row in rows]

    for row in rows:
        assert row["exact share in pence"] == 12_345 * row["weight"] / sum(weights)
        assert row["rounded down in pence"] == int(row["exact share in pence"])
    assert split_pounds(123.45, weights) == [row["share"] for row in rows]


def test_a_published_split_of_savings(rows):
    """Compass Point, the company of East Lindsey and South Holland, shared its savings 63 to 37.
    Its five services saved £2.106 million in the first year. South Holland's published £779,000 is
    this figure; the £1.4 million published for East Lindsey is not, and the two published figures
    add up to more than was shared.

    | council | weight | share | published |
    |---|---|---|---|
    | East Lindsey | 63 | £1,326,780.00 | £1,400,000 |
    | South Holland | 37 | £779,220.00 | £779,000 |
    """
    shares = split_pounds(2_106_000, [row["weight"] for row in rows])

    assert shares == [row["share"] for row in rows]
    assert round(shares[1], -3) == rows[1]["published"]
    assert sum(row["published"] for row in rows) > sum(shares)


def test_a_refund_undoes_a_charge(rows):
    """A sum to be paid back is divided as the same sum charged would be, with the signs turned.
    Charging £100 and refunding £100 leaves every council where it was.

    | council | charge | refund |
    |---|---|---|
    | Ashby | £33.34 | −£33.34 |
    | Barton | £33.33 | −£33.33 |
    | Corby | £33.33 | −£33.33 |
    """
    assert split_pounds(100, [1, 1, 1]) == [row["charge"] for row in rows]
    assert split_pounds(-100, [1, 1, 1]) == [row["refund"] for row in rows]


def test_a_large_sum_loses_nothing(rows):
    """The arithmetic is in whole numbers and not in floating point, so it is as exact for ten
    trillion pounds as for ten.

    | council | weight | share |
    |---|---|---|
    | Ashby | 1 | £3,333,333,333,333.34 |
    | Barton | 1 | £3,333,333,333,333.33 |
    | Corby | 1 | £3,333,333,333,333.33 |
    """
    shares = split_pence(10**15, [row["weight"] for row in rows]).tolist()

    assert shares == [to_pence(row["share"]) for row in rows]
    assert sum(shares) == 10**15
