"""The schema's refusals in an officer's words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from commonweal.errors import InputError, Place, Refusal
from commonweal.money import parse_amount

from .baselines import Baseline, CostLines
from .document import Partnership
from .locate import Path, key_name, key_text, nearest_line
from .people import BodyEntry
from .schema_walk import field_at, models_at, models_within

__all__ = ["refusals_of"]

#: pydantic's name of a limit: its key in the context, and how it is said.
_LIMITS = {
    "greater_than_equal": ("ge", "{:g} or more"),
    "greater_than": ("gt", "more than {:g}"),
    "less_than_equal": ("le", "{:g} or less"),
    "less_than": ("lt", "less than {:g}"),
}
_NUMBERS = ("float_type", "float_parsing", "int_type", "int_parsing", "int_from_float")
_LISTS = ("tuple_type", "list_type")
_TABLES = ("dict_type", "model_type", "model_attributes_type")
_DATES = ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact")

_YEAR = re.compile(r"\d{4}\s*[-/]\s*\d{2,4}")


def refusals_of(
    error: ValidationError, raw: Mapping[str, Any], *, source: str, lines: Mapping[Path, int]
) -> Iterator[Refusal]:
    """Yield each of a validation error's complaints with its place, reason and mend."""
    complaints = [
        (_path_in_file(details, raw), details) for details in error.errors(include_url=False)
    ]
    # Where a word may stand in place of a figure or a name, pydantic complains once of each.
    words = {path: details for path, details in complaints if _is_word_of_union(details)}
    others = [(path, details) for path, details in complaints if not _is_word_of_union(details)]
    unsaid = [
        (path, details)
        for path, details in words.items()
        if not any(other[: len(path)] == path for other, _ in others)
    ]
    for path, details in (*others, *unsaid):
        if details["type"] in ("union_tag_invalid", "union_tag_not_found"):
            path = (*path, _discriminator(details))
        reason, mend = _reason_and_mend(details, path)
        if path in words and (path, details) not in unsaid:
            mend += f" Or write {_expected(words[path])}."
        place = Place(file=source, key=key_text(path), line=nearest_line(lines, path))
        yield Refusal(place=place, reason=reason, mend=mend)


def _is_word_of_union(details: ErrorDetails) -> bool:
    return details["type"] == "literal_error" and str(details["loc"][-1]).startswith("literal[")


def _discriminator(details: ErrorDetails) -> str:
    return str(details.get("ctx", {}).get("discriminator", "")).strip("'")


def _expected(details: ErrorDetails) -> str:
    return str(details.get("ctx", {}).get("expected", "")).replace("'", '"')


def _path_in_file(details: ErrorDetails, raw: Any) -> Path:
    """Drop from pydantic's path what the file does not hold: the tags of its unions."""
    path: list[str | int] = []
    here = raw
    for part in details["loc"]:
        if isinstance(here, Mapping) and part in here:
            path.append(part)
            here = here[part]
        elif isinstance(here, Sequence) and not isinstance(here, str) and isinstance(part, int):
            path.append(part)
            here = here[part] if part < len(here) else None
    if details["type"] == "missing":
        path.append(details["loc"][-1])
    return tuple(path)


def _reason_and_mend(details: ErrorDetails, path: Path) -> tuple[str, str]:
    kind, given = details["type"], details["input"]
    context = details.get("ctx", {})
    key = key_name(path)
    if details["loc"][-2:] == (given, "[key]"):
        return _bad_name(details, path)
    if kind == "missing":
        return f"{key} is missing.", _how_to_add(details["loc"], key)
    if kind == "extra_forbidden":
        return _unknown_key(details, path)
    if kind == "finite_number":
        return f"{key} is {given}, which is no amount.", "Give a number, or leave the key out."
    if kind in _NUMBERS:
        number = "a whole number" if kind.startswith("int") else "a number"
        return f"{key} must be {number}; it is {_shown(given)}.", _as_number(given)
    if kind in _LIMITS:
        name, span = _LIMITS[kind]
        limit = float(context[name])
        mend = _mend_of_limit(key, span)
        if kind == "less_than_equal" and limit == 1 and given <= 100:
            mend = f"Write {given:g} per cent as {given / 100:g}."
        return f"{key} must be {span.format(limit)}; it is {_shown(given)}.", mend
    if kind == "literal_error":
        return (
            f"{key} is {_shown(given)}, which is not one of the choices.",
            _choose(given, _expected(details)),
        )
    if kind == "union_tag_invalid":
        tags = str(context.get("expected_tags", "")).replace("'", '"')
        tag = given.get(key) if isinstance(given, Mapping) else given
        return f"There is no {key} called {_shown(tag)}.", _choose(tag, tags)
    if kind == "union_tag_not_found":
        return f"{key} is missing.", f"Say which {key} this is: see `commonweal schema`."
    if kind == "string_pattern_mismatch" and "assumption" in str(context.get("pattern")):
        return f"{key} is {_shown(given)}, which is no figure.", _as_figure(given)
    if kind == "string_pattern_mismatch":
        return f"{key} is {_shown(given)}.", _as_slug(given)
    if kind == "value_error":
        return _told_by_schema(str(context.get("error", details["msg"])), key)
    if kind in ("string_too_short", "too_short"):
        least = context.get("min_length", 1)
        if context.get("actual_length", 0) == 0 or kind == "string_too_short":
            return f"{key} is empty.", f"Give {key} a value."
        return f"{key} holds too few: at least {least} are needed.", "Add what is missing."
    if kind in ("string_too_long", "too_long"):
        return f"{key} is longer than {context.get('max_length')}.", "Shorten it."
    return _wrong_kind(details, key)


def _wrong_kind(details: ErrorDetails, key: str) -> tuple[str, str]:
    kind, given = details["type"], details["input"]
    if kind == "string_type":
        mend = "Write one text in quotes."
        if isinstance(given, (int, float)):
            mend = f'Write it in quotes: "{_shown(given)}".'
        return f"{key} must be text; it is {_shown(given)}.", mend
    if kind in ("bool_type", "bool_parsing"):
        return (
            f"{key} must be true or false; it is {_shown(given)}.",
            "Write true or false, without quotes.",
        )
    if kind in _LISTS:
        mend = f"Write it in square brackets: {key} = [ ... ]."
        if any(models_within(_annotation(details["loc"]))):
            mend = f"Head each of them with [[{_heading(details['loc'])}]]."
        return f"{key} must be a list; it is {_shown(given)}.", mend
    if kind in _TABLES:
        mend = f"Write keys and values under a heading, or as {key} = {{ ... }}."
        if isinstance(details["loc"][-1], int):
            mend = f"Head each of them with [[{_heading(details['loc'])}]]."
        return f"{key} must be a table; it is {_shown(given)}.", mend
    if kind in _DATES:
        return f"{key} must be a day; it is {_shown(given)}.", "Write a day as 2028-04-01."
    return f"{key}: {details['msg']}.", "See `commonweal schema` for what belongs here."


def _shown(value: Any) -> str:
    """Return a value as it would stand in the file, short."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, (list, tuple)):
        return "a list"
    if value is None:
        return "nothing"
    if isinstance(value, float):
        return f"{value:g}"
    text = str(value)
    text = text if len(text) <= 60 else f"{text[:57]}..."
    return f'"{text}"' if isinstance(value, str) else text


def _heading(loc: Sequence[str | int]) -> str:
    return ".".join(part for part in loc if isinstance(part, str))


def _annotation(loc: Sequence[str | int]) -> Any:
    field = field_at(loc)
    return None if field is None else field.annotation


def _how_to_add(loc: Sequence[str | int], key: str) -> str:
    field = field_at(loc)
    said = " ".join((field.description or "").split()) if field is not None else ""
    return f"Add {key}. {said or '`commonweal new` shows how it is written.'}"


def _unknown_key(details: ErrorDetails, path: Path) -> tuple[str, str]:
    key, models = str(path[-1]), models_at(details["loc"][:-1])
    known = sorted({name for model in models for name in model.model_fields})
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.7)
    reason = f"Unknown key {key}."
    if Baseline in models and key in CostLines.model_fields:
        return reason, f"Cost lines stand in costs: costs = {{ {key} = ... }}."
    if near:
        return reason, f"Did you mean {near[0]}?"
    is_number = isinstance(details["input"], (int, float))
    for model, holder in ((BodyEntry, "drivers"), (Baseline, "volumes")):
        if is_number and model in models:
            return reason, f"Measures stand in {holder}: {holder} = {{ {key} = ... }}."
    if len(path) > 1 and key in Partnership.model_fields:
        return reason, f"{key} belongs to the whole file: move it above the first [[heading]]."
    return reason, f"Remove it, or use one of: {', '.join(known)}."


def _bad_name(details: ErrorDetails, path: Path) -> tuple[str, str]:
    holder, name = key_name(path[:-1]), _shown(details["input"])
    if details["type"] == "literal_error":
        return f"{name} cannot stand in {holder}.", _choose(details["input"], _expected(details))
    return f"{name} cannot be a name in {holder}.", _as_slug(details["input"])


def _choose(given: Any, expected: str) -> str:
    choices = re.findall(r'"([^"]*)"', expected) or [expected]
    near = difflib.get_close_matches(given, choices, n=1) if isinstance(given, str) else []
    if near:
        return f'Did you mean "{near[0]}"?'
    return f"Use {choices[0]}." if len(choices) == 1 else f"Use one of: {', '.join(choices)}."


def _as_slug(given: Any) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", str(given).lower()).strip("-")[:80].strip("-")
    example = slug or "building-control"
    return f"Use lower-case letters, digits and single hyphens, for example {example}."


def _as_number(given: Any) -> str:
    if isinstance(given, float) and isfinite(given):
        return "Leave the decimals out."
    if given is None:
        return "Give a number, or leave the key out."
    number = _number_meant(given)
    if number:
        return f"Write {number}, without quotes, pound sign or commas."
    return "Write a number without quotes, for example 1200000 or 1_200_000."


def _as_figure(given: str) -> str:
    number = _number_meant(given)
    if number:
        return f"Write {number}, without quotes, pound sign or commas."
    return 'Write a number, a range, or "assumption:ID" naming a row of [[assumptions]].'


def _number_meant(given: Any) -> str:
    """Return the number that a text says as officers type it, or nothing where there is doubt."""
    if not isinstance(given, str):
        return ""
    percent = re.fullmatch(r"\s*(-?\d+(?:\.\d+)?)\s*(?:%|per ?cent)\s*", given)
    if percent:
        return f"{float(percent[1]) / 100:g}"
    try:
        return f"{parse_amount(given).normalize():f}"
    except InputError:
        return ""


def _mend_of_limit(key: str, told: str) -> str:
    if "or more" not in told:
        return "Correct the figure."
    if key == "income":
        return "Write income without a minus sign."
    if key in CostLines.model_fields:
        return "Put money received under income, or correct the figure."
    return "Correct the figure."


def _told_by_schema(told: str, key: str) -> tuple[str, str]:
    """Part one of our own validators' sentences into what is wrong and how to mend it."""
    if told.startswith("must be"):
        reason, _, mend = told.partition(". ")
        return f"{key} {reason.removesuffix('.')}.", mend or _mend_of_limit(key, reason)
    reason, colon, mend = told.partition(": ")
    if colon:
        return f"{reason}.", mend[:1].upper() + mend[1:]
    return told, "Correct the figures of this entry."
