"""Comments: everybody who takes part reads what is for them; viewers and the like write none."""

from __future__ import annotations

from collections.abc import Mapping

from .rows import ASHBY, NAMED, NOT_TAKEN, Row, partnership_row

__all__ = ["ROWS"]

COMMENTS = "partnerships/<slug:reference>/comments/"
WORDS = COMMENTS + "<int:number>/words/<int:pk>/"
OWN = ASHBY - {"scrutiny"}
WRITERS = frozenset({"editor", "certifier", "section-151", "monitoring", "administrator"})


def _comment(number: str, see: frozenset[str]) -> Row:
    may = (WRITERS | NAMED - {"observer"}) & see
    # To read and to write are two questions: all who see it read it.
    refused = dict.fromkeys(see - may, 403)
    return partnership_row(
        see, see=see, post=200, names={"number": number}, but_post=refused, what=number
    )


def _words(what: str, post: int) -> dict[str, tuple[Row, ...]]:
    """Only who wrote words changes them, be they what they may."""
    editor = frozenset({"editor"})
    names = {"number": "comment", "pk": "words"}
    return {WORDS + what: (partnership_row(editor, post=post, names=names),)}


def _about(subject: str, see: frozenset[str], writers: frozenset[str]) -> Row:
    refused = dict.fromkeys(see - writers, 403)
    return partnership_row(
        see, see=see, post=200, names={"subject": subject}, but_post=refused, what=subject
    )


ROWS: Mapping[str, tuple[Row, ...]] = {
    COMMENTS: (partnership_row(),),
    COMMENTS + "list.<slug:form>": (partnership_row(post=NOT_TAKEN, names={"form": "csv"}),),
    COMMENTS + "about/<path:subject>/": (
        _about("signatures", ASHBY | NAMED, WRITERS | NAMED - {"observer"}),
    ),
    COMMENTS + "<int:number>/": (
        _comment("comment", ASHBY | NAMED),
        _comment("own_comment", OWN),
    ),
    **_words("change/", 200),
    **_words("withdraw/", 302),
}
