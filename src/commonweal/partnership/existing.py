"""An arrangement that is already running: how it is split and what was charged."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import Evidenced, Slug, unit

__all__ = ["Existing"]


class Existing(Evidenced):
    """The arrangement the bodies are in now, for asking whether each still wins by it.

    The baselines then hold what each would spend if it ran the service by itself again.
    """

    option: Slug
    """The sharing option of this file that describes the arrangement."""
    year: str
    """Financial year of the charges, for example "2025-26"."""
    charges: Annotated[
        dict[Slug, Annotated[float, Field(ge=0)]],
        Field(min_length=2, json_schema_extra=unit("pounds a year")),
    ]
    """What each partner was charged in that year."""
    notice_months: Annotated[int, Field(ge=0, le=120)] | None = Field(
        default=None, json_schema_extra=unit("months")
    )
    """Months of notice that the agreement asks of a partner who leaves; left out where it is silent
    or nobody knows, and then 6, 12 and 15 months are asked about."""
