"""What the schema cannot see of how a case is paid for: names, doubles, shares beyond the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args

from .costs import AnyCost, OneOffCost
from .finance import EVERYONE, REVENUE_BY_NATURE
from .raw_values import Finding
from .rows import ids, near, rows, strings
from .scanning import Path

__all__ = ["finance_findings"]


def _cost_ids() -> dict[str, bool]:
    """Return every cost by its id, and whether it is met once."""
    kinds = get_args(get_args(AnyCost)[0])
    return {
        get_args(kind.model_fields["cost"].annotation)[0]: issubclass(kind, OneOffCost)
        for kind in kinds
    }


#: Every cost, and whether it is met once.
_IS_ONE_OFF: Final = _cost_ids()


def finance_findings(raw: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield everything that makes the finance of a parsed file unusable beyond the schema."""
    if EVERYONE in ids(raw, "bodies"):
        yield (
            ("bodies",),
            f"A body has the id {EVERYONE}, which stands for all bodies.",
            "Give it another id.",
        )
    finance = raw.get("finance")
    if not isinstance(finance, Mapping):
        return
    for name in ("capital", "funding", "funds", "already_spent"):
        for index, row in rows(finance, name):
            yield from _names(raw, ("finance", name, index), row)
    yield from _capital(raw, finance)
    yield from _funding(raw, finance)
    yield from _funds(finance)


def _names(raw: Mapping[str, Any], here: Path, row: Mapping[str, Any]) -> Iterator[Finding]:
    known = {"body": ids(raw, "bodies"), "service": ids(raw, "services")}
    if here[1] != "funds":
        known["body"] = [*known["body"], EVERYONE]
    for key, names in known.items():
        given = row.get(key)
        if isinstance(given, str) and given not in names:
            yield (*here, key), f"There is no {key} {given} in this file.", near(given, names)
    options = ids(raw, "options")
    for place, given in strings(row, "options"):
        if given not in options:
            path: Path = (*here, "options", place)
            yield path, f"There is no option {given} in this file.", near(given, options)


def _capital(raw: Mapping[str, Any], finance: Mapping[str, Any]) -> Iterator[Finding]:
    shares: dict[tuple[str, str], float] = defaultdict(float)
    for index, row in rows(finance, "capital"):
        cost, path = row.get("cost"), ("finance", "capital", index, "cost")
        if not isinstance(cost, str):
            continue
        if cost not in _IS_ONE_OFF:
            yield path, f"There is no cost called {cost}.", near(cost, _IS_ONE_OFF)
            continue
        if not _IS_ONE_OFF[cost] or cost in REVENUE_BY_NATURE:
            yield (
                path,
                f"The cost {cost} is revenue: it leaves nothing lasting behind.",
                "Take the row out. Reserves, grants and, where the law lets them, flexible "
                "receipts can pay for one-off revenue cost.",
            )
            continue
        having = _options_with(raw, cost)
        named = [name for _, name in strings(row, "options")] or having
        if not set(named) & set(having):
            yield (
                path,
                f"None of the options meant has the cost {cost}, so none of it can be capital.",
                f"Options that have it: {', '.join(having) or 'none'}.",
            )
        share = row.get("share")
        if isinstance(share, bool) or not isinstance(share, int | float):
            continue
        for option in named:
            shares[option, cost] += share
            if shares[option, cost] > 1 + 1e-9 and shares[option, cost] - share <= 1 + 1e-9:
                yield (
                    (*path[:-1], "share"),
                    f"More than the whole of {cost} in {option} is capital: the shares add to "
                    f"{shares[option, cost]:g}.",
                    "Let the shares of one cost add to 1 or less; the rest is revenue.",
                )


def _options_with(raw: Mapping[str, Any], cost: str) -> list[str]:
    return [
        str(option.get("id"))
        for _, option in rows(raw, "options")
        if any(row.get("cost") == cost for _, row in rows(option, "costs"))
    ]


def _funding(raw: Mapping[str, Any], finance: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield the body whose money would pay for more than all of its capital."""
    shares: dict[tuple[str, str], float] = defaultdict(float)
    for index, row in rows(finance, "funding"):
        share, body = row.get("share"), row.get("body", EVERYONE)
        if isinstance(share, bool) or not isinstance(share, int | float):
            continue
        if row.get("kind") == "flexible-receipts" or row.get("pays_for") == "one-off":
            continue
        bodies = ids(raw, "bodies") if body == EVERYONE else [str(body)]
        for option in [name for _, name in strings(row, "options")] or ids(raw, "options"):
            over = [one for one in bodies if shares[one, option] + share > 1 + 1e-9]
            for one in bodies:
                shares[one, option] += share
            if over:
                yield (
                    ("finance", "funding", index, "share"),
                    f"Funding would pay for {shares[over[0], option]:g} times the capital of "
                    f"{over[0]} in {option}.",
                    "Let the shares that pay for capital add to 1 or less for each body.",
                )
                break


def _funds(finance: Mapping[str, Any]) -> Iterator[Finding]:
    seen: set[tuple[Any, Any]] = set()
    for index, row in rows(finance, "funds"):
        pair = (str(row.get("body")), str(row.get("service")))
        if pair in seen:
            yield (
                ("finance", "funds", index),
                f"The funds of {pair[1]} in {pair[0]} are given twice.",
                "Keep one row, with every fund in its shares.",
            )
        seen.add(pair)
