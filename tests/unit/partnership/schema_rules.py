"""As much of JSON Schema as our own schema uses, so that no further package is needed to hold it.

A keyword that it does not know is an error: a rule nobody checks is no rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["broken_rules"]

_SAYS_NOTHING = {"title", "description", "default", "$schema", "$id", "$defs", "unit", "format"}
_SAYS_NOTHING |= {"discriminator", "required", "additionalProperties"}
_TYPES = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "integer": lambda value: (
        isinstance(value, (int, float)) and not isinstance(value, bool) and value == int(value)
    ),
}


def broken_rules(value: Any, schema: Mapping[str, Any], root: Mapping[str, Any]) -> list[str]:
    """Return each rule of a schema that a value breaks, with its place."""
    return [f"{place or 'top'}: {rule}" for place, rule in _broken(value, schema, root, "")]


def _broken(
    value: Any, schema: Mapping[str, Any], root: Mapping[str, Any], place: str
) -> Iterator[tuple[str, str]]:
    if "$ref" in schema:
        inner = root["$defs"][schema["$ref"].rpartition("/")[2]]
        yield from _broken(value, inner, root, place)
    for keyword, rule in schema.items():
        if keyword in _SAYS_NOTHING or keyword == "$ref":
            continue
        yield from _RULES[keyword](value, rule, schema, root, place)
    if isinstance(value, dict):
        yield from _of_object(value, schema, root, place)


def _of_object(
    value: dict[str, Any], schema: Mapping[str, Any], root: Mapping[str, Any], place: str
) -> Iterator[tuple[str, str]]:
    for key in schema.get("required", ()):
        if key not in value:
            yield place, f"{key} is required"
    known = schema.get("properties", {})
    patterns = schema.get("patternProperties", {})
    others = schema.get("additionalProperties", True)
    for key, inner in value.items():
        matching = [rule for pattern, rule in patterns.items() if re.search(pattern, key)]
        if key in known or matching:
            continue
        if others is False:
            yield place, f"{key} is not known"
        elif isinstance(others, dict):
            yield from _broken(inner, others, root, f"{place}.{key}")


def _type(value, rule, schema, root, place):
    if not _TYPES[rule](value):
        yield place, f"is no {rule}"


def _properties(value, rule, schema, root, place):
    for key, inner in rule.items():
        if isinstance(value, dict) and key in value:
            yield from _broken(value[key], inner, root, f"{place}.{key}")


def _pattern_properties(value, rule, schema, root, place):
    for pattern, inner in rule.items():
        for key in value if isinstance(value, dict) else ():
            if re.search(pattern, key):
                yield from _broken(value[key], inner, root, f"{place}.{key}")


def _property_names(value, rule, schema, root, place):
    for key in value if isinstance(value, dict) else ():
        yield from _broken(key, rule, root, f"{place}.{key}")


def _items(value, rule, schema, root, place):
    for index, inner in enumerate(value if isinstance(value, list) else ()):
        yield from _broken(inner, rule, root, f"{place}[{index}]")


def _any_of(value, rule, schema, root, place):
    found = [list(_broken(value, arm, root, place)) for arm in rule]
    if all(found):
        yield place, f"fits none of {len(rule)}: {found}"


def _one_of(value, rule, schema, root, place):
    fitting = [arm for arm in rule if not list(_broken(value, arm, root, place))]
    if len(fitting) != 1:
        yield place, f"fits {len(fitting)} of {len(rule)}"


def _simple(holds, told):
    def check(value, rule, schema, root, place):
        if not holds(value, rule):
            yield place, f"{told} {rule}"

    return check


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and one == other


_RULES: dict[str, Any] = {
    "type": _type,
    "properties": _properties,
    "patternProperties": _pattern_properties,
    "items": _items,
    "anyOf": _any_of,
    "oneOf": _one_of,
    "const": _simple(_same, "is not"),
    "enum": _simple(lambda value, rule: any(_same(value, one) for one in rule), "is none of"),
    "pattern": _simple(
        lambda value, rule: not isinstance(value, str) or re.search(rule, value), "is not like"
    ),
    "minimum": _simple(lambda value, rule: not _is_number(value) or value >= rule, "is below"),
    "maximum": _simple(lambda value, rule: not _is_number(value) or value <= rule, "is above"),
    "exclusiveMinimum": _simple(
        lambda value, rule: not _is_number(value) or value > rule, "is not above"
    ),
    "exclusiveMaximum": _simple(
        lambda value, rule: not _is_number(value) or value < rule, "is not below"
    ),
    "minLength": _simple(
        lambda value, rule: not isinstance(value, str) or len(value) >= rule, "is shorter than"
    ),
    "maxLength": _simple(
        lambda value, rule: not isinstance(value, str) or len(value) <= rule, "is longer than"
    ),
    "minItems": _simple(
        lambda value, rule: not isinstance(value, list) or len(value) >= rule, "holds fewer than"
    ),
    "maxItems": _simple(
        lambda value, rule: not isinstance(value, list) or len(value) <= rule, "holds more than"
    ),
    "minProperties": _simple(
        lambda value, rule: not isinstance(value, dict) or len(value) >= rule, "holds fewer than"
    ),
    "propertyNames": _property_names,
}
