"""The whole check: silences first, then contradictions, then what to be sure of."""

from __future__ import annotations

from commonweal.agreement.document import Agreement

from .findings import GRADES, Finding
from .governance import governance_findings
from .leaving import leaving_findings
from .money import money_findings
from .people import people_findings
from .rows import row_findings
from .silences import silences

__all__ = ["check_agreement"]


def check_agreement(agreement: Agreement) -> tuple[Finding, ...]:
    """Return everything that is left open or contradicts itself, holes first.

    Judged on what is stated: which alternative, each needed parameter, each row of each list. The
    presence of a heading, a text that says "to be agreed", or a clause whose facts are left out,
    settles nothing.
    """
    found = (
        *silences(agreement),
        *row_findings(agreement),
        *leaving_findings(agreement),
        *money_findings(agreement),
        *governance_findings(agreement),
        *people_findings(agreement),
    )
    unique = {finding.id: finding for finding in found}
    return tuple(sorted(unique.values(), key=lambda one: GRADES.index(one.grade)))
