"""The kinds of body, with what an appraisal must know of each."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import Field

from commonweal.bodies.codes import code_schemes
from commonweal.errors import FileFormatError, Place
from commonweal.files import Sourced, check_unique_ids, find_by_id, reference_rows

__all__ = ["BodyKind", "Nation", "body_kind", "body_kinds"]

Nation = Literal["england", "wales", "scotland", "northern-ireland"]
Text = Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyKind(Sourced):
    """A kind of body.

    `vat_section_33` says whether VAT on its non-business costs is refunded as it is to a council;
    where it is not, VAT charged by a partner may be a cost. `vat_refund` names the section under
    which VAT may come back. `financial_year` is when its year begins: "april", "august" or
    "varies". `code_schemes` are the codes that such a body usually has, the best one first.
    """

    id: Text
    name: Text
    sector: Literal[
        "council",
        "fire",
        "police",
        "health",
        "education",
        "voluntary",
        "company",
        "national",
        "other",
    ]
    tier: Literal["upper", "lower", "single", "local", "regional", "national", "none"]
    nations: Annotated[tuple[Nation, ...], Field(min_length=1)]
    vat_section_33: Literal["yes", "no", "varies", "to-check"]
    vat_refund: str
    financial_year: Literal["april", "august", "varies"]
    code_schemes: tuple[Text, ...]

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


@lru_cache(maxsize=1)
def body_kinds() -> tuple[BodyKind, ...]:
    """Return every kind of body, in the order of the data file.

    Raises
    ------
    FileFormatError
        If the data file breaks its schema.
    """
    file = "data/kinds.toml"
    kinds = reference_rows("commonweal.bodies", file, "kinds", BodyKind)
    check_unique_ids(kinds, file=file, what="kind")
    known = {scheme.id for scheme in code_schemes()}
    for kind in kinds:
        unknown = [name for name in kind.code_schemes if name not in known]
        if unknown:
            raise FileFormatError(
                f"The kind names the code scheme {unknown[0]!r}, which is not in the table.",
                hint=f"The schemes are: {', '.join(sorted(known))}.",
                place=Place(file=file, key=kind.id),
            )
    return kinds


def body_kind(kind_id: str) -> BodyKind:
    """Return a kind of body; an unknown id raises an InputError that names near ones."""
    return find_by_id(body_kinds(), kind_id, what="kind of body")
