"""What the routes of letters, mailboxes, confirming and leavers answer."""

from __future__ import annotations

from collections.abc import Mapping

from .rows import (
    ADMINISTRATOR,
    COORDINATOR,
    NOT_TAKEN,
    Row,
    body_row,
    open_row,
    own_row,
    partnership_row,
)

__all__ = ["ROWS"]

_BODY = "bodies/<slug:reference>/"
_OF = "partnerships/<slug:reference>/"
_OFFICER = frozenset({"section-151"})
_ANSWER_FOR_FIGURES = frozenset({"editor", "certifier", "section-151"})
_MAILBOX = {"pk": "mailbox"}

ROWS: Mapping[str, tuple[Row, ...]] = {
    "accounts/me/letters/": (own_row(post=200),),
    # Whoever has a link of a letter needs no account; a GET changes nothing.
    "letters/stop/<str:token>/": (open_row(post=200, names={"token": "stop_token"}),),
    "mailboxes/<str:token>/": (open_row(post=302, names={"token": "mailbox-token"}),),
    "confirm/<str:token>/": (open_row(post=200, names={"token": "confirm_token"}),),
    "questions/<int:pk>/": (Row(see=_OFFICER, post=302, names={"pk": "question"}),),
    f"{_BODY}mailboxes/": (body_row(ADMINISTRATOR),),
    f"{_BODY}mailboxes/new/": (body_row(ADMINISTRATOR, post=200),),
    f"{_BODY}mailboxes/<int:pk>/again/": (
        body_row(ADMINISTRATOR, get=NOT_TAKEN, post=302, names=_MAILBOX),
    ),
    f"{_BODY}mailboxes/<int:pk>/end/": (
        body_row(ADMINISTRATOR, get=NOT_TAKEN, post=302, names=_MAILBOX),
    ),
    f"{_BODY}left-behind/": (body_row(ADMINISTRATOR),),
    f"{_OF}confirmed/": (partnership_row(),),
    f"{_OF}confirmed/days/": (partnership_row(COORDINATOR, post=200),),
    f"{_OF}confirmed/<slug:key>/": (
        partnership_row(_ANSWER_FOR_FIGURES, post=302, names={"key": "aged"}),
    ),
}
