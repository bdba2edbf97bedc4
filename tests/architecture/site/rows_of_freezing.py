"""Signatures: everybody who sees the partnership reads them; who answers for a version signs it."""

from __future__ import annotations

from collections.abc import Mapping

from .rows import COORDINATOR, Row, document_row, partnership_row

__all__ = ["ROWS"]

PARTNERSHIP = "partnerships/<slug:reference>/"
SECTION_151 = frozenset({"section-151"})

ROWS: Mapping[str, tuple[Row, ...]] = {
    PARTNERSHIP + "signatures/": (partnership_row(),),
    PARTNERSHIP + "documents/<int:pk>/sign/": (
        # Nobody has certified it: whoever signs is told so on the page.
        document_row("submitted", SECTION_151, post=200),
        document_row("common", COORDINATOR, post=302),
    ),
}
