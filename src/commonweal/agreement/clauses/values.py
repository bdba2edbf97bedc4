"""What a parameter of a clause can be, and how a clause says it."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Final, get_args

from commonweal.deal import say_names
from commonweal.fairness.rules import RULES
from commonweal.money import say_pounds
from commonweal.partnership import RuleName

from .rows import Parameter

__all__ = ["Value", "fault_of", "rule_names", "said"]

#: A stated value. Dates are ISO text, rates fractions, sums whole or broken pounds.
Value = bool | int | float | str | tuple[str, ...]

#: Ways of dividing that agreements use and that no rule of ours works out.
_OTHER_RULES: Final = {
    "fixed-percentages": "percentages fixed in the agreement",
    "other": "another rule, in the agreement's own words",
}


@cache
def rule_names() -> dict[str, str]:
    """Return the rules by which cost can be said to be divided, with their names in words."""
    return {rule: RULES[rule].name for rule in get_args(RuleName)} | _OTHER_RULES


def fault_of(parameter: Parameter, value: Value) -> str:
    """Say what is wrong with a stated value; nothing where it can be used."""
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    match parameter.kind:
        case "text":
            fits, wanted = isinstance(value, str), "a text"
        case "texts":
            fits, wanted = isinstance(value, tuple), "a list of texts"
        case "choice":
            fits, wanted = value in parameter.choices, f"one of {', '.join(parameter.choices)}"
        case "rule":
            fits, wanted = value in rule_names(), f"one of {', '.join(rule_names())}"
        case "yes-no":
            fits, wanted = isinstance(value, bool), "true or false"
        case "count":
            fits = isinstance(value, int) and is_number and value >= 0
            wanted = f"a whole number of {parameter.unit or 'things'}, 0 or more"
        case "rate":
            fits = is_number and 0 <= float(value) <= 1  # type: ignore[arg-type]
            wanted = "a fraction from 0 to 1: 0.03 for 3 per cent"
        case "pounds":
            fits = is_number and float(value) >= 0  # type: ignore[arg-type]
            wanted = "pounds, 0 or more"
        case "date":
            fits, wanted = _is_date(value), "a date, for example 2027-04-01"
        case "rows":
            fits, wanted = False, f"stated in the list {parameter.table} of the agreement"
    return "" if fits else f"{_shown(value)} is not {wanted}."


def _is_date(value: Value) -> bool:
    if not isinstance(value, str):
        return False
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"the list {', '.join(value)}" if value else "an empty list"
    return repr(value) if isinstance(value, str) else f"{value}"


def said(parameter: Parameter, value: Value) -> str:
    """Say a value as a clause does: "12 months", "3 per cent", "1 April 2027", "£5,000,000"."""
    match parameter.kind:
        case "choice":
            return parameter.choices.get(str(value), str(value))
        case "rule":
            return rule_names().get(str(value), str(value))
        case "yes-no":
            return "yes" if value else "no"
        case "count":
            return _count(int(value), parameter.unit)  # type: ignore[arg-type]
        case "rate":
            return f"{float(value) * 100:.6g} per cent"  # type: ignore[arg-type]
        case "pounds":
            amount = float(value)  # type: ignore[arg-type]
            return say_pounds(amount, pence=not amount.is_integer())
        case "date":
            day = dt.date.fromisoformat(str(value))
            return f"{day.day} {day:%B %Y}"
        case "texts":
            return say_names(value) if isinstance(value, tuple) else str(value)
        case _:
            return str(value)


def _count(number: int, unit: str) -> str:
    """Say a count with its unit: "12 months", "one year", "twice".

    >>> _count(1, "months"), _count(2, "times"), _count(0, "years")
    ('one month', 'twice', 'no years')
    """
    if unit == "times":
        return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number:,} times")
    if number == 1:
        return f"one {unit.removesuffix('s')}"
    return f"{number:,} {unit}" if number else f"no {unit}"
