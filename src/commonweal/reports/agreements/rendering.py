"""One way in: an agreement and a form, and out come the bytes of a file."""

from __future__ import annotations

from commonweal.agreement import Agreement
from commonweal.deal import Deal
from commonweal.reports.renderers import render

from .comments import with_comments
from .paper import agreement_paper

__all__ = ["render_agreement"]


def render_agreement(
    agreement: Agreement,
    form: str,
    *,
    deal: Deal | None = None,
    rule: str | None = None,
    template: bytes | None = None,
    as_draft: bool = True,
) -> bytes:
    """Return an agreement as the bytes of a file, the same for the same agreement.

    `form` is html, pdf or docx; `deal` and `rule` are as for `agreement_paper`. `template` is a
    Word file of a party's or its lawyers' own, whose styles, head and foot it takes on, and whose
    tags it fills: `{{ content }}`, or one clause at a time as `{{ section("notice") }}`. A draft
    in Word bears the parties' positions as comments.

    Raises
    ------
    InputError
        There is no such form, or a template is given for another form than Word.
    FileFormatError
        The template is no Word file, or asks for what the agreement does not hold.
    """
    paper = agreement_paper(agreement, deal=deal, rule=rule, as_draft=as_draft)
    document = render(paper, form, template=template)
    if form == "docx" and as_draft:
        return with_comments(document, agreement)
    return document
