"""Materiality

Partners state beforehand which differences are too small to matter, as an amount, as a fraction of
the sum in question, or as the larger of the two. A difference below that is called equal, whatever
its sign; a difference of exactly that much matters. Quarrels over thousands have sunk savings of
hundreds of thousands.
"""

from commonweal.money import Materiality, to_pence


def test_the_larger_of_an_amount_and_a_fraction(rows):
    """The partners agree on £1,000 or 3 per cent of the sum, whichever is more.

    | sum | difference | threshold | matters |
    |---|---|---|---|
    | £10,000 | £900 | £1,000 | no |
    | £10,000 | −£1,000 | £1,000 | yes |
    | £100,000 | £2,999 | £3,000 | no |
    | £100,000 | £3,000 | £3,000 | yes |
    | £100,000 | £0 | £3,000 | no |
    """
    agreed = Materiality(pence=to_pence(1_000), fraction=0.03)

    for row in rows:
        whole, difference = to_pence(row["sum"]), to_pence(row["difference"])
        assert agreed.threshold(of=whole) == to_pence(row["threshold"])
        assert agreed.is_material(difference, of=whole) is (row["matters"] == "yes")
