"""The business case in five cases, at three sizes: a quick look, an outline case, a full one."""

from __future__ import annotations

from commonweal.deal import say_names
from commonweal.reports.papers.appendices import (
    assumptions_section,
    benefits_section,
    options_section,
    risks_section,
)
from commonweal.reports.papers.desk import Desk
from commonweal.reports.papers.facts import services_said
from commonweal.reports.papers.paper import Paper, Section, Size
from commonweal.reports.papers.risks import register
from commonweal.reports.papers.stamping import finished, stamp_of

from .answering import answer_section, missing_section
from .at_a_glance import five_cases_at_a_glance
from .commercial import commercial_case
from .economic import economic_case
from .financial import financial_case
from .management import management_case
from .strategic import strategic_case

__all__ = ["business_case"]

_SIZES = {
    "quick": "Business case: quick look",
    "outline": "Outline business case",
    "full": "Full business case",
}


def business_case(desk: Desk, size: Size) -> Paper:
    """Return the business case: what each size says follows what is asked at its stage."""
    partnership = desk.deal.partnership
    return finished(
        desk,
        Paper(
            id=f"business-case-{size}",
            kind="business-case",
            title=partnership.name,
            subtitle=_SIZES[size],
            author=partnership.name,
            facts=(
                ("Who", say_names([body.name for body in partnership.bodies])),
                ("What", services_said(desk)),
                ("Proposed", "nothing yet" if desk.proposed is None else desk.proposed.name),
                ("Compared with", "what each body could do best by itself"),
                ("Figures", desk.basis),
            ),
            sections=(answer_section(desk), *_cases(desk, size), *_appendices(desk, size)),
            traces=(),
            stamp=stamp_of(desk),
        ),
        to_the_end=size == "full",
    )


def _cases(desk: Desk, size: Size) -> tuple[Section, ...]:
    if size == "quick":
        return (five_cases_at_a_glance(desk), missing_section(desk))
    is_full = size == "full"
    return (
        missing_section(desk),
        strategic_case(desk),
        economic_case(desk, is_full=is_full),
        commercial_case(desk, is_full=is_full),
        financial_case(desk, is_full=is_full),
        management_case(desk),
    )


def _appendices(desk: Desk, size: Size) -> tuple[Section, ...]:
    return (
        options_section(desk, with_long_list=size == "quick"),
        benefits_section(desk),
        risks_section(desk, register(desk, is_full=size == "full")),
        assumptions_section(desk),
    )
