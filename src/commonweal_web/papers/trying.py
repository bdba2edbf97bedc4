"""Trying a Word template on a short paper, so that a body learns at once what is wrong with it."""

from __future__ import annotations

from dataclasses import replace

from commonweal.errors import CommonwealError, Place
from commonweal.reports.papers import Paper, Paragraph, Section, Stamp
from commonweal.reports.renderers import render

__all__ = ["try_template"]

_SHORT = Paper(
    id="sample",
    kind="decision",
    title="A sample paper",
    subtitle="To try a template on",
    author="A body",
    facts=(("To", "Cabinet"),),
    sections=(Section(id="purpose", heading="Purpose", blocks=(Paragraph(words="To try it."),)),),
    traces=(),
    stamp=Stamp(short="A sample", facts=(("File", "A sample"),)),
)


def try_template(data: bytes, *, file_name: str) -> None:
    """Make a short paper with a template.

    Raises
    ------
    FileFormatError
        It is no Word file, or asks for what a paper does not hold.
    """
    try:
        render(_SHORT, "docx", template=data)
    except CommonwealError as error:
        error.place = replace(error.place or Place(), file=file_name)
        raise
