"""What is kept of a run for its pages, made once by the worker while the deal is at hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import transaction

from commonweal_web.appraisals.models import Piece
from commonweal_web.partnerships.models import Run

if TYPE_CHECKING:
    from commonweal.deal import Deal
    from commonweal.errors import ReaderReport

__all__ = ["keep_pieces"]


def keep_pieces(run: Run, deal: Deal, report: ReaderReport) -> None:
    """Keep all that the pages of a run show. Kept already, nothing changes."""
    # Charts and traces are made by the worker alone: pages never load what draws them.
    from commonweal_web.appraisals.making import pieces_of

    if run.pieces.exists():
        return
    pieces = [
        Piece(run=run, kind=kind, key=key, text=_text(values))
        for kind, key, values in pieces_of(deal, report)
    ]
    with transaction.atomic():
        Piece.objects.bulk_create(pieces, batch_size=100, ignore_conflicts=True)


def _text(values: Any) -> str:
    return values if isinstance(values, str) else json.dumps(values, ensure_ascii=False)
