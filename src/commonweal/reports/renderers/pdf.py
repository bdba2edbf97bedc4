"""A paper as a tagged PDF (PDF/UA-1), laid out by Typst, the same bytes every time.

What the paper says goes in as JSON: nothing in it is ever read as markup. The fonts are ours and
Typst's own; whatever the machine has makes no odds.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib import resources
from typing import Any

from commonweal.files.reference import reference_bytes
from commonweal.reports.charts import draw

from .columns import pieces_of
from .following import Worked, worked
from .glyphs import shown
from .laid import (
    Laid,
    LaidBlock,
    LaidCallout,
    LaidCell,
    LaidChart,
    LaidFacts,
    LaidInput,
    LaidParagraph,
    LaidPoints,
    LaidSection,
    LaidTable,
    LaidTrace,
    Opened,
    Spans,
    plain,
)
from .marks import runs_of

__all__ = ["pdf_document"]

PACKAGE = "commonweal.reports.renderers"
#: Letters beyond which a box or a row may run over a page's end rather than off it.
LONG = 900
#: Inputs beyond which a trace may.
MANY = 4


def pdf_document(laid: Laid) -> bytes:
    """Return a paper as a PDF."""
    import typst

    words = json.dumps(_values(laid), ensure_ascii=False)
    try:
        return _compiled(words)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return _compiled(shown(words))


def _compiled(words: str) -> bytes:
    import typst

    # Typst takes fonts by the folder they are in.
    with resources.as_file(resources.files(PACKAGE).joinpath("fonts")) as folder:
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])
    return typst.compile(
        reference_bytes(PACKAGE, "templates/paper.typ"),
        format="pdf",
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"paper": words},
        pdf_standards="ua-1",
    )


def _values(laid: Laid) -> dict[str, Any]:
    language, _, region = laid.paper.language.partition("-")
    return {
        "title": laid.title,
        "subtitle": laid.subtitle,
        "author": laid.author,
        "language": language,
        "region": region or None,
        "exempt": laid.exempt,
        "is_numbered": laid.paper.is_numbered,
        "facts": _rows(laid.facts),
        "has_contents": bool(laid.contents),
        "sections": [_section(section) for section in laid.sections],
        "sources": [
            {
                "heading": asdict(source.heading),
                "worked": [_worked(one) for one in worked(source.traces)],
                "exempt": source.exempt,
            }
            for source in laid.sources
        ],
        "rests_on": asdict(laid.rests_on),
        "stamp": laid.stamp,
        "stamp_facts": _rows(laid.stamp_facts),
    }


def _section(section: LaidSection) -> dict[str, Any]:
    return {
        "heading": asdict(section.heading),
        "exempt": section.exempt,
        "blocks": [_block(block) for block in section.blocks],
        "sections": [_section(inner) for inner in section.sections],
    }


def _block(block: LaidBlock) -> dict[str, Any]:
    match block:
        case LaidParagraph():
            return {
                "kind_of_block": "paragraph",
                "number": block.number,
                "spans": _spans(block.spans),
                "small_print": block.small_print,
            }
        case LaidPoints():
            return {
                "kind_of_block": "points",
                "items": [_spans(item) for item in block.items],
                "is_numbered": block.is_numbered,
            }
        case LaidCallout():
            return {
                "kind_of_block": "callout",
                "kind": block.kind,
                "heading": block.heading,
                "spans": _spans(block.spans),
                "is_long": len(plain(block.spans)) > LONG,
            }
        case LaidFacts():
            return {"kind_of_block": "facts", "rows": _rows(block)}
        case LaidTable():
            return {"kind_of_block": "table", **_table(block)}
        case LaidChart():
            return {
                "kind_of_block": "chart",
                "id": block.id,
                "label": block.label,
                "title": block.title,
                "small_print": block.small_print,
                "alternative": block.alternative,
                "svg": draw(block.chart),
                "table": _table(block.table),
            }


def _table(table: LaidTable) -> dict[str, Any]:
    is_long = any(cell.n_letters > LONG for row in table.rows for cell in row)
    return {
        "id": table.id,
        "label": table.label,
        "caption": table.caption,
        "small_print": table.small_print,
        "sources": [[_opened(end) for end in run] for run in runs_of(table.sources)],
        "pieces": [
            {
                "columns": [asdict(table.columns[place]) for place in piece.columns],
                "shares": piece.shares,
                "points": piece.points,
                "rows": [[_cell(row[place]) for place in piece.columns] for row in table.rows],
                "is_long": is_long,
                "is_short": table.is_short,
            }
            for piece in pieces_of(table)
        ],
    }


def _cell(cell: LaidCell) -> dict[str, Any]:
    return {"said": _span(cell.said), "small_print": cell.small_print, "tone": cell.tone}


def _trace(trace: LaidTrace) -> dict[str, Any]:
    return {
        **asdict(trace),
        "inputs": [_input(given) for given in trace.inputs],
        "is_long": len(trace.inputs) > MANY or len(trace.formula) > LONG,
    }


def _input(given: LaidInput) -> dict[str, Any]:
    return {**asdict(given), "said": _span(given.said)}


def _worked(one: Worked) -> dict[str, Any]:
    return {
        "trace": _trace(one.trace),
        "said": one.followers_said,
        "followers": [
            {
                "anchor": follower.trace.anchor,
                "mark": follower.trace.mark,
                "name": follower.trace.name,
                "said": follower.trace.said,
                "backs": [asdict(back) for back in follower.trace.backs],
                "own": follower.own,
                "inputs": [_input(given) for given in follower.inputs],
                "leads": [_opened(lead) for lead in follower.leads],
            }
            for follower in one.followers
        ],
    }


def _rows(facts: LaidFacts) -> list[tuple[str, list[Any]]]:
    return [(name, _spans(spans)) for name, spans in facts.rows]


def _spans(spans: Spans | Sequence[str | Opened]) -> list[Any]:
    return [_span(span) for span in spans]


def _span(span: str | Opened) -> Any:
    return span if isinstance(span, str) else _opened(span)


def _opened(figure: Opened) -> dict[str, str]:
    return asdict(figure)
