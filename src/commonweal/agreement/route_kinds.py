"""Which legal routes make the parties contribute to a shared budget, and which make a company."""

from __future__ import annotations

from typing import Final

__all__ = ["COMPANIES", "CONTRIBUTING"]

#: Routes by which the parties contribute to a shared budget; by any other a price is paid.
CONTRIBUTING: Final = frozenset(
    {
        "delegation",
        "joint-committee",
        "section-75",
        "nhs-delegation",
        "corporate-joint-committee",
        "scottish-joint-committee-or-board",
    }
)

#: Routes by which a company employs the staff and is paid.
COMPANIES: Final = frozenset({"teckal-company", "llp-cic-mutual", "joint-venture"})
