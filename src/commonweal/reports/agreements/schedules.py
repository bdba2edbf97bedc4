"""The schedules of an agreement: tables whose figures open where they come from."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.agreement import Agreement, position_table
from commonweal.agreement.clauses import rule_names
from commonweal.agreement.document import LocalChoice
from commonweal.deal import say_names
from commonweal.money import pounds
from commonweal.reports.papers.paper import Section
from commonweal.reports.tables import Cell, Table, figure, table, text

__all__ = ["positions_section", "schedules"]

_VOTING = {
    "majority": "by a majority",
    "two-thirds": "by two thirds",
    "unanimous": "all together",
    "each-party-alone": "each party by itself",
    "one-person": "alone",
}
_PAID_BY = {
    "whoever-keeps-it": "whoever keeps it",
    "shared": "all, as other cost is shared",
    "costs-nothing": "costs nothing",
}
_STANCES = {"accept": "accepts", "amend": "would amend", "reject": "rejects"}


def schedules(agreement: Agreement, *, known: frozenset[str]) -> Iterator[Section]:
    """Yield each schedule that holds anything.

    `known` are the traces that the paper holds; a figure whose trace is not among them stands as
    it is.
    """
    for name, heading, shown in (
        ("schedule-charges", "Schedule of charges", _charges(agreement, known)),
        ("schedule-withdrawal", "Schedule of withdrawal", _withdrawals(agreement, known)),
        ("schedule-exit", "Schedule of exit charges", _exits(agreement, known)),
        ("schedule-decisions", "Schedule of decision rights", _decisions(agreement)),
        ("schedule-local", "Schedule of what stays local", _local(agreement)),
        ("schedule-levels", "Schedule of service levels", _levels(agreement)),
        ("schedule-contracts", "Schedule of contracts", _contracts(agreement)),
    ):
        if shown is not None and shown.rows:
            yield Section(id=name, heading=heading, blocks=(shown,))


def positions_section(agreement: Agreement) -> Iterator[Section]:
    """Yield where the parties stand, once any of them has spoken."""
    if agreement.positions:
        yield Section(
            id="positions", heading="Positions of the parties", blocks=(_positions(agreement),)
        )


def _cell(pence: int, reference: str, known: frozenset[str]) -> Cell:
    return Cell(said=pounds(pence, pence=True), trace=reference if reference in known else "")


def _prices(agreement: Agreement) -> str:
    basis = agreement.basis
    if basis is None or not basis.prices_of:
        return "pounds"
    return f"pounds of {basis.prices_of}, not uprated"


def _charges(agreement: Agreement, known: frozenset[str]) -> Table | None:
    if not agreement.charges:
        return None
    by_key = {(row.party, row.year): row for row in agreement.charges}
    years = list(dict.fromkeys(row.year for row in agreement.charges))
    parties = [party for party in agreement.parties if (party.id, years[0]) in by_key]
    rows = [
        [
            year,
            *(
                _cell(row.pence, row.reference, known)
                if (row := by_key.get((party.id, year))) is not None
                else "not stated"
                for party in parties
            ),
        ]
        for year in years
    ]
    totals = [
        pounds(sum(row.pence for row in agreement.charges if row.party == party.id), pence=True)
        for party in parties
    ]
    rule = rule_names().get(agreement.basis.rule, "") if agreement.basis is not None else ""
    return table(
        "charges",
        "What each party pays in each year",
        (text("Year"), *(figure(party.name) for party in parties)),
        [*rows, ["All years", *totals]],
        small_print=f"{_prices(agreement)}{f'; divided by {rule}' if rule else ''}",
    )


def _withdrawals(agreement: Agreement, known: frozenset[str]) -> Table:
    return table(
        "withdrawal",
        "What a party pays if it withdraws at the end of a phase before go-live",
        (text("Party"), text("At the end of"), figure("It pays")),
        [
            [
                agreement.party_name(row.party),
                row.phase,
                _cell(row.pence, row.reference, known),
            ]
            for row in agreement.withdrawal_sums
        ],
        small_print=_prices(agreement),
    )


def _exits(agreement: Agreement, known: frozenset[str]) -> Table:
    return table(
        "exit-charges",
        "What a party pays if it leaves, so that those who stay are no worse off",
        (text("Leaver"), text("On notice"), figure("It pays"), text("To")),
        [
            [
                agreement.party_name(row.leaver),
                f"{row.notice_months} months, given at the start of {row.notice_in}",
                _cell(row.pence, row.reference, known),
                "; ".join(
                    f"{agreement.party_name(body)} {pounds(pence, pence=True)}"
                    for body, pence in row.pence_by_stayer.items()
                )
                or "nobody: those who stay lose nothing",
            ]
            for row in agreement.exit_sums
        ],
        small_print=f"{_prices(agreement)}, as worth on the day it leaves",
    )


def _decider(agreement: Agreement, decider: str) -> str:
    names = {board.id: board.name for board in agreement.boards}
    return names.get(decider) or {"parties": "the parties", "each-party": "each party"}.get(
        decider, f"the {decider.replace('-', ' ')}" if decider else "not yet settled"
    )


def _decisions(agreement: Agreement) -> Table:
    return table(
        "decision-rights",
        "Who decides what",
        (text("Matter"), text("Who decides"), text("How"), text("Reserved to the parties")),
        [
            [
                right.words,
                _decider(agreement, right.decided_by),
                _VOTING.get(right.voting or "", "not yet settled"),
                "yes" if right.is_reserved else "no",
            ]
            for right in agreement.decisions
        ],
    )


def _local(agreement: Agreement) -> Table:
    services = {service.id: service.name for service in agreement.services}
    return table(
        "stays-local",
        "What stays with each party",
        (text("Service"), text("What"), text("Kind"), text("Who decides"), text("Price a year")),
        [
            [
                services.get(row.service, row.service),
                row.words,
                row.kind or "not yet settled",
                agreement.party_name(row.decided_by)
                if row.decided_by in {party.id for party in agreement.parties}
                else _decider(agreement, row.decided_by),
                _price(agreement, row),
            ]
            for row in agreement.local
        ],
    )


def _price(agreement: Agreement, row: LocalChoice) -> str:
    who = _PAID_BY.get(row.paid_by or "", "who pays is not yet settled")
    sums = say_names(
        [
            f"{agreement.party_name(party)} {pounds(pence, pence=True)}"
            for party, pence in row.pence_by_party.items()
        ]
    )
    return f"{sums}; paid by {who}" if sums else who


def _levels(agreement: Agreement) -> Table:
    services = {service.id: service.name for service in agreement.services}
    return table(
        "service-levels",
        "Levels that the service must keep",
        (text("Service"), text("Measure"), text("For"), figure("Level")),
        [
            [
                services.get(level.service, level.service),
                level.measure,
                agreement.party_name(level.party) if level.party else "every party",
                "not yet settled"
                if level.target is None
                else f"{'at least' if level.higher_is_better else 'at most'} "
                f"{level.target:g} {level.unit}".rstrip(),
            ]
            for level in agreement.levels
        ],
    )


def _contracts(agreement: Agreement) -> Table:
    return table(
        "contracts",
        "Contracts with outsiders for the service",
        (text("Contract"), text("Held by"), text("Until"), text("Can be ended")),
        [
            [
                contract.name,
                agreement.party_name(contract.held_by),
                "not stated"
                if contract.until is None
                else f"{contract.until.day} {contract.until:%B %Y}",
                "not before"
                if contract.notice_months is None
                else f"on {contract.notice_months} months’ notice",
            ]
            for contract in agreement.contracts
        ],
    )


def _positions(agreement: Agreement) -> Table:
    rows = [
        [
            clause.heading,
            *(
                ""
                if (held := clause.by_party.get(party.id)) is None
                else Cell(said=_STANCES[held.stance], small_print=held.words)
                for party in agreement.parties
            ),
        ]
        for clause in position_table(agreement)
        if clause.by_party
    ]
    return table(
        "positions-table",
        "Where each party stands on the clauses that any has spoken of",
        (text("Clause"), *(text(party.name) for party in agreement.parties)),
        rows,
    )
