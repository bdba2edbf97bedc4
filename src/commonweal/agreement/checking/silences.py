"""Matters on which an agreement is silent, or has a heading and states nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from commonweal.agreement.clauses import Matter, Parameter, matters_for
from commonweal.agreement.document import Agreement, Clause
from commonweal.agreement.reading import OWN
from commonweal.deal import say_names

from .findings import Finding, caution, hole

__all__ = ["is_stated", "silences"]

#: Words that stand where a fact should.
_PUT_OFF = re.compile(
    r"^\W*(tbc|tba|tbd|n/?a|to be (agreed|confirmed|determined|decided)|as (may be )?agreed"
    r"( from time to time)?|x+|none given|\?+)\W*$",
    re.IGNORECASE,
)

#: Left to the check of money, which says why it matters more than a silence.
_TOLD_ELSEWHERE: Final = frozenset({("reserve", "release")})

#: What is stated, but the wrong way: matter, parameter, value; then grade, sentence and mend.
_WRONG_WAY: Final = (
    (
        "data",
        "assessed",
        False,
        hole,
        "No data protection impact assessment has been done.",
        "Do one before data are shared, and say so.",
    ),
    (
        "vat",
        "each_confirmed",
        False,
        hole,
        "Not every party's finance officer has confirmed its own position on VAT.",
        "Ask each for its recovery and its partial exemption, in writing.",
    ),
    (
        "benefits",
        "baseline_signed",
        False,
        hole,
        "Not every party has signed the frozen baseline: without it no benefit can be proved.",
        "Freeze it, have each party sign, and say so.",
    ),
    (
        "powers",
        "each_confirms",
        False,
        hole,
        "Not every party confirms that it has the power and has taken the decision.",
        "Have each party's monitoring officer confirm it.",
    ),
    (
        "insurance",
        "told",
        False,
        caution,
        "Insurers have not been told of the arrangement, and may refuse a claim from it.",
        "Tell each party's insurers before it begins.",
    ),
    (
        "sharing-rule",
        "backwards",
        True,
        caution,
        "A change of rule or measure can reach back into a year already charged.",
        "Rule that out, or say how far back and who must agree.",
    ),
    (
        "deadlock",
        "meanwhile",
        False,
        caution,
        "During a dispute a party may stop performing and paying.",
        "Oblige each to go on, and to pay what is not disputed.",
    ),
    (
        "audit",
        "open_book",
        False,
        caution,
        "The books of the service are not open to the parties that pay for it.",
        "Open them, or say who checks the charge for all.",
    ),
)


def is_stated(value: object) -> bool:
    """Say whether a value states something: not empty, and not words such as "to be agreed"."""
    if isinstance(value, str):
        return bool(value.strip()) and not _PUT_OFF.match(value)
    if isinstance(value, tuple):
        return any(is_stated(one) for one in value)
    return value is not None


def silences(agreement: Agreement) -> Iterator[Finding]:
    """Yield a hole for each matter that is not settled, with what is missing of it."""
    for row in matters_for(agreement.route):
        clause = agreement.clause(row.id)
        if clause is None:
            yield hole(
                f"silent/{row.id}",
                row.id,
                sentence=f"Nothing is said on {_lower(row.heading)}. {row.without}",
                mend=f"Say it: {_lower(row.settles)}",
            )
            continue
        yield from _in_clause(agreement, row, clause)
    for matter_id, parameter, wrong, grade, sentence, mend in _WRONG_WAY:
        if agreement.value(matter_id, parameter) is wrong:
            yield grade(f"{matter_id}/{parameter}", matter_id, sentence=sentence, mend=mend)


def _in_clause(agreement: Agreement, row: Matter, clause: Clause) -> Iterator[Finding]:
    unstated = [one for one in row.parameters if _is_missing(agreement, row, clause, one)]
    missing = [f"whether {one.name}" if one.kind == "yes-no" else one.name for one in unstated]
    asked = [one.asks for one in unstated]
    is_undecided = not clause.alternative and len(row.alternatives) > 1
    if is_undecided:
        names = " or ".join(_lower(one.name) for one in row.alternatives)
        missing.insert(0, f"which of these holds: {names}")
        asked.insert(0, "Which of these holds?")
    if clause.alternative == OWN and not is_stated(clause.words):
        missing.insert(0, "what the parties' own words are")
        asked.insert(0, "What are the words?")
    if not missing:
        return
    n_needed = sum(_is_needed(clause, one) for one in row.parameters)
    states_nothing = not clause.alternative and len(missing) >= n_needed
    sentence = f"“{row.heading}” leaves open: {say_names(missing)}."
    if states_nothing:
        sentence = f"“{row.heading}” has a heading and states nothing. {row.without}"
    mend = f"Settle it and say so. {' '.join(asked)}"
    yield hole(f"silent/{row.id}", row.id, sentence=sentence, mend=mend)


def _is_missing(agreement: Agreement, row: Matter, clause: Clause, one: Parameter) -> bool:
    if (row.id, one.id) in _TOLD_ELSEWHERE or not _is_needed(clause, one):
        return False
    if one.table is not None:
        return not getattr(agreement, one.table)
    return not is_stated(clause.values.get(one.id))


def _is_needed(clause: Clause, one: Parameter) -> bool:
    if not one.needed or (clause.alternative != OWN and not one.belongs_to(clause.alternative)):
        return False
    if clause.alternative == OWN and one.only_for:
        return False
    if not one.needed_if:
        return True
    name, _, wanted = one.needed_if.partition("=")
    value = clause.values.get(name)
    said = "yes" if value is True else "no" if value is False else str(value)
    return said in wanted.split("|")


def _lower(text: str) -> str:
    """Begin a text with a small letter, where it is no name."""
    return text if text[:2].isupper() else f"{text[:1].lower()}{text[1:]}"
