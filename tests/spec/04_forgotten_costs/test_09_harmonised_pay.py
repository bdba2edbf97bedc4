"""Harmonised pay

People who do like work side by side come to be paid alike, and pay goes up to the best payer's,
hardly ever down. The cost is each body's remaining pay times its distance from the best payer in
the group. So it depends on who is in the group: without the best payer there is less to catch up.
"""

from tests.unit.costs.worked import amounts, entry_of, records_of, setting_of

ENTRY = entry_of("harmonisation", pay_level_by_body={"ashby": 1.0, "barton": 0.96, "corley": 0.9})
PAY = {"staff": (500_000, 480_000, 270_000)}


def test_each_body_catches_up_with_the_best_payer_in_its_group(rows):
    """Barton pays 96 per cent of what Ashby pays for like work, and Corley 90 per cent. In a group
    without Ashby, Corley has only Barton to catch up with: £270,000 times 0.96 / 0.90, less
    £270,000.

    | council | pay | level | with Ashby | without Ashby |
    |---|---|---|---|---|
    | Ashby | £500,000 | 1.00 | £0 | |
    | Barton | £480,000 | 0.96 | £20,000 | £0 |
    | Corley | £270,000 | 0.90 | £30,000 | £18,000 |
    """
    with_ashby, without = amounts(setting_of(records_of(PAY), [[0, 1, 2], [1, 2]]), ENTRY)

    assert with_ashby[:, 0].round(2).tolist() == [row["with Ashby"] for row in rows]
    assert without[1:, 0].round(2).tolist() == [row["without Ashby"] for row in rows[1:]]
    assert not without[0].any()


def test_pay_that_has_been_saved_does_not_rise():
    """Barton saves £96,000 of its £480,000 of pay: a fifth less is left to be raised, and the cost
    falls by a fifth, from £20,000 to £16,000.
    """
    setting = setting_of(records_of(PAY), saved={"staff": (0, 96_000, 0)})

    assert amounts(setting, ENTRY)[0, 1, 0].round(2) == 16_000
