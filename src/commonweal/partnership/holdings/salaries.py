"""A partner's figures so that no cost shown is one person's pay.

A line of pay that stands for one person or fewer, or for managers whose number is not returned,
is shown only in a sum with other lines; where there is nothing to add it to, no amount is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from commonweal.partnership.rows import likely_of

__all__ = ["Shown", "without_single_salaries"]

#: Lines that are pay, and the key of a baseline that counts the people on each.
_PEOPLE: Final[Mapping[str, str]] = {"management": "management_fte", "staff": "staff_fte"}

#: What a line of pay is shown together with, likest first.
_TOGETHER: Final = ("staff", "management", "other", "supplies", "systems", "accommodation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A baseline as partners may see it, with what it leaves out in words."""

    baseline: dict[str, Any]
    withheld: tuple[str, ...]


def without_single_salaries(baseline: Mapping[str, Any]) -> Shown:
    """Return a baseline in which no amount is one person's pay.

    Pay of single posts is left out whole: one post's could be told from the others' and their sum.
    """
    shown = dict(baseline)
    withheld = []
    posts = baseline.get("establishment", ())
    if any("cost" in post for post in posts):
        shown["establishment"] = [
            {key: value for key, value in post.items() if key != "cost"} for post in posts
        ]
        withheld.append("the pay of each post")
    costs = dict(baseline.get("costs", {}))
    revealing = [line for line in _PEOPLE if line in costs and _is_one_person(line, baseline)]
    if not revealing:
        return Shown(baseline=shown, withheld=tuple(withheld))
    if "staff" in revealing:
        shown.pop("agency_cost", None)
    together = [
        *revealing,
        *(line for line in _TOGETHER if line in costs and line not in revealing),
    ]
    together = together[: max(2, len(revealing))]
    amounts = [likely_of(costs[line]) for line in together]
    for line in together:
        del costs[line]
    shown.pop("costs", None)
    if costs:
        shown["costs"] = costs
    if len(together) < 2 or None in amounts:
        # The total less what is shown would be the pay that is not to be seen.
        shown.pop("total", None)
        withheld.append(f"what it spends on {_said(together)}")
    else:
        joined = {
            "label": f"{_said(together).capitalize()}, shown together",
            "amount": sum(amount for amount in amounts if amount is not None),
            "into": {"staff": "rest"},
        }
        shown["undivided"] = [*baseline.get("undivided", ()), joined]
        withheld.append(f"{_said(together)} apart from each other")
    missing = [line for line in together if line not in baseline.get("not_returned", ())]
    shown["not_returned"] = [*baseline.get("not_returned", ()), *missing]
    return Shown(baseline=shown, withheld=tuple(withheld))


def _is_one_person(line: str, baseline: Mapping[str, Any]) -> bool:
    people = baseline.get(_PEOPLE[line])
    posts = baseline.get("establishment", ())
    if people is None and posts:
        people = sum(
            post.get("fte", 0.0)
            for post in posts
            if bool(post.get("is_manager")) == (line == "management")
        )
    if people is None:
        # A team's managers are often one; its staff seldom are.
        return line == "management"
    return bool(people <= 1)


def _said(lines: list[str]) -> str:
    return lines[0] if len(lines) == 1 else f"{', '.join(lines[:-1])} and {lines[-1]}"
