"""The money schedules, each figure with the page of the run that opens it; what leaving costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from commonweal.agreement import Agreement as Content
from commonweal.agreement.clauses import rule_names
from commonweal.money import pounds
from commonweal.reports.tables import Table, figure, table, text
from commonweal_web.agreements.models import Agreement, Version

from .places import Frame, place_of

if TYPE_CHECKING:
    from commonweal.agreement import ExitBill

__all__ = ["LeavingPage", "SchedulesPage", "references_of"]


#: Gives the address that opens a figure, of its trace, a party, months of notice and a year.
Opener = Callable[[str, str, int | None, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedCell:
    said: str
    address: str = ""
    """The page that opens the figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedTable:
    id: str
    caption: str
    small_print: str
    columns: tuple[str, ...]
    rows: tuple[tuple[LinkedCell, ...], ...]
    plain: Table
    """The same without links, to take away."""


def references_of(content: Content) -> tuple[str, ...]:
    """Return every figure that the schedules name, as the run's pages call it."""
    return tuple(
        dict.fromkeys(
            row.reference
            for rows in (content.charges, content.exit_sums, content.withdrawal_sums)
            for row in rows
            if row.reference
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SchedulesPage:
    """What each party pays, in every year, on leaving and on withdrawing."""

    frame: Frame
    sentence: str
    run: str
    tables: tuple[LinkedTable, ...]
    lists: tuple[tuple[str, str], ...]
    take: str

    @classmethod
    def of(
        cls,
        agreement: Agreement,
        version: Version,
        content: Content,
        *,
        known: frozenset[str],
        take: str,
    ) -> SchedulesPage:
        place = place_of(agreement)
        basis = content.basis
        is_typed = basis is None or version.run is None
        return cls(
            frame=Frame.of(agreement),
            sentence="These figures were typed: no run stands behind them."
            if basis is None or version.run is None
            else f"Filled from run {version.run.number}, by "
            f"{rule_names().get(basis.rule, basis.rule)}. Each figure is the run’s own to the "
            "penny, and opens it.",
            run=""
            if version.run is None
            else reverse("run", args=[agreement.partnership.reference, version.run.number]),
            tables=tuple(_tables(agreement, version, content, known)),
            lists=tuple(
                (said, place("agreement-list", name))
                for name, said in (
                    ("charges", "Type the charges"),
                    ("exit_sums", "Type the exit charges"),
                    ("withdrawal_sums", "Type what withdrawing costs"),
                )
            )
            if is_typed
            else (),
            take=take,
        )


def _tables(
    agreement: Agreement, version: Version, content: Content, known: frozenset[str]
) -> Iterator[LinkedTable]:
    opens = _opener(agreement, version, known)
    if content.charges:
        yield _charges(content, opens)
    if content.withdrawal_sums:
        yield _by_party(
            "withdrawals",
            "What a party pays on withdrawing before go-live",
            "at the end of each phase",
            content,
            {
                (row.phase, row.party): LinkedCell(
                    said=pounds(row.pence, pence=True),
                    address=opens(row.reference, row.party, None, ""),
                )
                for row in content.withdrawal_sums
            },
            head="Phase",
        )
    if content.exit_sums:
        yield _exits(content, opens)


def _opener(agreement: Agreement, version: Version, known: frozenset[str]) -> Opener:
    """Return what gives the address of the page that opens a figure."""
    reference = agreement.partnership.reference

    def opens(trace: str, party: str, months: int | None, year: str) -> str:
        if version.run is None:
            return ""
        of = [reference, version.run.number]
        if trace in known:
            return reverse("figure", args=[*of, trace])
        if trace.startswith(("exit/", "withdrawal/")):
            asked = {"body": party} | ({"year": year} if year else {})
            if months is not None:
                asked["months"] = str(months)
            return f"{reverse('leaving', args=of)}?{urlencode(asked)}"
        return ""

    return opens


def _charges(content: Content, opens: Opener) -> LinkedTable:
    basis = content.basis
    small = f"pounds of {basis.prices_of}, not uprated" if basis and basis.prices_of else "pounds"
    cells = {
        (row.year, row.party): LinkedCell(
            said=pounds(row.pence, pence=True), address=opens(row.reference, row.party, None, "")
        )
        for row in content.charges
    }
    totals = {
        party.id: sum(row.pence for row in content.charges if row.party == party.id)
        for party in content.parties
    }
    for party, pence in totals.items():
        cells["All years", party] = LinkedCell(
            said=pounds(pence, pence=True),
            address=opens(f"charge/{party}", party, None, ""),
        )
    return _by_party(
        "charges", "What each party pays in each year", small, content, cells, head="Year"
    )


def _by_party(
    table_id: str,
    caption: str,
    small_print: str,
    content: Content,
    cells: Mapping[tuple[str, str], LinkedCell],
    *,
    head: str,
) -> LinkedTable:
    keys = list(dict.fromkeys(key for key, _ in cells))
    parties = [party for party in content.parties if any(one == party.id for _, one in cells)]
    rows = tuple(
        (
            LinkedCell(said=key),
            *(cells.get((key, party.id), LinkedCell(said="not stated")) for party in parties),
        )
        for key in keys
    )
    return _linked(table_id, caption, small_print, (head, *(party.name for party in parties)), rows)


def _linked(
    table_id: str,
    caption: str,
    small_print: str,
    columns: tuple[str, ...],
    rows: tuple[tuple[LinkedCell, ...], ...],
) -> LinkedTable:
    return LinkedTable(
        id=table_id,
        caption=caption,
        small_print=small_print,
        columns=columns,
        rows=rows,
        plain=table(
            table_id,
            caption,
            (text(columns[0]), *(figure(name) for name in columns[1:])),
            [tuple(cell.said for cell in row) for row in rows],
            small_print=small_print,
        ),
    )


def _exits(content: Content, opens: Opener) -> LinkedTable:
    rows = tuple(
        (
            LinkedCell(said=content.party_name(row.leaver)),
            LinkedCell(said=f"{row.notice_months} months, given at the start of {row.notice_in}"),
            LinkedCell(
                said=pounds(row.pence, pence=True),
                address=opens(row.reference, row.leaver, row.notice_months, row.notice_in),
            ),
            LinkedCell(
                said="; ".join(
                    f"{content.party_name(party)} {pounds(pence, pence=True)}"
                    for party, pence in row.pence_by_stayer.items()
                )
                or "nobody"
            ),
        )
        for row in content.exit_sums
    )
    return _linked(
        "exits",
        "What a party pays on leaving",
        "so that those who stay are no worse off",
        ("Leaver", "Notice", "Pays", "To"),
        rows,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavingPage:
    """Each leaver's bill after some notice, and who is paid of it."""

    frame: Frame
    here: str
    why_not: str
    sentences: tuple[str, ...]
    worse: tuple[str, ...]
    tables: tuple[Table, ...]
    take: str

    @classmethod
    def of(
        cls,
        agreement: Agreement,
        content: Content,
        *,
        bills: Sequence[ExitBill],
        why_not: str,
        take: str,
    ) -> LeavingPage:
        return cls(
            frame=Frame.of(agreement),
            here=place_of(agreement)("agreement-leaving"),
            why_not=why_not,
            sentences=tuple(one.sentence for one in bills),
            worse=tuple(one.sentence for one in bills if not one.leaves_nobody_worse_off),
            tables=(_bills(content, bills),) if bills else (),
            take=take,
        )


def _bills(content: Content, bills: Sequence[ExitBill]) -> Table:
    return table(
        "bills",
        "Each partner’s bill, and what each who stays is paid",
        (
            text("Leaver"),
            figure("Pays"),
            *(figure(f"Paid to {party.name}") for party in content.parties),
        ),
        [
            (
                f"{content.party_name(one.leaver)}, {one.notice_months} months",
                pounds(one.pence, pence=True),
                *(
                    "leaves"
                    if party.id == one.leaver
                    else pounds(one.pence_by_stayer.get(party.id, 0), pence=True)
                    for party in content.parties
                ),
            )
            for one in bills
        ],
        small_print="notice given at the start of "
        + ", ".join(dict.fromkeys(one.notice_in for one in bills)),
    )
