"""The four tables that end every paper: options appraisal, benefits, risks, assumptions."""

from __future__ import annotations

from commonweal.deal import say_names
from commonweal.reports.beyond_tables import unmonetised_part
from commonweal.reports.lens_tables import lenses_part
from commonweal.reports.long_list_tables import long_list_part
from commonweal.reports.option_tables import options_table

from .assumptions import assumptions_log
from .benefits import benefits_table, disbenefits
from .desk import Desk
from .lens_words import lens_words
from .paper import Block, Paragraph, Section
from .risks import Risk, risks_table

__all__ = [
    "assumptions_section",
    "benefits_section",
    "options_section",
    "risks_section",
]


def options_section(desk: Desk, *, exempt: str = "", with_long_list: bool = True) -> Section:
    """Return the options appraisal: every option, its worth through each lens, what is not
    money beside it."""
    blocks: list[Block] = [desk.traced(options_table(desk.deal), "discount-factors")]
    blocks += [Paragraph(words=words) for words in lens_words(desk)]
    lenses = lenses_part(desk.deal)
    if lenses is not None:
        # The table of single budgets belongs to those who read each body's own figures.
        blocks.append(desk.traced(lenses.tables[0], "discount-factors"))
    beyond = unmonetised_part(desk.deal)
    if beyond is not None:
        blocks.append(Paragraph(words=beyond.headline, small_print=beyond.small_print))
        blocks += [desk.traced(one, "verdict") for one in beyond.tables]
    listed = long_list_part(desk.deal.partnership) if with_long_list else None
    if listed is not None:
        blocks.append(Paragraph(words=listed.headline))
        blocks += [desk.traced(one, "verdict") for one in listed.tables]
    return _appendix("options-appraisal", "Options appraisal", blocks, exempt)


def benefits_section(desk: Desk, *, exempt: str = "") -> Section:
    """Return the benefits profile of the option proposed."""
    blocks: list[Block] = []
    profile = None if desk.proposed is None else benefits_table(desk, desk.proposed)
    if desk.proposed is None:
        blocks.append(Paragraph(words="No sharing option is described, so no benefit is claimed."))
    elif profile is None:
        blocks.append(
            Paragraph(words=f"{desk.proposed.name} claims no saving and no other benefit.")
        )
    else:
        blocks.append(profile)
    worse = disbenefits(desk)
    if worse and desk.proposed is not None:
        blocks.append(Paragraph(words=f"Made worse by sharing: {say_names(worse)}."))
    return _appendix("benefits", "Benefits profile", blocks, exempt)


def risks_section(desk: Desk, risks: tuple[Risk, ...], *, exempt: str = "") -> Section:
    """Return the risk register."""
    blocks: list[Block] = [
        risks_table(desk, risks)
        if risks
        else Paragraph(words="No risk is named in the file, and the appraisal found none.")
    ]
    return _appendix("risk-register", "Risk register", blocks, exempt)


def assumptions_section(desk: Desk, *, exempt: str = "") -> Section:
    """Return the assumptions log, with who stands for each of the four roles."""
    log = assumptions_log(desk)
    blocks: list[Block] = [
        Paragraph(words="The file names no assumption; every figure stands where it is used.")
        if log is None
        else log
    ]
    defaults = desk.report.defaults
    if defaults:
        n_left = len(defaults)
        keys = "key is" if n_left == 1 else "keys are"
        blocks.append(
            Paragraph(
                words=f"{n_left} {keys} left out of the file, for which stated defaults stand; "
                "`commonweal check` lists them."
            )
        )
    return _appendix("assumptions", "Assumptions log", blocks, exempt)


def _appendix(name: str, heading: str, blocks: list[Block], exempt: str) -> Section:
    return Section(id=name, heading=heading, blocks=tuple(blocks), exempt=exempt, is_appendix=True)
