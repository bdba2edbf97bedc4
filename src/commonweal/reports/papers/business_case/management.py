"""The management case: who runs the change, when, and who follows benefits, risks and figures."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.deal import say_names
from commonweal.reports.papers.assumptions import without_role
from commonweal.reports.papers.benefits import savings_of
from commonweal.reports.papers.decision.timetable import day_said
from commonweal.reports.papers.desk import Desk
from commonweal.reports.papers.facts import jobs_words, route_of
from commonweal.reports.papers.paper import Block, Facts, Paragraph, Section
from commonweal.reports.papers.risks import register
from commonweal.reports.papers.saying import not_known, small

__all__ = ["management_case"]


def management_case(desk: Desk) -> Section:
    """Return the management case."""
    return Section(
        id="management",
        heading="Management case",
        sections=(
            _section("programme", "Programme and decisions", _programme(desk)),
            _section("people", "Change and people", _change(desk)),
            _section("benefits", "Following the benefits", _benefits(desk)),
            _section("risks", "Following the risks", _risks(desk)),
            _section("assurance", "Assurance and evaluation", _assurance(desk)),
        ),
    )


def _section(name: str, heading: str, blocks: Iterator[Block]) -> Section:
    return Section(id=f"management-{name}", heading=heading, blocks=tuple(blocks))


def _programme(desk: Desk) -> Iterator[Block]:
    partnership = desk.deal.partnership
    by_body = {paper.body: paper for paper in partnership.papers}
    rows = []
    for body in partnership.bodies:
        paper = by_body.get(body.id)
        if paper is None or paper.meeting is None:
            rows.append((f"{body.name} decides", "no date yet"))
        else:
            where = f", {paper.committee}" if paper.committee else ""
            rows.append((f"{body.name} decides", f"{day_said(paper.meeting)}{where}"))
    if desk.proposed is not None:
        option = partnership.option(desk.proposed.id)
        rows.append(("Spending on change begins", partnership.first_year))
        rows.append(("Service begins", option.go_live or partnership.first_year))
    rows += [("Reorganisation", day_said(change.on)) for change in partnership.reorganisations]
    yield Facts(rows=tuple(rows))
    yield Paragraph(words="Nothing is agreed until all have decided alike.")
    route = route_of(desk)
    if route is None or not route.decides:
        yield not_known("who governs it once it runs", "the partners")
    else:
        yield Paragraph(
            words=f"Who decides once it runs, by the route proposed: {small(route.decides)}."
        )
    yield not_known("who leads the programme, with which people and plan", "the partners")


def _change(desk: Desk) -> Iterator[Block]:
    words = jobs_words(desk)
    if words is not None:
        yield Paragraph(words=words)
    yield not_known("how staff are told and consulted", "the heads of human resources")


def _benefits(desk: Desk) -> Iterator[Block]:
    proposed = desk.proposed
    savings = () if proposed is None else savings_of(proposed)
    if not savings:
        yield Paragraph(words="No saving is claimed, so there is none to follow.")
        return
    assert proposed is not None
    levers = desk.deal.partnership.option(proposed.id).levers
    without = [lever.lever.replace("-", " ") for lever in levers if not lever.owner]
    yield Paragraph(
        words="The benefits profile stands in the appendix. Every saving is measured against the "
        "baselines of this case, which each body certifies."
    )
    if without:
        yield not_known(f"who answers for {say_names(without)}", "the partners")


def _risks(desk: Desk) -> Iterator[Block]:
    risks = register(desk)
    without = sum(not risk.owner for risk in risks)
    yield Paragraph(
        words=f"The register in the appendix holds {len(risks)} risks; {without} have no owner yet."
        if risks
        else "The register is empty."
    )


def _assurance(desk: Desk) -> Iterator[Block]:
    found = desk.deal.partnership.assumptions
    run = desk.deal.appraisal.run
    yield Paragraph(
        words=f"The figures can be worked out again from the file, parameter set "
        f"{run.parameter_set} and seed {run.seed}, to the penny."
    )
    unassured, unapproved = without_role(desk, "assurer"), without_role(desk, "approver")
    if found and (unassured or unapproved):
        yield Paragraph(
            words=f"Assumptions in the log: {len(found)}. Without anybody who checked them: "
            f"{unassured}. Without anybody who signed them off: {unapproved}."
        )
    yield not_known("how and when it is evaluated after it begins", "the partners")
