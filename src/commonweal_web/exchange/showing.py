"""What was opened, as its use shows it and as files that `commonweal verify` reads."""

from __future__ import annotations

import json

from commonweal.exchange import OPENINGS_KIND, RECEIPTS_KIND, Answerer
from commonweal_web.exchange.models import Answer, Exchange, Opened
from commonweal_web.exchange.queries import opened_of
from commonweal_web.exchange.services.answering import receipt_of_answer
from commonweal_web.exchange.uses import OpenedAnswer, Shown, use_of

__all__ = ["openings_text", "receipt_text", "receipts_text", "shown_of"]


def shown_of(exchange: Exchange) -> Shown | None:
    """Return what was opened side by side; None where nothing was, or nothing is ever shown."""
    if exchange.state != Exchange.State.OPENED or exchange.is_never_shown:
        return None
    answers = [_answer(row) for row in opened_of(exchange)]
    return use_of(exchange.use).show(exchange.questions, answers)


def openings_text(exchange: Exchange) -> str:
    openings = [row.opening for row in opened_of(exchange)]
    return _text(exchange, OPENINGS_KIND, {"openings": openings})


def receipts_text(exchange: Exchange) -> str:
    receipts = []
    for row in opened_of(exchange):
        row.answer.exchange = exchange
        receipts.append(receipt_of_answer(row.answer).to_dict())
    return _text(exchange, RECEIPTS_KIND, {"receipts": receipts})


def receipt_text(answer: Answer) -> str:
    return json.dumps(receipt_of_answer(answer).to_dict(), ensure_ascii=False, indent=2) + "\n"


def _text(exchange: Exchange, kind: str, values: dict[str, object]) -> str:
    whole = {"kind": kind, "exchange": exchange.reference, "title": exchange.title, **values}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _answer(row: Opened) -> OpenedAnswer:
    opening = row.opening
    return OpenedAnswer(
        answerer=Answerer(body=opening["body"], role=opening["role"]),
        name=row.answer.whose,
        answer=opening["answer"],
        authorised_by=opening["authorised_by"],
        committed_by=row.answer.committed_by,
    )
