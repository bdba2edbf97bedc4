"""The reality check: what a case claims, held against what has been seen, and where ours parts.

A claim is the yearly saving of sharing at full effect, net of what sharing costs to run, as its
sponsor wrote it. It is held against what others have seen: of a body's whole spend, or of the
direct cost of one service.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from commonweal.errors import InputError
from commonweal.evidence import (
    Case,
    Multiplier,
    RealityCheck,
    ReferenceClass,
    cases_in,
    reality_checks,
)
from commonweal.money import say_pounds

from .appraise import Appraisal, appraise
from .optimism import Correction
from .results import OptionResult

__all__ = ["Claim", "Footing", "Reality", "Step", "reality_check"]

#: How a claim stands against what has been seen.
Standing = Literal["below", "within", "above"]
StepId = Literal["sponsor", "cost", "benefit", "survival"]

#: The expected case and the fewest futures that can be summed up: steps look at the first alone.
_FEWEST_DRAWS = 2

_QUALITY = {"A": "audited", "I": "self-reported or internal", "P": "press"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The claimed yearly saving as a share of one base, beside what has been seen."""

    check: RealityCheck
    saving: float
    """Pounds a year at full effect, as the sponsor wrote it."""
    base: float
    """Pounds a year."""
    bodies: tuple[str, ...]
    """Those whose saving and base are counted: all partners, or those whose base is known."""
    sentence: str

    @property
    def share(self) -> float:
        return self.saving / self.base

    @property
    def standing(self) -> Standing:
        if self.share > self.check.high:
            return "above"
        return "within" if self.share >= self.check.low else "below"

    @property
    def is_flagged(self) -> bool:
        """Whether the claim is above all that has been seen."""
        return self.standing == "above"

    def to_dict(self) -> dict[str, Any]:
        return {
            "check": self.check.id,
            "base": self.check.base,
            "saving": round(self.saving, 2),
            "base_pounds": round(self.base, 2),
            "share": round(self.share, 6),
            "seen_low": self.check.low,
            "seen_high": self.check.high,
            "standing": self.standing,
            "is_flagged": self.is_flagged,
            "bodies": list(self.bodies),
            "sentence": self.sentence,
            "source": self.check.source,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """The class of past cases that a correction rests on: how many, how good, which."""

    reference_class: ReferenceClass
    cases: tuple[Case, ...]
    sentence: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "reference_class": self.reference_class.id,
            "n_cases": self.reference_class.n_cases,
            "caveat": self.reference_class.caveat,
            "sentence": self.sentence,
            "cases": [
                {"id": case.id, "name": case.name, "quality": list(case.quality)}
                for case in self.cases
            ],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step from the sponsor's figure to ours."""

    id: StepId
    name: str
    npv: float
    """Net present value of the sharing option after this step, expected case."""
    change: float
    """What the step alone adds to the one before; nought for the sponsor's own."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "npv": round(self.npv, 2),
            "change": round(self.change, 2),
        }


@dataclass(frozen=True, kw_only=True)
class Reality:
    """A sharing option's claim against what has been seen, and the sponsor's figure beside ours."""

    option: str
    claims: tuple[Claim, ...]
    footing: Footing | None
    """None where the case is corrected by no past cases."""
    steps: tuple[Step, ...]
    """From the sponsor's figure to ours; the sponsor's alone where nothing corrects it."""
    sentence: str
    """Where the two figures part."""

    @property
    def banner(self) -> str:
        """What must stand at the head of a report; empty where the claim is within what is seen."""
        flagged = [claim.sentence for claim in self.claims if claim.is_flagged]
        return " ".join(flagged)

    def to_dict(self) -> dict[str, Any]:
        return {
            "option": self.option,
            "banner": self.banner,
            "claims": [claim.to_dict() for claim in self.claims],
            "footing": None if self.footing is None else self.footing.to_dict(),
            "steps": [step.to_dict() for step in self.steps],
            "sentence": self.sentence,
        }


def reality_check(
    appraisal: Appraisal, option_id: str, *, correction: Correction | None
) -> Reality:
    """Hold a sharing option against what has been seen of others.

    Parameters
    ----------
    correction
        What the appraisal was corrected by; the steps are those it takes.

    Raises
    ------
    InputError
        The option is no sharing option.
    """
    option = appraisal.option(option_id)
    if option.family != "sharing" or option.priced is None:
        raise InputError(
            f"{option.name} is no sharing option, so there is no sharing to check.",
            hint="Name a sharing option.",
        )
    written = appraise(
        appraisal.partnership,
        appraisal.parameters,
        n_draws=_FEWEST_DRAWS,
        seed=appraisal.run.seed,
    ).option(option_id)
    claims = [claim for check in reality_checks() if (claim := _claim(appraisal, written, check))]
    steps = _steps(appraisal, option, correction)
    return Reality(
        option=option.id,
        claims=tuple(claims),
        footing=_footing(option),
        steps=steps,
        sentence=_where_they_part(steps),
    )


def _claim(appraisal: Appraisal, option: OptionResult, check: RealityCheck) -> Claim | None:
    """Return a claim against one base; None where nobody's base is known."""
    saved = _yearly_saving(option)
    if check.base == "whole-spend":
        base_by_body = {
            body: spend
            for body in option.bodies
            if (spend := appraisal.partnership.body(body).whole_spend)
        }
    else:
        records = option.scope.records
        base_by_body = {
            body: float(
                sum(costs[records.bodies.index(body), 0] for costs in records.costs.values())
            )
            for body in option.bodies
        }
    base = sum(base_by_body.values())
    if base <= 0:
        return None
    saving = sum(saved[body] for body in base_by_body)
    share = saving / base
    what = "their whole spend" if check.base == "whole-spend" else "the direct cost in scope"
    who = (
        "the partners"
        if len(base_by_body) == len(option.bodies)
        else (f"the {len(base_by_body)} partners whose whole spend is given")
    )
    said = (
        f"The case claims {say_pounds(saving)} a year for {who}, {share:.1%} of {what}; "
        f"{check.low:.1%} to {check.high:.1%} has been seen"
    )
    if share > check.high:
        said += f": {share / check.high:.1f} times the most."
    elif share >= check.low:
        said += ", so it lies within that."
    else:
        said += ", so it claims less."
    return Claim(
        check=check,
        saving=saving,
        base=base,
        bodies=tuple(base_by_body),
        sentence=said,
    )


def _yearly_saving(option: OptionResult) -> dict[str, float]:
    """Return each body's net saving in a year at full effect, as the sponsor wrote it.

    What the partners share by their rule is laid over them as the appraisal lays it. One-off cost
    is left out, and so is what doing nothing would have cost.
    """
    priced = option.priced
    assert priced is not None
    total = dict.fromkeys(option.bodies, 0.0)
    for stream in priced.streams:
        if stream.timing == "one-off":
            continue
        by_body = stream.amount[:, :, 0].sum(axis=0)
        for body in option.bodies:
            total[body] -= float(by_body[priced.records.bodies.index(body)])
    return total


def _footing(option: OptionResult) -> Footing | None:
    found = option.allowance.reference_class
    if found is None:
        return None
    cases = cases_in(found.id)
    letters = sorted({letter for case in cases for letter in case.quality})
    quality = ", ".join(f"{letter} {_QUALITY[letter]}" for letter in letters)
    return Footing(
        reference_class=found,
        cases=cases,
        sentence=(
            f"Corrected by {found.n_cases} past cases {found.name[0].lower()}{found.name[1:]} "
            f"({quality}): {'; '.join(case.name for case in cases)}."
        ),
    )


def _steps(
    appraisal: Appraisal, option: OptionResult, correction: Correction | None
) -> tuple[Step, ...]:
    """Return the steps from the sponsor's figure to ours, each laid on those before it."""
    written = option.npv if option.written is None else option.written.npv
    steps = [Step(id="sponsor", name="As its sponsor wrote it", npv=written.expected, change=0.0)]
    if correction is None or option.written is None:
        return tuple(steps)
    allowed = 1.0 - appraisal.partnership.optimism.sponsor_benefit_allowance
    unchanged = Multiplier(value=allowed, status="our-reading")
    cost_only = replace(
        correction,
        survival=None,
        classes=tuple(
            replace(found, benefit_p50=unchanged, benefit_p80_safe=unchanged)
            for found in correction.classes
        ),
    )
    tries: tuple[tuple[StepId, str, Correction], ...] = (
        ("cost", "One-off cost as it turned out for others", cost_only),
        ("benefit", "Savings as they turned out for others", replace(correction, survival=None)),
    )
    for step_id, name, tried in tries:
        again = appraise(
            appraisal.partnership,
            appraisal.parameters,
            correction=tried,
            n_draws=_FEWEST_DRAWS,
            seed=appraisal.run.seed,
        )
        npv = again.option(option.id).npv.expected
        steps.append(_step(step_id, name, npv, steps[-1]))
    ours = option.npv.expected
    steps.append(_step("survival", "As long as such arrangements last", ours, steps[-1]))
    return tuple(steps)


def _step(step_id: StepId, name: str, npv: float, before: Step) -> Step:
    return Step(id=step_id, name=name, npv=npv, change=npv - before.npv)


def _where_they_part(steps: tuple[Step, ...]) -> str:
    sponsor, ours = steps[0], steps[-1]
    if len(steps) == 1:
        return f"The sponsor's figure of {say_pounds(sponsor.npv)} stands uncorrected."
    apart = ours.npv - sponsor.npv
    if abs(apart) < 1.0:
        return f"The sponsor's figure and ours agree at {say_pounds(ours.npv)}."
    words = {
        "cost": "what change costs",
        "benefit": "what it saves",
        "survival": "how long it lasts",
    }
    # What pulls the figures apart, not what brings them together.
    widest = max(steps[1:], key=lambda step: step.change * (1 if apart > 0 else -1))
    return (
        f"The sponsor has {say_pounds(sponsor.npv)}, we have {say_pounds(ours.npv)}: they part "
        f"most over {words[widest.id]} ({say_pounds(widest.change)})."
    )
