"""Our own Word document, empty: its parts lie beside this module and are packed here."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from commonweal.files.reference import reference_bytes

__all__ = ["house_document", "house_part", "packed", "repacked"]

PACKAGE = "commonweal.reports.renderers.word"

#: Where each part stands in a Word file, the first two first.
PARTS: Final = (
    ("[Content_Types].xml", "content-types.xml"),
    ("_rels/.rels", "package.rels"),
    ("docProps/core.xml", "core.xml"),
    ("word/document.xml", "document.xml"),
    ("word/_rels/document.xml.rels", "document.rels"),
    ("word/styles.xml", "styles.xml"),
    ("word/numbering.xml", "numbering.xml"),
    ("word/settings.xml", "settings.xml"),
    ("word/header.xml", "header.xml"),
    ("word/footer.xml", "footer.xml"),
)

#: The first moment that a zip can name: the same paper is the same bytes tomorrow.
NO_TIME = (1980, 1, 1, 0, 0, 0)


def house_part(name: str) -> bytes:
    """Return one part of our document, by the name of its file."""
    return reference_bytes(PACKAGE, f"house/{name}")


def house_document() -> bytes:
    """Return our document with nothing in it but styles, numbers, head and foot."""
    return packed([(name, house_part(file)) for name, file in PARTS])


def packed(parts: list[tuple[str, bytes]]) -> bytes:
    """Return parts as a zip that says nothing of when or where it was made."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            about = zipfile.ZipInfo(name, date_time=NO_TIME)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.create_system = 0
            archive.writestr(about, content)
    return target.getvalue()


def repacked(document: bytes) -> bytes:
    """Return a Word file as the same bytes whenever it was packed."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return packed([(name, archive.read(name)) for name in archive.namelist()])
