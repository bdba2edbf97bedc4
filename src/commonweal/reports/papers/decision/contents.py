"""What stands under each heading of a decision paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from commonweal.deal import say_names
from commonweal.partnership.papers import IMPLICATION_KEYS, ContentKey
from commonweal.reports.long_list_tables import long_list_part
from commonweal.reports.papers.answer import banner_callout, verdict_callout
from commonweal.reports.papers.facts import services_said
from commonweal.reports.papers.options import option_sections, rejected_words
from commonweal.reports.papers.paper import Block, Paragraph, Points, Section, Words
from commonweal.reports.papers.saying import capital, cited, joined

from .case import Decision
from .figures import own_figures
from .implications import implication
from .recommending import preferred, preferred_id, recommendations
from .timetable import timetable

__all__ = ["content_of", "paragraphs"]

_AIMS = {
    "cheaper": "a cheaper service",
    "better": "a better service",
    "both": "a cheaper and a better service",
}

Content = tuple[tuple[Block, ...], tuple[Section, ...]]


def paragraphs(text: str) -> tuple[Block, ...]:
    """Return a text of the file as paragraphs, parted at empty lines."""
    return tuple(Paragraph(words=part.strip()) for part in text.split("\n\n") if part.strip())


def content_of(case: Decision, content: ContentKey) -> Content:
    """Return the blocks and the sections that stand under a heading."""
    if content in IMPLICATION_KEYS:
        return implication(case, content), ()
    if content == "options":
        body = case.body if case.may_say_own("options") else None
        return tuple(_options_head(case)), option_sections(case.desk, body=body)
    return _CONTENTS[content](case), ()


def _summary(case: Decision) -> tuple[Block, ...]:
    desk = case.desk
    blocks: list[Block] = [verdict_callout(desk)]
    warning = banner_callout(desk)
    if warning is not None:
        blocks.append(warning)
    if case.takes_part and desk.is_priced:
        blocks.append(Paragraph(words=_for_this_body(case)))
    return tuple(blocks)


def _for_this_body(case: Decision) -> Words:
    desk, name = case.desk, case.name
    share = desk.share(case.body)
    assert share is not None
    assert desk.split is not None
    if not case.may_say_own("summary"):
        return case.withheld
    figure = desk.pounds(f"gain/{case.body}", abs(share.gain))
    chance = desk.cite(f"chance-of-loss/gain/{case.body}")
    if abs(share.gain) <= desk.split.stability.tolerance:
        return f"For {name} it is neither better nor worse than its best alternative alone."
    if share.gain > 0:
        return joined(
            f"Under {desk.split.name} {name} would be ",
            figure,
            " better off than by its best alternative alone; it would lose in ",
            chance,
            " of futures.",
        )
    return joined(
        f"Under {desk.split.name} {name} would pay ",
        figure,
        " more than by its best alternative alone; it would lose in ",
        chance,
        " of futures.",
    )


def _purpose(case: Decision) -> tuple[Block, ...]:
    desk = case.desk
    others = say_names([desk.names[body] for body in desk.partner_ids if body != case.body])
    own = paragraphs(case.entry.purpose)
    if desk.proposed is None:
        said = f"To say how far the thought of sharing {services_said(desk)} has come."
    elif desk.running is not None:
        said = (
            f"To look again at how {case.name} shares {services_said(desk)} with {others}, and at "
            "what each pays for it."
        )
    else:
        said = (
            f"To decide whether {case.name} should share {services_said(desk)} with {others}, as "
            f"“{desk.proposed.name}” proposes."
        )
    return (*own, Paragraph(words=said))


def _recommendations(case: Decision) -> tuple[Block, ...]:
    return (
        Paragraph(words=f"{capital(case.committee)} is asked to decide:"),
        Points(items=recommendations(case), is_numbered=True),
    )


def _background(case: Decision) -> tuple[Block, ...]:
    desk = case.desk
    partnership = desk.deal.partnership
    blocks: list[Block] = [*paragraphs(case.entry.background)]
    if partnership.summary:
        blocks.append(Paragraph(words=partnership.summary))
    aim = f"The partners declare that they want {_AIMS[partnership.aim]}"
    if partnership.aim != "cheaper" and partnership.better_means:
        aim += f": {say_names(partnership.better_means)}"
    blocks.append(
        Paragraph(
            words=f"{aim}. The case counts {partnership.horizon_years} years from "
            f"{partnership.first_year}, and compares sharing with the best that each body could "
            "do by itself, not with standing still."
        )
    )
    if partnership.values:
        blocks.append(Paragraph(words=f"Whatever is decided: {say_names(partnership.values)}."))
    return tuple(blocks)


def _options_head(case: Decision) -> Iterator[Block]:
    found = long_list_part(case.desk.deal.partnership)
    if found is not None:
        yield Paragraph(words=found.headline)
    yield Paragraph(words=f"All sums: {case.desk.basis}.")


def _rejected(case: Decision) -> tuple[Block, ...]:
    items = rejected_words(
        case.desk, preferred_id(case), body=case.body if case.may_say_own("rejected") else None
    )
    if not preferred_id(case):
        return (Paragraph(words="No alternative is rejected while the case is not complete."),)
    return (Points(items=items),) if items else (Paragraph(words="There is no alternative."),)


def _consultation(case: Decision) -> tuple[Block, ...]:
    if case.entry.consultation:
        return paragraphs(case.entry.consultation)
    lead = case.entry.lead_officer or f"the lead officer of {case.name}"
    return (
        Paragraph(words=f"Not yet written: {lead} to supply who was asked and what they said."),
    )


def _background_papers(case: Decision) -> tuple[Block, ...]:
    desk = case.desk
    partnership = desk.deal.partnership
    row_by_source = {row.source: row for row in reversed(partnership.baselines) if row.source}
    sources = [
        cited(source, pounds=trace, chances=trace)
        for source, row in reversed(row_by_source.items())
        for trace in (f"baseline/{row.body}/{row.service}",)
    ]
    items: list[Words] = [
        *case.entry.background_papers,
        f"The partnership file, {desk.report.file_name}, with its reader report",
        f"Parameter set {desk.deal.appraisal.run.parameter_set}",
        *sources,
    ]
    return (Points(items=tuple(items)),)


_CONTENTS: dict[str, Callable[[Decision], tuple[Block, ...]]] = {
    "summary": _summary,
    "purpose": _purpose,
    "recommendations": _recommendations,
    "own-figures": own_figures,
    "background": _background,
    "preferred": preferred,
    "rejected": _rejected,
    "consultation": _consultation,
    "timetable": timetable,
    "background-papers": _background_papers,
}
