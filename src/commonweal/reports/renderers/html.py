"""A paper as HTML: one file that stands alone, or a fragment and its style for the site's own page.

No script, no style attribute, nothing fetched: the file's own security policy allows only its one
style sheet, by its hash, and pictures held within it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from commonweal.reports.charts import Chart, draw
from commonweal.reports.papers.paper import Paper

from .laid import Laid, LaidTable
from .layout import lay_out
from .marks import runs_of

__all__ = ["HtmlParts", "html_page", "html_parts"]

#: What no line may break within: a minus sign with its pounds, a figure with its million.
_KEPT_TOGETHER = re.compile(
    r"−£?\d[\d,.]*%?(?: (?:million|thousand))?|£[\d,.]+ (?:million|thousand)|\b\d{4}-\d{2}\b"
)


#: Letters of a column's fullest cell up to which it may be narrow, and beyond which it needs room.
BRIEF_CELL = 12
LONG_CELL = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlParts:
    """A paper to be laid into another page.

    `fragment` is one `article` of class `paper` with the page's only `h1`; every rule of
    `stylesheet` but the page's own margins is for what stands within it. `stylesheet_hash` is
    what a content security policy names it by; pictures need `img-src data:`.
    """

    title: str
    fragment: str
    stylesheet: str

    @property
    def stylesheet_hash(self) -> str:
        """Return the hash that lets the style sheet pass: `sha256-…`."""
        digest = hashlib.sha256(self.stylesheet.encode("utf-8")).digest()
        return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def html_parts(paper: Paper) -> HtmlParts:
    """Return a paper as a fragment and its style sheet, the same for the same paper.

    Raises
    ------
    InputError
        If the paper cites a figure of which it holds no trace.
    """
    laid = lay_out(paper)
    return HtmlParts(
        title=_title(laid),
        fragment=_fragment(laid),
        stylesheet=_source("paper.css") + _print_rules(laid),
    )


def html_page(laid: Laid) -> str:
    """Return a paper as one page that stands alone."""
    parts = HtmlParts(
        title=_title(laid),
        fragment=_fragment(laid),
        stylesheet=_source("page.css") + _source("paper.css") + _print_rules(laid),
    )
    return _templates().get_template("page.html.jinja").render(laid=laid, parts=parts) + "\n"


def _title(laid: Laid) -> str:
    return ": ".join(part for part in (laid.title, laid.subtitle) if part)


def _fragment(laid: Laid) -> str:
    rendered = _templates().get_template("fragment.html.jinja").render(laid=laid)
    # What the template's own lines leave behind is a tenth of a short paper.
    return re.sub(r"\n\s*\n+", "\n", rendered).strip()


def _print_rules(laid: Laid) -> str:
    """Return the rules that print the run stamp and the page number in the margin of each page."""
    style = "font: 7.5pt system-ui, Arial, sans-serif; color: #4a5452;"
    return (
        "@page { size: A4; margin: 18mm 18mm 20mm; "
        f"@bottom-left {{ content: {_css_text(laid.stamp)}; width: 80%; {style} }} "
        f'@bottom-right {{ content: "Page " counter(page) " of " counter(pages); {style} }} }}\n'
    )


def _css_text(text: str) -> str:
    """Return a text as CSS has it; nothing in it can end the string or the style sheet."""
    return '"' + re.sub(r'[\\"<>&\n\r\f]', lambda found: f"\\{ord(found[0]):x} ", text) + '"'


def _picture(chart: Chart) -> str:
    encoded = base64.b64encode(draw(chart).encode("utf-8")).decode("ascii")
    return f"data:image/svg+xml;base64,{encoded}"


def _keep(text: str) -> Markup:
    escaped = str(escape(text))
    return Markup(_KEPT_TOGETHER.sub(r'<span class="nowrap">\g<0></span>', escaped))


def _column_class(table: LaidTable, place: int) -> Markup:
    """Return what the style sheet sets a column's width by: what kind it is, how much it says."""
    column = table.columns[place]
    cells = [row[place] for row in table.rows]
    fullest = max((cell.n_letters for cell in cells), default=0)
    classes = ["figure"] * column.is_figure
    if fullest <= BRIEF_CELL:
        classes.append("brief")
    elif max((len(cell.small_print) for cell in cells), default=0) > LONG_CELL or (
        fullest > LONG_CELL and not column.is_figure
    ):
        classes.append("long")
    return Markup(f' class="{" ".join(classes)}"') if classes else Markup()


def _kind(block: object) -> str:
    return type(block).__name__


def _source(name: str) -> str:
    loader = _templates().loader
    assert loader is not None
    return loader.get_source(_templates(), name)[0]


@lru_cache(maxsize=1)
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("commonweal.reports.renderers", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        column_class=_column_class, keep=_keep, kind=_kind, picture=_picture, runs=runs_of
    )
    return environment
