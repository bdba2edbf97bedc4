"""The brief: one page for a phone. The number, the range, three risks, who wins, what is asked."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.deal import say_names
from commonweal.deal.grounds import first_lower
from commonweal.reports.words import say_chance_of_loss, say_spread

from .answer import banner_callout, figure_rows, gain_of, partners_words, verdict_callout
from .desk import Desk
from .facts import services_said
from .paper import Block, Callout, Facts, Paper, Paragraph, Points, Section, Words
from .risks import gravest, register, risk_words
from .saying import joined
from .stamping import finished, stamp_of

__all__ = ["ask_of_all", "brief_paper"]

_N_RISKS = 3
_WHO = "Who wins and who loses"


def brief_paper(desk: Desk) -> Paper:
    """Return the one-page brief for members of every body."""
    partnership = desk.deal.partnership
    proposed = desk.proposed
    warning = banner_callout(desk)
    sections = [
        Section(id="number", heading="The number", blocks=(Facts(rows=tuple(_number(desk))),)),
    ]
    who = tuple(partners_words(desk))
    if who:
        sections.append(Section(id="partners", heading=_WHO, blocks=(_who_block(who),)))
    risks = gravest(register(desk), _N_RISKS)
    if risks:
        items = tuple(risk_words(risk) for risk in risks)
        heading = "The risk" if len(items) == 1 else f"{_COUNTS[len(items)]} risks"
        if desk.deal.verdict.answer == "do-not-share":
            heading += ", if it were done all the same"
        points: tuple[Block, ...] = (Points(items=items, is_numbered=True),)
        sections.append(Section(id="risks", heading=heading, blocks=points))
    return finished(
        desk,
        Paper(
            id="brief",
            kind="brief",
            title=partnership.name,
            subtitle="Brief for members" if proposed is None else proposed.name,
            author=partnership.name,
            facts=(
                ("Who", say_names([body.name for body in partnership.bodies])),
                ("What", services_said(desk)),
            ),
            sections=(
                Section(
                    id="answer",
                    heading="The answer",
                    blocks=(
                        verdict_callout(desk),
                        *(() if warning is None else (warning,)),
                        Callout(kind="ask", heading="What is asked", words=ask_of_all(desk)),
                    ),
                ),
                *sections,
            ),
            traces=(),
            stamp=stamp_of(desk),
            is_numbered=False,
        ),
    )


_COUNTS = {2: "Two", 3: "Three"}


def _who_block(who: tuple[tuple[str, Words], ...]) -> Block:
    """Return who wins and loses; what cannot be told is said once, under the heading alone."""
    (name, words), *others = who
    if name == _WHO and not others:
        return Paragraph(words=joined(words, "."))
    return Facts(rows=who)


def _number(desk: Desk) -> Iterator[tuple[str, Words]]:
    proposed = desk.proposed
    if proposed is None or not desk.is_priced:
        yield from figure_rows(desk)
        return
    yield (
        "Gain over the best alone",
        joined(desk.pounds("gain", gain_of(desk)), " for the partners together"),
    )
    yield (
        "Against doing nothing",
        joined(
            desk.pounds(f"npv/{proposed.id}", proposed.npv.expected),
            "; in seven futures of ten ",
            desk.cite(f"range/{proposed.id}", say_spread(proposed.npv.p10, proposed.npv.p80)),
        ),
    )
    yield (
        "Chance of loss",
        joined(
            desk.cite("chance-of-loss"),
            " against the best alone, ",
            desk.cite(
                f"chance-of-loss/{proposed.id}",
                say_chance_of_loss(proposed.npv.chance_below_nought),
            ),
            " against doing nothing",
        ),
    )
    yield "Figures", desk.basis


def ask_of_all(desk: Desk) -> Words:
    """Say what every body is asked to do, as the verdict has it."""
    verdict, proposed = desk.deal.verdict, desk.proposed
    if proposed is None:
        return "Describe an option of sharing, or stop here."
    n_others = len(verdict.conditions) - 1
    more = f" {n_others} more {'thing stands' if n_others == 1 else 'things stand'} in the case."
    match verdict.answer:
        case "share":
            return (
                f"Each of {say_names(desk.partner_names)} decides to take part in "
                f"“{proposed.name}”, on the same terms."
            )
        case "share-if":
            said = (
                f"Agree in principle, and settle this first: {first_lower(verdict.conditions[0])}"
            )
            return said + (more if n_others > 0 else "")
        case "not-yet":
            said = f"Do not decide yet. Close this gap: {first_lower(verdict.conditions[0])}"
            return said + (more if n_others > 0 else "")
        case "do-not-share":
            return f"Do not proceed. Instead, each by itself: {' '.join(verdict.instead)}"
