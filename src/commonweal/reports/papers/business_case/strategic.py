"""The strategic case: who, why, what there is today, what is needed, what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.bodies import body_kinds
from commonweal.deal import names_of, say_names
from commonweal.reports.evidence_tables import baselines_table, changes_table
from commonweal.reports.papers.benefits import benefit_names
from commonweal.reports.papers.desk import Desk
from commonweal.reports.papers.facts import contract_words, services_said
from commonweal.reports.papers.paper import Block, Paragraph, Points, Section, Words
from commonweal.reports.papers.risks import gravest, register, risk_words
from commonweal.reports.papers.saying import joined, listed_words, not_known, small

__all__ = ["strategic_case"]

_N_RISKS = 3


def strategic_case(desk: Desk) -> Section:
    """Return the strategic case."""
    return Section(
        id="strategic",
        heading="Strategic case",
        sections=(
            _section("organisations", "Organisations and their strategies", _organisations(desk)),
            _section("objectives", "What is sought", _objectives(desk)),
            _section("existing", "Arrangements today", _existing(desk)),
            _section("scope", "Scope", _scope(desk)),
            _section("main-benefits-and-risks", "Main benefits and risks", _main(desk)),
            _section("constraints", "Constraints and dependencies", _constraints(desk)),
        ),
    )


def _section(name: str, heading: str, blocks: Iterator[Block]) -> Section:
    return Section(id=f"strategic-{name}", heading=heading, blocks=tuple(blocks))


def _organisations(desk: Desk) -> Iterator[Block]:
    kinds = {kind.id: kind.name for kind in body_kinds()}
    who = [
        f"{body.name} ({_within(kinds[body.kind])})" if body.kind in kinds else body.name
        for body in desk.deal.partnership.bodies
    ]
    yield Paragraph(words=f"{say_names(who)}.")
    if desk.deal.partnership.summary:
        yield Paragraph(words=desk.deal.partnership.summary)
    yield not_known("which strategy of each body this serves", "each body's lead officer")


def _objectives(desk: Desk) -> Iterator[Block]:
    partnership = desk.deal.partnership
    aims = {
        "cheaper": "A cheaper service.",
        "better": "A better service.",
        "both": "A cheaper and a better service.",
    }
    better = f" Better means {say_names(partnership.better_means)}." if _wants_better(desk) else ""
    yield Paragraph(words=f"{aims[partnership.aim]}{better}")
    sought = [outcome.name for outcome in partnership.outcomes]
    if sought:
        yield Paragraph(words=f"Beyond money the case looks at: {say_names(sought)}.")
    if partnership.values:
        yield Paragraph(words=f"Whatever is shared: {say_names(partnership.values)}.")


def _wants_better(desk: Desk) -> bool:
    return desk.deal.partnership.aim != "cheaper" and bool(desk.deal.partnership.better_means)


def _existing(desk: Desk) -> Iterator[Block]:
    yield desk.traced(baselines_table(desk.deal.partnership), "parameter-set")
    existing = desk.deal.partnership.existing
    if existing is not None:
        name = desk.deal.partnership.option(existing.option).name
        yield Paragraph(
            words=f"“{name}” is running already; what each partner was charged in {existing.year} "
            "is in the file."
        )


def _scope(desk: Desk) -> Iterator[Block]:
    partnership = desk.deal.partnership
    yield Paragraph(words=f"In scope: {services_said(desk)}.")
    local = [what for service in partnership.services for what in service.stays_local]
    if local:
        yield Paragraph(words=f"Stays with each body: {say_names(local)}.")
    else:
        yield not_known("what stays with each body", "the partners")


def _main(desk: Desk) -> Iterator[Block]:
    if desk.proposed is not None:
        savings = benefit_names(desk, desk.proposed)
        if savings:
            yield Paragraph(
                words=joined("Largest savings, worth today: ", listed_words(savings), ".")
            )
        else:
            yield Paragraph(words=f"{desk.proposed.name} claims no saving.")
    risks = gravest(register(desk), _N_RISKS)
    if risks:
        yield Points(items=tuple(risk_words(risk) for risk in risks))


def _constraints(desk: Desk) -> Iterator[Block]:
    partnership = desk.deal.partnership
    points: list[Words] = []
    for body, lines in partnership.red_lines.items():
        who = names_of(partnership, [body])[0]
        points += [f"{who} has said: {line.rstrip('.')}." for line in lines]
    contracts = contract_words(desk)
    if contracts is not None:
        points.append(contracts)
    if points:
        yield Points(items=tuple(points))
    changes = changes_table(partnership)
    if changes is not None:
        yield desk.traced(changes, "verdict")
    if not points and changes is None:
        yield Paragraph(words="The file names no contract that ties in and no reorganisation.")


def _within(kind: str) -> str:
    """Return a kind of body as it stands within a sentence."""
    return kind if kind[:3].isupper() else small(kind)
