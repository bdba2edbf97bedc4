"""Telling a partnership from a document of our own about one: facts, approvals, a plan."""

from __future__ import annotations

from pathlib import Path

from .cases import WORKBOOKS

__all__ = ["document_text"]


def document_text(file: Path, *, key: str, unless: str) -> str | None:
    """Return a file's text where it is a document of ours, None where it is a partnership.

    A document holds `key`, or does not hold `unless`, which every partnership does.
    """
    from commonweal.files import check_kind, decode_text, read_bytes
    from commonweal.partnership.toml_form import parse_toml

    if file.suffix.lower() in (*WORKBOOKS, ".json"):
        return None
    name = str(file)
    data = read_bytes(file)
    check_kind(data, expected=["text"], file=name, wanted="a file in TOML")
    text = decode_text(data, file=name)
    values = parse_toml(text, source=name)
    return text if key in values or unless not in values else None
