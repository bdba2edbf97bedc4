"""Irrecoverable VAT

A council gets VAT back; a college or an NHS body mostly does not. When a college buys from a shared
service what its own staff did before, a fifth may be added to the price and never come back. So VAT
is a cost of each body by itself: what it would still spend on the service, times the share of the
charge that bears VAT, times the rate, times the share that it cannot recover. The legal route
decides whether VAT is due at all: a contribution under delegation bears none. Ask a tax adviser.

For society VAT is a transfer, and that lens leaves it out.
"""

from tests.unit.costs.worked import entry_of, pounds_by_body, records_of, setting_of, stream


def test_vat_falls_on_those_who_cannot_recover_it(rows):
    """The rate is 20 per cent, and all of the charge bears it.

    | body | charge | recovers (per cent) | VAT lost a year |
    |---|---|---|---|
    | a council | £600,000 | 100% | £0 |
    | a college | £200,000 | 0% | £40,000 |
    | an NHS trust | £300,000 | 25% | £45,000 |
    """
    records = records_of(
        {"staff": [row["charge"] for row in rows]},
        vat_recovery=[row["recovers (per cent)"] / 100 for row in rows],
    )
    entry = entry_of("irrecoverable-vat")
    setting = setting_of(records)

    assert pounds_by_body(setting, entry) == [row["VAT lost a year"] for row in rows]
    assert stream(setting, entry).is_transfer
    assert not stream(setting, entry).is_joint


def test_only_what_newly_bears_vat_is_counted():
    """A quarter of the college's £200,000 is licences on which it pays VAT already. Only the other
    three quarters are new: £200,000 times 0.75 times 20 per cent is £30,000.
    """
    records = records_of({"staff": (200_000,)}, bodies=("college",), vat_recovery=(0,))
    entry = entry_of("irrecoverable-vat", share_of_charge=0.75)

    assert pounds_by_body(setting_of(records), entry) == [30_000]
