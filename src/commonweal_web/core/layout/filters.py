"""Filters of the templates: the library's own words for figures, so that page and paper agree."""

from __future__ import annotations

import base64
import datetime
from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone

from commonweal.money import pounds, say_pounds, say_pounds_short

__all__ = ["FILTERS", "chart_address", "say_date", "say_moment", "svg_address"]


def say_date(day: datetime.date | None) -> str:
    """Say a day as an officer writes it: "1 April 2027"; nothing for no day."""
    if day is None:
        return ""
    if isinstance(day, datetime.datetime):
        day = _here(day).date()
    return f"{day.day} {day:%B %Y}"


def say_moment(moment: datetime.datetime | None) -> str:
    """Say a moment: "1 April 2027 at 2:05pm", in the time of the site."""
    if moment is None:
        return ""
    here = _here(moment)
    hour = here.hour % 12 or 12
    half = "am" if here.hour < 12 else "pm"
    return f"{say_date(here)} at {hour}:{here:%M}{half}"


def say_count(number: int, one: str, many: str = "") -> str:
    """Say how many there are: "1 body", "3 bodies"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def chart_address(chart: Any) -> str:
    """Return a chart as an address that holds it: an image, so that its own styles stay in it."""
    from commonweal.reports.charts import draw  # matplotlib takes half a second to import

    return svg_address(draw(chart))


def svg_address(svg: str) -> str:
    """Return a drawing as an address that holds it."""
    encoded = base64.b64encode(svg.encode("utf-8")).decode("ascii")
    return f"data:image/svg+xml;base64,{encoded}"


def _here(moment: datetime.datetime) -> datetime.datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


FILTERS: Mapping[str, Callable[..., Any]] = {
    "chart_address": chart_address,
    "count": say_count,
    "date": say_date,
    "moment": say_moment,
    "pounds": say_pounds,
    "pounds_of_pence": pounds,
    "pounds_short": say_pounds_short,
}
