"""The schema as JSON Schema, for editors and for other systems."""

from __future__ import annotations

from typing import Any

from .document import SCHEMA_VERSION, Partnership

__all__ = ["json_schema"]


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a partnership file.

    Figures carry their unit as `unit`; what the schema cannot say (sums, names that must exist)
    `commonweal check` says.
    """
    schema = Partnership.model_json_schema(mode="validation")
    for table in schema["$defs"].values():
        for key in ("lever", "cost", "risk"):
            # A class that narrows the key to its own kind loses what its base says of it.
            if "const" in table["properties"].get(key, {}):
                table["properties"][key]["description"] = f"Which {key} this is."
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:commonweal:partnership:{SCHEMA_VERSION}",
        **schema,
        "title": "Partnership file",
    }
