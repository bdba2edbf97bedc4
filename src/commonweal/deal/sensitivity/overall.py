"""Two inputs that no single row of a file holds: all the savings of sharing, and all it costs once.

They are set through the correction that the appraisal makes anyway, so that a saving is scaled
before the costs that follow from it.
"""

from __future__ import annotations

from dataclasses import replace

from commonweal.appraisal import Correction
from commonweal.evidence import Multiplier, ReferenceClass, reference_class
from commonweal.partnership import Partnership

from .inputs import Change, Input
from .trial import Trier

__all__ = ["overall_inputs", "scaled", "with_safe_benefits"]

_TIMES = "times the file's"


def overall_inputs(partnership: Partnership, trier: Trier) -> tuple[Input, ...]:
    """Return the savings and the one-off costs of the sharing option, each as a whole."""
    name = partnership.option(trier.option).name
    return (
        Input(
            id="savings",
            what="what sharing saves in all",
            where=name,
            unit=_TIMES,
            value=1.0,
            low=0.01,
            high=3.0,
            change=_scaling(saving=True),
        ),
        Input(
            id="one-off-costs",
            what="what sharing costs once in all",
            where=name,
            unit=_TIMES,
            value=1.0,
            low=0.01,
            high=5.0,
            change=_scaling(saving=False),
        ),
    )


def _scaling(*, saving: bool) -> Change:
    def change(partnership: Partnership, trier: Trier, value: float) -> tuple[Partnership, Trier]:
        if saving:
            return scaled(partnership, trier, saving=value)
        return scaled(partnership, trier, one_off=value)

    return change


def scaled(
    partnership: Partnership, trier: Trier, *, one_off: float = 1.0, saving: float = 1.0
) -> tuple[Partnership, Trier]:
    """Return a case whose sharing options cost once, and save, so many times what they do."""
    partnership, correction = _with_class(partnership, trier.correction)
    classes = tuple(
        replace(
            found,
            cost_p50=_times(found.cost_p50, one_off),
            cost_p80=_times(found.cost_p80, one_off),
            benefit_p50=_times(found.benefit_p50, saving),
            benefit_p80_safe=_times(found.benefit_p80_safe, saving),
        )
        for found in correction.classes
    )
    return partnership, trier.at(correction=replace(correction, classes=classes))


def with_safe_benefits(partnership: Partnership, trier: Trier) -> tuple[Partnership, Trier] | None:
    """Return a case in which savings are those that four in five of past cases reached.

    None where the case is corrected by no past cases.
    """
    correction = trier.correction
    if correction is None or partnership.optimism.reference_class == "none":
        return None
    classes = tuple(
        replace(found, benefit_p50=found.benefit_p80_safe) for found in correction.classes
    )
    return partnership, trier.at(correction=replace(correction, classes=classes))


def _with_class(
    partnership: Partnership, correction: Correction | None
) -> tuple[Partnership, Correction]:
    """Return a case that is corrected by some class: by one that changes nothing, if by none.

    Every factor can then be scaled. What the sponsor has allowed for stays in the figures of a
    case that was not being corrected.
    """
    if correction is not None and partnership.optimism.reference_class != "none":
        return partnership, correction
    changes: dict[str, object] = {
        "reference_class": "team-led",
        "sponsor_cost_allowance": 0.0,
        "sponsor_benefit_allowance": 0.0,
    }
    if correction is None:
        changes["survival"] = "none"
    optimism = partnership.optimism.model_copy(update=changes)
    return partnership.model_copy(update={"optimism": optimism}), Correction(
        classes=(_unchanging(),), survival=None if correction is None else correction.survival
    )


def _unchanging() -> ReferenceClass:
    one = Multiplier(value=1.0, status="our-reading")
    return replace(
        reference_class("team-led"),
        cost_p50=one,
        cost_p80=one,
        benefit_p50=one,
        benefit_p80_safe=one,
    )


def _times(multiplier: Multiplier, times: float) -> Multiplier:
    return replace(multiplier, value=multiplier.value * times)
