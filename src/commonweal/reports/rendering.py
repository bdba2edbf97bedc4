"""From a deal to one HTML page that stands alone: its style and charts within, no script, no link
to anything outside.
"""

from __future__ import annotations

import base64
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from commonweal.deal import Deal
from commonweal.errors import ReaderReport

from .charts import Chart, draw
from .page import report_page_of

__all__ = ["report_page"]


def report_page(deal: Deal, report: ReaderReport) -> str:
    """Return the report on a deal as HTML, the same bytes for the same deal."""
    template = _templates().get_template("report.html.jinja")
    return template.render(page=report_page_of(deal, report)) + "\n"


def chart_address(chart: Chart) -> str:
    """Return a chart as an address that holds it: an image, so that its own styles stay in it."""
    encoded = base64.b64encode(draw(chart).encode("utf-8")).decode("ascii")
    return f"data:image/svg+xml;base64,{encoded}"


def _keep_together(said: Any) -> Any:
    """Keep a minus sign with its pounds: a browser would break the line between them."""
    return said.replace("−£", "−\N{WORD JOINER}£") if isinstance(said, str) else said


@lru_cache(maxsize=1)
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("commonweal.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_keep_together,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["chart_address"] = chart_address
    return environment
