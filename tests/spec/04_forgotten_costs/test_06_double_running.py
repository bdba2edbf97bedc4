"""Double running

Nobody turns the old service off on the day that the new one starts. For some months part of it is
paid for twice. What runs twice is reckoned from what each body spent before any saving, because
none has been made yet.
"""

from tests.unit.costs.worked import entry_of, pounds_by_body, records_of, setting_of


def test_months_of_the_old_service_are_paid_beside_the_new(rows):
    """Half of staff and systems runs twice for three months: yearly cost times a half times 3 / 12.

    | council | staff | systems | double running |
    |---|---|---|---|
    | Ashby | £480,000 | £60,000 | £67,500 |
    | Barton | £300,000 | £30,000 | £41,250 |
    | Corley | £200,000 | £20,000 | £27,500 |
    """
    records = records_of({line: [row[line] for row in rows] for line in ("staff", "systems")})
    entry = entry_of("double-running", months=3, share=0.5)

    assert pounds_by_body(setting_of(records), entry) == [row["double running"] for row in rows]


def test_a_saving_to_come_does_not_make_the_old_service_cheaper():
    """A fifth of staff is to be saved; until it is, the old staff are there and are paid."""
    records = records_of({"staff": (480_000, 300_000, 200_000)})
    entry = entry_of("double-running", months=3, lines=["staff"])

    before = pounds_by_body(setting_of(records), entry)
    after = pounds_by_body(setting_of(records, saved={"staff": (96_000, 60_000, 40_000)}), entry)

    assert before == after == [120_000, 75_000, 50_000]
