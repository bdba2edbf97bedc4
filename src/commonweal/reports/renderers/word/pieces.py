"""The pieces that a Word document is made of, as its XML: runs, paragraphs, fields, anchors."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

__all__ = [
    "NAMESPACES",
    "attribute",
    "bookmark",
    "field",
    "inside_link",
    "kept_together",
    "numbering",
    "paragraph",
    "picture",
    "run",
    "tab",
]

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)


def attribute(value: str) -> str:
    """Return a value with its quotes, as an attribute holds it."""
    return quoteattr(value)


def kept_together(text: str) -> str:
    """Return a text in which no line breaks between a minus sign and its pounds."""
    return text.replace("−£", "−\N{WORD JOINER}£")


def run(text: str, *, style: str = "", formatting: str = "") -> str:
    """Return a stretch of text. `style` is the id of a character style."""
    if not text:
        return ""
    about = (f'<w:rStyle w:val="{style}"/>' if style else "") + formatting
    properties = f"<w:rPr>{about}</w:rPr>" if about else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def tab() -> str:
    return "<w:r><w:tab/></w:r>"


def paragraph(content: str, *, style: str = "", formatting: str = "", above: str = "") -> str:
    """Return a paragraph.

    `above` is what comes before a numbering, and `formatting` what comes from there on, in the
    order that the standard lays down.
    """
    about = (f'<w:pStyle w:val="{style}"/>' if style else "") + above + formatting
    return f"<w:p><w:pPr>{about}</w:pPr>{content}</w:p>" if about else f"<w:p>{content}</w:p>"


def numbering(level: int, number_id: int) -> str:
    """Return the number of a paragraph; `number_id` 0 takes away what its style would give."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>'


def bookmark(content: str, *, name: str, place: int) -> str:
    """Return content that links can lead to. `place` is a number that no other bookmark has."""
    return (
        f'<w:bookmarkStart w:id="{place}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{place}"/>'
    )


def inside_link(content: str, *, name: str) -> str:
    """Return content that leads to a bookmark of the same document."""
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{content}</w:hyperlink>'


def field(instruction: str, result: str) -> str:
    """Return a field with what it last came to, so that nobody is asked to bring it up to date."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{result}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def picture(
    relationship: str, *, place: int, name: str, alternative: str, size: tuple[int, int]
) -> str:
    """Return a picture in a run. `size` is its width and height in English Metric Units."""
    width, height = size
    about = f'id="{place}" name={quoteattr(name)}'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f"<wp:docPr {about} descr={quoteattr(alternative)}/>"
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"<pic:pic><pic:nvPicPr><pic:cNvPr {about}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
