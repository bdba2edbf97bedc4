"""A complete agreement, described by guided answers that were typed by hand."""

from __future__ import annotations

import copy
import functools
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from commonweal.agreement import Agreement, agreement_from_answers, check_agreement

FILE = Path(__file__).with_name("complete-agreement.toml")

Answers = dict[str, Any]


@functools.cache
def typed() -> tuple[Answers, Answers]:
    """Return what was typed: about the agreement, and the answers."""
    document = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return document["about"], document["answers"]


def described(
    change: Callable[[Answers], None] | None = None,
    *,
    about: Answers | None = None,
    without: Iterable[str] = (),
    measures: dict[str, float] | None = None,
) -> Agreement:
    """Return the agreement, with answers changed or left out, and what the rule counts stated."""
    told, answers = copy.deepcopy(typed())
    for party in told["parties"]:
        party |= {"measure": measures[party["id"]]} if measures is not None else {}
    for key in without:
        del answers[key]
    if change is not None:
        change(answers)
    return agreement_from_answers(answers, about={**told, **(about or {})})


def found_in(agreement: Agreement, grade: str = "") -> list[str]:
    """Return the ids of what the check finds, of one grade or of any."""
    return [one.id for one in check_agreement(agreement) if grade in ("", one.grade)]
