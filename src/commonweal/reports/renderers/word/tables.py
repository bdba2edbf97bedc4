"""Tables as Word has them: widths kept, the head repeated, rows that hold together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from commonweal.reports.renderers.columns import Piece, pieces_of
from commonweal.reports.renderers.laid import LaidTable, Opened

from .document import OUR_TEXT_WIDTH, WordDocument
from .pieces import attribute, paragraph, run

__all__ = ["facts_table", "table_piece", "table_pieces"]

#: Arial is about this much wider than the face of our PDFs.
ARIAL = 0.88
#: The size of the style, in points; another is said of each run.
STYLED_POINTS = 9.0
#: Letters beyond which a row may run over a page's end.
LONG = 900
FACT_NAMES = 0.24


def table_pieces(table: LaidTable, document: WordDocument) -> tuple[Piece, ...]:
    """Return how a table is cut to fit between the margins of a document."""
    return pieces_of(table, width=ARIAL * document.text_width / OUR_TEXT_WIDTH)


def table_piece(
    document: WordDocument, table: LaidTable, piece: Piece, *, said: Callable[[str | Opened], str]
) -> str:
    """Return as much of a table as fits across a page."""
    widths = [round(share * document.text_width) for share in piece.shares]
    size = _size(piece.points)
    rows = [_head(document, table, piece, widths)]
    for row in table.rows:
        # A note under the table stays with its last row.
        is_last = row is table.rows[-1]
        is_kept = bool(table.sources) if is_last else table.is_short
        cells = [row[place] for place in piece.columns]
        is_long = any(cell.n_letters > LONG for cell in cells)
        written = "".join(
            _cell(
                _in_tone(said(cell.said), cell.tone, size)
                + _small(document, cell.small_print, size),
                width,
                document.style_id(
                    "Table Figure" if table.columns[place].is_figure else "Table Text"
                ),
                is_kept=is_kept,
            )
            for place, cell, width in zip(piece.columns, cells, widths, strict=True)
        )
        properties = "" if is_long else "<w:trPr><w:cantSplit/></w:trPr>"
        rows.append(f"<w:tr>{properties}{written}</w:tr>")
    return _table(
        document.style_id("Commonweal Table"), table.caption, widths, rows, look='w:firstRow="1"'
    )


def facts_table(document: WordDocument, rows: Sequence[tuple[str, str]]) -> str:
    """Return names with what stands beside each; both are runs already."""
    names = round(FACT_NAMES * document.text_width)
    widths = [names, document.text_width - names]
    style = document.style_id("Fact Text")
    written = [
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        f"{_cell(name, widths[0], style)}{_cell(words, widths[1], style)}</w:tr>"
        for name, words in rows
    ]
    return _table(
        document.style_id("Commonweal Facts"), "Facts", widths, written, look='w:firstColumn="1"'
    )


def _table(
    style: str, caption: str, widths: Sequence[int], rows: Sequence[str], *, look: str
) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"<w:tblLook {look}/><w:tblCaption w:val={attribute(caption)}/></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _head(document: WordDocument, table: LaidTable, piece: Piece, widths: Sequence[int]) -> str:
    size = _size(piece.points)
    cells = []
    for place, width in zip(piece.columns, widths, strict=True):
        column = table.columns[place]
        style = document.style_id("Table Figure" if column.is_figure else "Table Text")
        words = _sized(run(column.name, formatting="<w:b/><w:bCs/>"), size)
        cells.append(
            _cell(words + _small(document, column.small_print, size), width, style, is_kept=True)
        )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(content: str, width: int, style: str, *, is_kept: bool = False) -> str:
    """Return a cell; its row stays on the page of the next where it is kept."""
    above = "<w:keepNext/>" if is_kept else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{paragraph(content, style=style, above=above)}</w:tc>"
    )


def _small(document: WordDocument, words: str, size: str) -> str:
    if not words:
        return ""
    small = run(words, style=document.style_id("Small Print"), formatting='<w:b w:val="0"/>')
    return "<w:r><w:br/></w:r>" + _sized(small, size or _size(STYLED_POINTS - 1))


def _in_tone(content: str, tone: str, size: str) -> str:
    if tone == "loss":
        content = _formatted(content, '<w:color w:val="A3200D"/>')
    return _sized(content, size)


def _size(points: float) -> str:
    if points == STYLED_POINTS:
        return ""
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _sized(content: str, size: str) -> str:
    return _formatted(content, size) if size else content


def _formatted(content: str, formatting: str) -> str:
    """Return runs with this said of each, after what is said of them already."""
    with_properties = content.replace("</w:rPr>", f"{formatting}</w:rPr>")
    return with_properties.replace("<w:r><w:t", f"<w:r><w:rPr>{formatting}</w:rPr><w:t")
