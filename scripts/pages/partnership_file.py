"""The reference of the partnership file, from the one schema that also reads it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from commonweal.partnership.schema import json_schema
from scripts.pages.markdown import anchor, page, table

__all__ = ["pages"]

Schema = Mapping[str, Any]

#: What any figure may carry; said once, not in every table.
_EVIDENCE = ("source", "date", "owner", "grade", "note")

_SLUG_NOTE = "Lower-case letters, digits and single hyphens."

_KINDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "object": "table",
}


def pages() -> dict[str, str]:
    """Return the page and the schema itself by their names from the root of the project."""
    schema = json_schema()
    return {
        "docs/reference/partnership-file.md": _page(schema),
        "docs/reference/partnership.schema.json": json.dumps(schema, indent=2, ensure_ascii=False)
        + "\n",
    }


def _page(schema: Schema) -> str:
    definitions = schema["$defs"]
    evidence = definitions["Range"]["properties"]
    parts = [
        "# The partnership file",
        "One file in TOML holds a partnership. `commonweal new` writes a starter that explains "
        "itself, `commonweal check` finds every problem at once, and "
        "[the schema](partnership.schema.json) serves editors and other systems. A key that is "
        "not here is an error; what may be left out has the value shown.",
        "## Figures",
        "Where the tables say *figure* there may stand a number; or a range, itself a table with "
        'the keys of [Range](#range); or `"assumption:ID"`, naming a row of '
        "[`assumptions`](#assumption), so that every place that names it moves together.",
        "## Evidence",
        "Nearly every table may say where its figures come from. The sections below do not "
        "repeat these keys.",
        _keys({"properties": {name: evidence[name] for name in _EVIDENCE}}),
        "## The file itself",
        _keys(schema),
    ]
    for name, places in _places(schema).items():
        found = definitions[name]
        where = ", ".join(f"`{place}`" for place in places)
        parts += [
            f"## {_title(name)}",
            _prose(found.get("description", "")),
            f"In the file: {where}." if where else "",
            _keys(found),
        ]
    return page(*parts)


def _places(schema: Schema) -> dict[str, list[str]]:
    """Return where in the file each definition may stand, in the order in which they are met."""
    definitions = schema["$defs"]
    places: dict[str, list[str]] = {}
    waiting = [(schema, "")]
    while waiting:
        table_schema, path = waiting.pop(0)
        for key, value in table_schema.get("properties", {}).items():
            inner = f"{path}.{key}" if path else key
            for name, is_many in _references(value):
                place = f"[[{inner}]]" if is_many else f"[{inner}]"
                known = places.setdefault(name, [])
                if name == "Range" or place in known:
                    continue
                known.append(place)
                waiting.append((definitions[name], inner))
    # Any figure may be a range, so its places would be most of the file.
    return places


def _references(value: Schema, is_many: bool = False) -> Iterator[tuple[str, bool]]:
    if "$ref" in value:
        yield value["$ref"].rpartition("/")[2], is_many
    for arm in (*value.get("anyOf", ()), *value.get("oneOf", ())):
        yield from _references(arm, is_many)
    if "items" in value:
        yield from _references(value["items"], True)
    for inner in (value.get("additionalProperties"), *value.get("patternProperties", {}).values()):
        if isinstance(inner, Mapping):
            yield from _references(inner, is_many)


def _keys(found: Schema) -> str:
    required = found.get("required", ())
    is_evidence = list(found["properties"]) == list(_EVIDENCE)
    rows = [
        (f"`{key}`", _meaning(value), _left_out(key, value, required))
        for key, value in found["properties"].items()
        if is_evidence or key not in _EVIDENCE
    ]
    return table(("Key", "What to write", "If left out"), rows) if rows else ""


def _meaning(value: Schema) -> str:
    said = _prose(value.get("description", ""))
    kind = _kind(value)
    unit = f", {value['unit']}" if "unit" in value else ""
    limits = _limits(value)
    return f"{kind}{unit}{limits}. {'' if said == _SLUG_NOTE else said}".strip()


def _kind(value: Schema) -> str:
    arms = [arm for arm in value.get("anyOf", ()) if arm.get("type") != "null"]
    if (value.get("title") is None and "$ref" in value) or "$ref" in value:
        return f"table, see {_link(value)}"
    if arms:
        return " or ".join(dict.fromkeys(_kind(arm) for arm in arms))
    if "oneOf" in value:
        if any(arm.get("type") == "number" for arm in value["oneOf"]):
            return "*figure*"
        return "table, one of " + ", ".join(_link(arm) for arm in value["oneOf"])
    if "const" in value:
        return f"`{_plain(value['const'])}`"
    if "enum" in value:
        return "one of " + ", ".join(f"`{choice}`" for choice in value["enum"])
    if value.get("type") == "array":
        kind = _kind(value.get("items", {}))
        return f"list, each {kind}" if kind.startswith("one of") else f"list of {_plural(kind)}"
    if value.get("type") == "object":
        return _kind_of_table(value)
    if "a-z0-9" in value.get("pattern", ""):
        return "slug"
    return _KINDS.get(value.get("type", ""), "text")


def _kind_of_table(value: Schema) -> str:
    inner = value.get("additionalProperties") or next(
        iter(value.get("patternProperties", {}).values()), None
    )
    if isinstance(inner, Mapping):
        unit = f", {inner['unit']}" if "unit" in inner else ""
        return f"table of {_plural(_kind(inner))} by name{unit}"
    return "table"


def _plural(kind: str) -> str:
    for one in ("table", "list", "number", "whole number", "text", "slug"):
        if kind.startswith(one):
            return f"{one}s{kind.removeprefix(one)}"
    return kind.replace("*figure*", "*figures*")


def _limits(value: Schema) -> str:
    arms = (value, *value.get("anyOf", ()))
    low = next((arm["minimum"] for arm in arms if "minimum" in arm), None)
    high = next((arm["maximum"] for arm in arms if "maximum" in arm), None)
    if low is not None and high is not None:
        return f", {_plain(low)} to {_plain(high)}"
    if low is not None:
        return f", {_plain(low)} or more"
    return "" if high is None else f", at most {_plain(high)}"


def _left_out(key: str, value: Schema, required: Any) -> str:
    if key in required:
        return "must be given"
    default = value.get("default")
    if default in (None, "", [], ()):
        return ""
    if isinstance(default, list):
        return ", ".join(f"`{_plain(part)}`" for part in default)
    return f"`{_plain(default)}`"


def _link(value: Schema) -> str:
    title = _title(value["$ref"].rpartition("/")[2])
    return f"[{title}](#{anchor(title)})"


def _title(name: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()
    return words.removesuffix(" entry").replace(" vat", " VAT")


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def _prose(text: str) -> str:
    return " ".join(text.split())
