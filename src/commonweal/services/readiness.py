"""Are the partners ready? The London report's table of success factors, as a rule.

Ready when every success factor holds, and any one of the service types, and any one of the
benefits. An answer may be unknown, and then the gate says what is still to be found out.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from commonweal.errors import InputError, Place
from commonweal.services.catalogue import catalogue
from commonweal.services.criteria import Criterion, CriterionGroup

__all__ = [
    "ANSWERS",
    "Criterion",
    "CriterionGroup",
    "GateResult",
    "GroupResult",
    "readiness_gate",
]

Answer = Literal["yes", "no", "unknown"]
Outcome = Literal["yes", "no", "not-yet"]

#: What may be answered to each question; a question left out counts as "unknown".
ANSWERS: Final[tuple[Answer, ...]] = get_args(Answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupResult:
    """Where one group of the gate stands.

    `met` are the criteria answered yes, `failed` those answered no, `unknown` the rest.
    """

    group: CriterionGroup
    outcome: Outcome
    met: tuple[Criterion, ...]
    failed: tuple[Criterion, ...]
    unknown: tuple[Criterion, ...]

    @property
    def sentence(self) -> str:
        if self.outcome == "yes":
            return f"{self.group.name}: met."
        if self.outcome == "no":
            names = "; ".join(criterion.name.lower() for criterion in self.failed)
            if self.group.rule == "all":
                return f"{self.group.name}: every one is needed, and this is lacking: {names}."
            return f"{self.group.name}: one is needed, and none holds."
        names = "; ".join(criterion.name.lower() for criterion in self.unknown)
        if self.group.rule == "all":
            return f"{self.group.name}: every one is needed; still to be answered: {names}."
        return f"{self.group.name}: one is needed; still to be answered: {names}."

    def to_dict(self) -> dict[str, Any]:
        return {
            "group": self.group.id,
            "rule": self.group.rule,
            "outcome": self.outcome,
            "met": [criterion.id for criterion in self.met],
            "failed": [criterion.id for criterion in self.failed],
            "unknown": [criterion.id for criterion in self.unknown],
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class GateResult:
    """What the gate answers: "yes", "no" or "not-yet", group by group."""

    outcome: Outcome
    groups: tuple[GroupResult, ...]

    @property
    def missing(self) -> tuple[Criterion, ...]:
        """Criteria that stand between these answers and a yes: unanswered, in groups undecided."""
        return tuple(
            criterion
            for result in self.groups
            if result.outcome == "not-yet"
            for criterion in result.unknown
        )

    @property
    def failed(self) -> tuple[Criterion, ...]:
        """Criteria answered no that decide the matter."""
        return tuple(
            criterion
            for result in self.groups
            if result.outcome == "no"
            for criterion in result.failed
        )

    @property
    def sentence(self) -> str:
        head = {
            "yes": "Ready: every group of conditions is met.",
            "no": "Not ready.",
            "not-yet": "Not yet known.",
        }[self.outcome]
        rest = [result.sentence for result in self.groups if result.outcome != "yes"]
        return " ".join([head, *rest])

    def to_dict(self) -> dict[str, Any]:
        return {
            "outcome": self.outcome,
            "sentence": self.sentence,
            "missing": [criterion.id for criterion in self.missing],
            "failed": [criterion.id for criterion in self.failed],
            "groups": [result.to_dict() for result in self.groups],
        }


def readiness_gate(answers: Mapping[str, str]) -> GateResult:
    """Say whether the conditions for sharing hold.

    Parameters
    ----------
    answers
        Criterion id to "yes", "no" or "unknown"; one left out counts as unknown.

    Raises
    ------
    InputError
        For an id that is no criterion, or another answer.

    Examples
    --------
    >>> readiness_gate({"trust-between-partners": "no"}).outcome
    'no'
    """
    gate = catalogue()
    _check_answers(answers, tuple(criterion.id for criterion in gate.readiness))
    results = tuple(
        _judge(group, gate.criteria_of(group.id), answers) for group in gate.readiness_groups
    )
    outcomes = {result.outcome for result in results}
    outcome: Outcome = "no" if "no" in outcomes else "not-yet" if "not-yet" in outcomes else "yes"
    return GateResult(outcome=outcome, groups=results)


def _judge(
    group: CriterionGroup, criteria: tuple[Criterion, ...], answers: Mapping[str, str]
) -> GroupResult:
    by_answer: dict[str, tuple[Criterion, ...]] = {
        answer: tuple(c for c in criteria if answers.get(c.id, "unknown") == answer)
        for answer in ANSWERS
    }
    met, failed, unknown = by_answer["yes"], by_answer["no"], by_answer["unknown"]
    # Three-valued logic: a group is decided as soon as no answer still open could change it.
    deciding_yes = met if group.rule == "any" else ()
    deciding_no = failed if group.rule == "all" else ()
    outcome: Outcome
    if deciding_yes:
        outcome = "yes"
    elif deciding_no:
        outcome = "no"
    elif unknown:
        outcome = "not-yet"
    else:
        outcome = "yes" if group.rule == "all" else "no"
    return GroupResult(group=group, outcome=outcome, met=met, failed=failed, unknown=unknown)


def _check_answers(answers: Mapping[str, str], ids: tuple[str, ...]) -> None:
    for criterion, answer in answers.items():
        place = Place(key=f"readiness.{criterion}")
        if criterion not in ids:
            near = difflib.get_close_matches(criterion, ids, n=2)
            raise InputError(
                f"There is no readiness question {criterion!r}.",
                hint=f"Did you mean {' or '.join(near or ids)}?",
                place=place,
            )
        if answer not in ANSWERS:
            raise InputError(
                f"The answer to {criterion} is {answer!r}.",
                hint="Answer yes, no or unknown.",
                place=place,
            )
