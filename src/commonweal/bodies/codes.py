"""The codes by which bodies are known, each checked for its shape."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Annotated, Any

from pydantic import Field

from commonweal.errors import InputError, Place
from commonweal.files import Sourced, check_unique_ids, find_by_id, reference_rows

__all__ = ["CodeScheme", "check_code", "code_schemes", "org_id_of"]

_FILE = "data/code-schemes.toml"
Text = Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeScheme(Sourced):
    """A scheme of codes.

    `pattern` is the regular expression that a whole code must match, `wanted` the same in words.
    `org_id_prefix` is the list of org-id.guide that the scheme is, blank if it is none.
    """

    id: Text
    name: Text
    pattern: Text
    wanted: Text
    org_id_prefix: str
    note: str

    def __post_init__(self) -> None:
        Sourced.__post_init__(self)
        try:
            re.compile(self.pattern)
        except re.error as error:
            raise ValueError(f"pattern is no regular expression: {error}") from error

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrgIdLists(Sourced):
    """Prefixes of org-id.guide lists."""

    id: Text
    prefixes: tuple[Text, ...]


@lru_cache(maxsize=1)
def code_schemes() -> tuple[CodeScheme, ...]:
    """Return every code scheme.

    Raises
    ------
    FileFormatError
        If the data file breaks its schema.
    """
    schemes = reference_rows("commonweal.bodies", _FILE, "schemes", CodeScheme)
    check_unique_ids(schemes, file=_FILE, what="code scheme")
    return schemes


@lru_cache(maxsize=1)
def british_lists() -> frozenset[str]:
    """Return the prefixes of the British lists of org-id.guide, for example "GB-LAE"."""
    rows = reference_rows("commonweal.bodies", _FILE, "org_id_lists", OrgIdLists)
    return frozenset(prefix for row in rows for prefix in row.prefixes)


def check_code(scheme_id: str, code: str, *, whose: str = "") -> None:
    """Refuse a code that does not have the shape of its scheme.

    Raises
    ------
    InputError
        For an unknown scheme, a code of another shape, or an org-id of an unknown British list.
    """
    scheme = find_by_id(code_schemes(), scheme_id, what="code scheme")
    place = Place(key=f"{whose}.codes.{scheme_id}" if whose else f"codes.{scheme_id}")
    if not re.fullmatch(scheme.pattern, code):
        raise InputError(
            f"{code!r} is not a {scheme.name}.",
            hint=f"It should be {scheme.wanted}." + (f" {scheme.note}" if scheme.note else ""),
            place=place,
        )
    if scheme_id == "org-id" and code.startswith("GB-"):
        prefix = "-".join(code.split("-")[:2])
        if prefix not in british_lists():
            raise InputError(
                f"{code!r} names the list {prefix}, which org-id.guide does not have.",
                hint="For councils the lists are GB-LAE, GB-LAS, GB-PLA and GB-LANI.",
                place=place,
            )


def org_id_of(scheme_id: str, code: str) -> str:
    """Return a code in the form of org-id.guide, or "" if its scheme is no list there.

    Examples
    --------
    >>> org_id_of("charity", "SC123456")
    'GB-SC-SC123456'
    """
    check_code(scheme_id, code)
    if scheme_id == "org-id":
        return code
    prefix = find_by_id(code_schemes(), scheme_id, what="code scheme").org_id_prefix
    if scheme_id == "charity" and code.startswith("SC"):
        prefix = "GB-SC"
    elif scheme_id == "charity" and code.startswith("NIC"):
        # Northern Ireland's list holds the figures alone.
        return f"GB-NIC-{code.removeprefix('NIC')}"
    return f"{prefix}-{code}" if prefix else ""
