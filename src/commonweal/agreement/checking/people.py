"""Contradictions over people, data and the host."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from commonweal.agreement.document import Agreement
from commonweal.agreement.route_kinds import COMPANIES

from .findings import Finding, contradiction

__all__ = ["people_findings"]

#: Who may decide on purposes and means, by the role that the clause gives.
_PURPOSES: Final = {
    "processor": ("each",),
    "joint": ("jointly",),
    "separate": ("each", "host"),
}
_ROLES: Final = {
    "processor": "the host only processes for the parties",
    "joint": "the parties are joint controllers",
    "separate": "the parties are separate controllers",
}
_SET_BY: Final = {
    "each": "each party for its own",
    "jointly": "the parties jointly",
    "host": "the host",
}

#: Clauses that speak of a host, by matter and alternative.
_OF_HOST: Final = (
    ("staffing", "host"),
    ("data", "processor"),
    ("insurance", "host"),
    ("requests", "host"),
    ("relationship", "agency"),
)


def people_findings(agreement: Agreement) -> Iterator[Finding]:
    """Yield where clauses on staff, data and the host cannot all hold."""
    staffing, route = agreement.alternative("staffing"), agreement.route or ""
    if route == "officers-at-disposal" and staffing in ("host", "company"):
        yield contradiction(
            "staff-not-by-route",
            "staffing",
            sentence="By the route of officers at another's disposal staff stay with their "
            "employers, and they are said to move to another.",
            mend="Leave them with their employers, or choose another route.",
        )
    if staffing == "company" and route and route not in COMPANIES:
        yield contradiction(
            "company-not-by-route",
            "staffing",
            sentence="A company employs the staff, and by the route chosen there is no company.",
            mend="Name who employs them, or choose another route.",
        )
    if staffing == "at-disposal" and agreement.value("staffing", "transfers") is True:
        yield contradiction(
            "staff-stay-and-transfer",
            "staffing",
            sentence="Staff stay with their employers, and they transfer at the start.",
            mend="Say which.",
        )
    role, set_by = agreement.alternative("data"), agreement.value("data", "purposes_set_by")
    if role in _PURPOSES and isinstance(set_by, str) and set_by not in _PURPOSES[role]:
        yield contradiction(
            "data-roles",
            "data",
            sentence=f"It is said that {_ROLES[role]}, and that purposes and means are decided by "
            f"{_SET_BY.get(set_by, set_by)}.",
            mend="Whoever decides why and how data are used is controller: make the roles agree.",
        )
    if agreement.host is None and route not in COMPANIES:
        for matter, alternative in _OF_HOST:
            if agreement.alternative(matter) == alternative:
                yield contradiction(
                    f"no-host/{matter}",
                    matter,
                    sentence="A clause gives the host a duty, and no party is named as host.",
                    mend="Name the host, or choose words that need none.",
                )
