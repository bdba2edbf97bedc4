"""The paper on which one body decides: its own figures first, under its own headings."""

from __future__ import annotations

from commonweal.errors import InputError
from commonweal.partnership import heading_set, headings_of, paper_entry
from commonweal.reports.papers.appendices import (
    assumptions_section,
    benefits_section,
    options_section,
    risks_section,
)
from commonweal.reports.papers.desk import Desk
from commonweal.reports.papers.paper import Paper, Section
from commonweal.reports.papers.risks import register
from commonweal.reports.papers.stamping import finished, stamp_of

from .case import Decision
from .contents import content_of, paragraphs
from .figures import by_year
from .timetable import head_facts

__all__ = ["decision_paper"]


def decision_paper(desk: Desk, body: str | None) -> Paper:
    """Return the decision paper of one body.

    Raises
    ------
    InputError
        No body is named, or the file has none of that id.
    """
    case = _case(desk, body)
    proposed = desk.proposed
    what = "Sharing" if proposed is None else proposed.name
    return finished(
        desk,
        Paper(
            id=f"decision-{case.body}",
            kind="decision",
            title=what,
            subtitle=f"{case.entry.called or case.usual.called}, {case.name}",
            author=case.name,
            facts=tuple(head_facts(case)),
            sections=(*_sections(case), *_appendices(case)),
            traces=(),
            stamp=stamp_of(desk),
        ),
    )


def _case(desk: Desk, body: str | None) -> Decision:
    ids = [one.id for one in desk.deal.partnership.bodies]
    if body is None:
        raise InputError(
            "A decision paper is one body's own.", hint=f"Name one of: {', '.join(ids)}."
        )
    if body not in ids:
        raise InputError(
            f"There is no body {body} in this file.", hint=f"Name one of: {', '.join(ids)}."
        )
    partnership = desk.deal.partnership
    entry = paper_entry(partnership, body)
    return Decision(
        desk=desk,
        body=body,
        entry=entry,
        usual=heading_set(partnership, entry),
        headings=headings_of(partnership, entry),
    )


def _sections(case: Decision) -> tuple[Section, ...]:
    found = []
    for place, heading in enumerate(case.headings, 1):
        blocks, inner = (
            content_of(case, heading.content) if heading.content is not None else ((), ())
        )
        found.append(
            Section(
                id=heading.content or f"own-text-{place}",
                heading=heading.heading,
                blocks=(*paragraphs(heading.text), *blocks),
                sections=inner,
                exempt=case.exempt_reason(heading.content, heading.exempt),
            )
        )
    return tuple(found)


def _appendices(case: Decision) -> tuple[Section, ...]:
    desk = case.desk
    risks = register(desk, of_body=case.body, with_own=case.may_say_own("risk-register"))
    placed = {row.content for row in case.headings}
    made = (
        options_section(desk, exempt=case.exempt_reason("options-appraisal")),
        benefits_section(desk, exempt=case.exempt_reason("benefits")),
        risks_section(desk, risks, exempt=case.exempt_reason("risk-register")),
        assumptions_section(desk, exempt=case.exempt_reason("assumptions")),
    )
    return (*by_year(case), *(section for section in made if section.id not in placed))
