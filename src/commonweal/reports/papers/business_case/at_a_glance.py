"""The five cases of a quick look: one paragraph each."""

from __future__ import annotations

from commonweal.deal import say_names
from commonweal.reports.papers.answer import gain_of, payback_words
from commonweal.reports.papers.benefits import benefit_names
from commonweal.reports.papers.desk import Desk
from commonweal.reports.papers.facts import personnel_words, route_of, services_said
from commonweal.reports.papers.paper import Facts, Section, Words
from commonweal.reports.papers.saying import cited, joined, listed_words, small

__all__ = ["five_cases_at_a_glance"]


def five_cases_at_a_glance(desk: Desk) -> Section:
    """Return what each of the five cases comes to, in a sentence or two."""
    return Section(
        id="five-cases",
        heading="The five cases at a glance",
        blocks=(
            Facts(
                rows=(
                    ("Strategic", _strategic(desk)),
                    ("Economic", _economic(desk)),
                    ("Commercial", _commercial(desk)),
                    ("Financial", _financial(desk)),
                    ("Management", _management(desk)),
                )
            ),
        ),
    )


def _strategic(desk: Desk) -> Words:
    partnership = desk.deal.partnership
    aims = {"cheaper": "cost", "better": "a better service", "both": "cost and a better service"}
    said = f"{say_names(desk.partner_names)} look at {services_said(desk)} for the sake of "
    said += aims[partnership.aim]
    if partnership.aim != "cheaper" and partnership.better_means:
        said += f" ({say_names(partnership.better_means)})"
    return f"{said}."


def _economic(desk: Desk) -> Words:
    proposed = desk.proposed
    if proposed is None:
        return "No sharing option is described, so there is nothing to appraise."
    savings = benefit_names(desk, proposed)
    largest = joined(" Largest savings: ", listed_words(savings), ".") if savings else ""
    if not desk.is_priced:
        return joined(
            f"{proposed.name} is worth ",
            desk.pounds(f"npv/{proposed.id}", proposed.npv.expected),
            " against doing nothing; what each could do alone is not priced, so that this is no "
            "gain yet.",
            largest,
        )
    gain = gain_of(desk)
    return joined(
        f"{proposed.name} is worth ",
        desk.pounds("gain", gain),
        " over the best each could do alone."
        if gain >= 0
        else " against the best each could do alone: it costs more.",
        largest,
    )


def _commercial(desk: Desk) -> Words:
    route = route_of(desk)
    said = (
        "No legal route is named: the partners' lawyers to supply."
        if route is None
        else f"Route: {small(route.name)}."
    )
    if desk.split is not None:
        said += f" Cost is shared by {desk.split.name}."
    people = personnel_words(desk)
    return said if people is None else joined(said, " ", people)


def _financial(desk: Desk) -> Words:
    together = desk.deal.budgets.together
    if together is None or desk.proposed is None:
        return "Nothing is shared, so no budget changes."
    return joined(
        cited(together.sentence, pounds="table/budgets-table"),
        " Payback: ",
        payback_words(desk, desk.proposed),
        ".",
    )


def _management(desk: Desk) -> Words:
    partnership = desk.deal.partnership
    papers = [paper for paper in partnership.papers if paper.meeting is not None]
    option = None if desk.proposed is None else partnership.option(desk.proposed.id)
    begins = "" if option is None else f"Service from {option.go_live or partnership.first_year}. "
    decided = (
        f"{len(papers)} of {len(partnership.bodies)} bodies have a day for their decision."
        if papers
        else "No body has named a day for its decision."
    )
    return f"{begins}{decided} All must decide alike."
