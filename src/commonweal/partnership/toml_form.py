"""The partnership file as TOML: read with every fault reported at once, written without loss."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any, NoReturn

from pydantic import ValidationError

from commonweal.errors import FileFormatError, Place, ReaderReport, Refusal, RefusedError

from .cautions import cautions
from .cross_checks import findings
from .defaults import defaults_used
from .document import Partnership
from .locate import Path, key_text, line_by_path, nearest_line
from .raw_values import Finding, as_json_values, filled_in, unusable_values
from .words import refusals_of

__all__ = ["parse_toml", "read_partnership", "read_values", "validated"]

_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")

#: What officers type that TOML does not read, and what to write instead: the first that fits.
_SLIPS = (
    (r"=\s*[£$€]", "Write amounts without a currency sign: 1200000 or 1_200_000."),
    (r"=\s*[-+]?\d{1,3}(,\d{3})+(\.\d+)?\s*(#|$)", "Write amounts without commas: 1200000."),
    (r"=\s*[-+]?[\d.]+\s*%", "Write 12 per cent as 0.12."),
    (r"=\s*\d{4}\s*[-/]\s*\d{2,4}\s*(#|$)", 'Write a financial year in quotes: "2026-27".'),
    (r"[“”„‘’]", "Use straight quotes, as on the keyboard; a word processor bends them."),
)
_USUAL_MEND = (
    "Look at that line and the one before it: a quote, a bracket or an equals sign is often "
    "missing. Text stands in quotes; numbers do not."
)


def parse_toml(text: str, *, source: str) -> dict[str, Any]:
    """Parse TOML, turning a fault of syntax into a `FileFormatError` with its line."""
    try:
        # Some editors put a byte order mark first; it is no part of the text.
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        _refuse_syntax(text, str(error), source=source)
    except (RecursionError, ValueError) as error:
        raise FileFormatError(
            "This TOML holds a number too long, or lists too deep, to be read.",
            hint="Look for something pasted in by mistake.",
            place=Place(file=source),
        ) from error


def _refuse_syntax(text: str, told: str, *, source: str) -> NoReturn:
    found = _AT_LINE.search(told)
    what = told[: found.start()] if found else told
    lines = text.split("\n")
    line = None
    if found:
        line = int(found[1]) if found[1] else max(len(text.rstrip().split("\n")), 1)
    at_fault = lines[line - 1].rstrip("\r") if line is not None and line <= len(lines) else ""
    slips = (mend for pattern, mend in _SLIPS if re.search(pattern, at_fault))
    raise FileFormatError(
        f"This is not TOML that can be read: {what[:1].lower()}{what[1:]}.",
        hint=next(slips, _USUAL_MEND),
        place=Place(file=source, line=line),
    )


def read_partnership(text: str, *, source: str) -> tuple[Partnership, ReaderReport]:
    """Read a partnership file and say what became of everything in it.

    Raises
    ------
    FileFormatError
        The text is not TOML.
    RefusedError
        Something in it cannot be used; its report lists every fault with place and mend.
    """
    raw = parse_toml(text, source=source)
    return read_values(raw, source=source, text=text)


def read_values(
    raw: Mapping[str, Any], *, source: str, text: str = ""
) -> tuple[Partnership, ReaderReport]:
    """Read a partnership from plain values, as TOML or JSON parses to; see `read_partnership`.

    `text`, where they were parsed from TOML, lets the report name lines.
    """
    if not isinstance(raw, Mapping):
        raise FileFormatError(
            "This is no partnership: it holds no keys.",
            hint="Give keys and values; `commonweal new` writes a file to fill in.",
            place=Place(file=source),
        )
    lines = line_by_path(text)
    n_read = sum(len(value) if isinstance(value, list) else 1 for value in raw.values())
    partnership, refused = _judged(raw, source=source, lines=lines)
    if refused or partnership is None:
        raise RefusedError.from_refusals(source, dict.fromkeys(refused), read=n_read)
    report = ReaderReport(
        source=source,
        read=n_read,
        accepted=n_read,
        warnings=tuple(cautions(partnership, source=source, lines=lines)),
        defaults=defaults_used(partnership),
    )
    return partnership, report


def _judged(
    raw: Mapping[str, Any], *, source: str, lines: Mapping[Path, int]
) -> tuple[Partnership | None, list[Refusal]]:
    """Return the partnership, if the schema takes it, and everything that is wrong with it."""

    def refusal(finding: Finding) -> Refusal:
        path, reason, mend = finding
        place = Place(file=source, key=key_text(path), line=nearest_line(lines, path))
        return Refusal(place=place, reason=reason, mend=mend)

    unusable = [refusal(finding) for finding in unusable_values(raw)]
    if unusable:
        return None, unusable
    values = as_json_values(raw)
    partnership = None
    refused: list[Refusal] = []
    try:
        partnership = validated(values)
    except ValidationError as error:
        refused.extend(refusals_of(error, values, source=source, lines=lines))
    refused.extend(refusal(finding) for finding in findings(values))
    if partnership is not None and not refused:
        # The limits of a figure hold for the assumption that stands for it.
        filled = filled_in(values)
        try:
            validated(filled)
        except ValidationError as error:
            refused.extend(refusals_of(error, filled, source=source, lines=lines))
        refused.extend(refusal(finding) for finding in findings(filled))
    return partnership, refused


def validated(raw: Mapping[str, Any]) -> Partnership:
    """Return the partnership that values hold, as the schema alone judges them.

    Strictly, and as JSON: a text is never taken for a number, nor true for 1.
    """
    return Partnership.model_validate_json(json.dumps(as_json_values(raw)), strict=True)
