"""The commercial case: the vehicle, the charges, who bears what, people, contracts, terms."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.deal import BEARING, names_of, say_names, withdrawals
from commonweal.reports.papers.desk import Desk
from commonweal.reports.papers.facts import contract_words, personnel_words, route_of
from commonweal.reports.papers.own_traces import asked_notice, leaving_of
from commonweal.reports.papers.paper import Block, Facts, Paragraph, Points, Section, Words
from commonweal.reports.papers.saying import joined, not_known, small
from commonweal.reports.rule_tables import charges_table

__all__ = ["commercial_case"]

_LAWYERS = "the partners' lawyers"


def commercial_case(desk: Desk, *, is_full: bool) -> Section:
    """Return the commercial case; a full one with what leaving costs each partner."""
    if desk.proposed is None:
        blocks = (Paragraph(words="No sharing option is described, so there is no deal to make."),)
        return Section(id="commercial", heading="Commercial case", blocks=blocks)
    return Section(
        id="commercial",
        heading="Commercial case",
        sections=(
            _section("vehicle", "Vehicle and procurement", _vehicle(desk)),
            _section("charging", "What each pays", _charging(desk)),
            _section("risk", "Who bears which risk", _bearing(desk, is_full=is_full)),
            _section("people", "People", _people(desk)),
            _section("contracts", "Contracts and terms", _contracts(desk)),
        ),
    )


def _section(name: str, heading: str, blocks: Iterator[Block]) -> Section:
    return Section(id=f"commercial-{name}", heading=heading, blocks=tuple(blocks))


def _vehicle(desk: Desk) -> Iterator[Block]:
    route = route_of(desk)
    if route is None:
        yield not_known("the legal route, and with it who contracts and who decides", _LAWYERS)
        return
    rows = [
        ("Route", route.name),
        ("Power", route.power),
        ("Legal person", route.legal_person),
        ("Who employs", route.employs),
        ("Who decides", route.decides),
        ("Procurement", route.procurement),
        ("VAT", route.vat),
        ("To watch", say_names([small(what) for what in route.watch])),
    ]
    yield Facts(rows=tuple((name, said or "not known") for name, said in rows))
    doubt = (
        "general knowledge, to be checked by the partners' lawyers"
        if route.status == "to-check"
        else "no legal advice"
    )
    yield Paragraph(words=f"Source: {route.source}. What stands here is {doubt}.")


def _charging(desk: Desk) -> Iterator[Block]:
    split = desk.split
    if split is None:
        return
    yield Paragraph(words=f"Cost is shared by {split.name}. {split.explanation}")
    terms = desk.deal.partnership.split
    points: list[Words] = []
    if terms.no_more_than_now_years:
        points.append(
            f"For {terms.no_more_than_now_years} years from the start nobody pays more than now."
        )
    if terms.phase_in_years:
        points.append(
            f"Shares move from today's cost to the rule over {terms.phase_in_years} years."
        )
    if terms.one_off_rule:
        points.append(f"What is met once is shared by a rule of its own: {terms.one_off_rule}.")
    if points:
        yield Points(items=tuple(points))
    found = charges_table(desk.deal)
    if found is not None:
        yield desk.traced(found, "groups")


_RISKS = {
    "abandonment": "If it is given up before it begins",
    "partner-exit": "If a partner leaves",
}


def _bearing(desk: Desk, *, is_full: bool) -> Iterator[Block]:
    assert desk.proposed is not None
    risks = desk.deal.partnership.option(desk.proposed.id).risks
    said = {
        "sharing-rule": "all, by the sharing rule",
        "equally": "all alike",
        "each-its-own": "each its own",
        "the-one-who-leaves": "the one who leaves",
    }
    if risks:
        rows = tuple((_RISKS[risk.risk], said[risk.who_bears]) for risk in risks)
        yield Facts(rows=rows)
    else:
        yield not_known("who bears the cost if it is given up, or if a partner leaves", _LAWYERS)
    if desk.is_priced:
        yield from _leaving(desk)
    if is_full:
        yield from _before_signature(desk)


def _leaving(desk: Desk) -> Iterator[Block]:
    assert desk.split is not None
    rows: list[tuple[str, Words]] = []
    notice_in = ""
    for share in desk.split.shares:
        found = leaving_of(desk.deal, share.body)
        notice_in = found.notice_in
        rows.append((desk.names[share.body], joined(desk.cite(f"exit/{share.body}"))))
    yield Paragraph(
        words=f"On notice of {asked_notice(desk.deal)} months at the start of {notice_in}, a "
        "charge that leaves those who stay no worse off would be:"
    )
    yield Facts(rows=tuple(rows))


def _before_signature(desk: Desk) -> Iterator[Block]:
    found = withdrawals(desk.deal)
    if not found:
        return
    phases = dict.fromkeys(row.phase.lower() for row in found)
    yield Paragraph(
        words="A partner might withdraw before it begins: after "
        f"{say_names(tuple(phases))}. What is then sunk is borne by a rule to be agreed first: "
        f"{'; '.join(BEARING.values())}."
    )


def _people(desk: Desk) -> Iterator[Block]:
    words = personnel_words(desk)
    if words is not None:
        yield Paragraph(words=words)
    yield not_known(
        "whether staff transfer (TUPE), on which terms and with which pension arrangement",
        "the heads of human resources and the pension funds",
    )


def _contracts(desk: Desk) -> Iterator[Block]:
    words = contract_words(desk)
    if words is not None:
        yield Paragraph(words=words)
    else:
        silent = [
            name
            for name, body in zip(
                names_of(desk.deal.partnership, desk.partner_ids), desk.partner_ids, strict=True
            )
            if not any(row.contracts for row in desk.deal.partnership.baselines if row.body == body)
        ]
        yield not_known("which contracts tie the bodies in, and until when", say_names(silent))
    yield not_known(
        "the terms of the agreement: performance, liability, disputes, data, variation, succession",
        _LAWYERS,
    )
