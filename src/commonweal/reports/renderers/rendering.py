"""One way in: a paper and a form, and out come the bytes of a file."""

from __future__ import annotations

from typing import Final, Literal, get_args

from commonweal.errors import InputError
from commonweal.reports.papers.paper import Paper

from .html import html_page
from .layout import lay_out
from .pdf import pdf_document
from .word import word_document

__all__ = ["FORMS", "Form", "render"]

Form = Literal["html", "pdf", "docx"]

FORMS: Final[tuple[Form, ...]] = get_args(Form)


def render(paper: Paper, form: str, *, template: bytes | None = None) -> bytes:
    """Return a paper as the bytes of a file, the same for the same paper.

    `form` is one of `FORMS`. `template` is a body's own Word file, whose styles, head and foot
    the paper takes on.

    Raises
    ------
    InputError
        If there is no such form, if a template is given for another form than Word, or if the
        paper cites a figure of which it holds no trace.
    FileFormatError
        If the template is no Word file, or asks for what a paper does not hold.
    """
    if form not in FORMS:
        raise InputError(
            f"A paper cannot be made as {form}.",
            hint=f"A paper can be {', '.join(FORMS[:-1])} or {FORMS[-1]}.",
        )
    if template is not None and form != "docx":
        raise InputError(
            f"A template is a Word file, and the paper is to be {form}.",
            hint="Ask for docx, or leave the template out.",
        )
    laid = lay_out(paper)
    if form == "html":
        return html_page(laid).encode("utf-8")
    if form == "pdf":
        return pdf_document(laid)
    return word_document(laid, template)
