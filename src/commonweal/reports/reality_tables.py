"""The claim against what others have seen: the sponsor's figure beside ours, and the cases."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.appraisal import recorded_correction
from commonweal.appraisal.reality import Footing, Reality, reality_check
from commonweal.deal import Deal
from commonweal.evidence import Case
from commonweal.money import say_pounds

from .parts import Folded, Part
from .tables import Cell, Table, figure, table, text
from .words import say_basis, say_number

__all__ = ["reality_of", "reality_part"]

#: What a letter of quality stands for, in the register of cases.
_QUALITY = {"A": "audited", "I": "self-reported or internal", "P": "press"}


def reality_of(deal: Deal) -> Reality | None:
    """Hold the proposed option against the record; None where nothing is shared."""
    proposed = deal.appraisal.proposed
    if proposed is None:
        return None
    return reality_check(deal.appraisal, proposed.id, correction=recorded_correction())


def reality_part(deal: Deal, found: Reality) -> Part:
    """Return how the claim stands against what others have seen."""
    footing = found.footing
    return Part(
        id="others",
        heading="Against what others have seen",
        headline=found.sentence,
        small_print="Reference-class forecasting, which corrects for optimism bias by what became "
        "of others like it.",
        points=(
            *(claim.sentence for claim in found.claims),
            *(() if footing is None else tuple(_footing(footing))),
        ),
        tables=(_steps_table(deal, found),) if len(found.steps) > 1 else (),
        folded=()
        if footing is None
        else (
            Folded(
                summary=f"The {len(footing.cases)} case{'s' * (len(footing.cases) != 1)} that the "
                "correction rests on",
                tables=(_cases_table(footing.cases),),
            ),
        ),
    )


def _footing(footing: Footing) -> Iterator[str]:
    found = footing.reference_class
    yield footing.sentence
    yield (
        f"Of those {found.name[0].lower()}{found.name[1:]}, half are taken to cost at most "
        f"{_times(found.cost_p50.value)} times their plan and four in five at most "
        f"{_times(found.cost_p80.value)} times; half to save at least "
        f"{_times(found.benefit_p50.value)} times what was planned and four in five at least "
        f"{_times(found.benefit_p80_safe.value)} times. {found.caveat}"
    )


def _times(value: float) -> str:
    return say_number(float(value), places=2)


def _steps_table(deal: Deal, found: Reality) -> Table:
    last = len(found.steps) - 1
    return table(
        "steps-table",
        "From the sponsor's figure to ours",
        (text("Step"), figure("Worth then", "net present value"), figure("The step alone")),
        [
            (
                Cell(
                    said=step.name,
                    small_print={0: "the sponsor's figure", last: "our figure"}.get(place, ""),
                ),
                Cell(said=say_pounds(step.npv), tone="loss" if step.npv < -0.5 else ""),
                "" if place == 0 else say_pounds(step.change),
            )
            for place, step in enumerate(found.steps)
        ],
        small_print=f"Against doing nothing; {say_basis(deal.partnership)}",
    )


def _cases_table(cases: tuple[Case, ...]) -> Table:
    return table(
        "cases-table",
        "What became of others like it",
        (
            text("Case"),
            figure("Cost", "actual over plan"),
            figure("Benefit", "actual over plan"),
            text("How these were found"),
            text("Quality"),
            text("Source"),
        ),
        [
            (
                Cell(said=case.name, small_print=case.services),
                _ratio(case.cost_ratio),
                _ratio(case.benefit_ratio),
                case.ratio_note,
                Cell(
                    said=", ".join(case.quality),
                    small_print=", ".join(_QUALITY[letter] for letter in case.quality),
                ),
                Cell(said=case.source, small_print=case.date),
            )
            for case in cases
        ],
    )


def _ratio(ratio: float | None) -> str:
    return "not known" if ratio is None else _times(ratio)
