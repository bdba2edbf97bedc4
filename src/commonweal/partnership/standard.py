"""A standard service: the reference model that partners and suppliers are judged against."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import Evidenced, Slug, unit

__all__ = ["StandardService"]


class StandardService(Evidenced):
    """What one unit of a service costs where it is done by the book.

    It saves nothing by itself: it says how much of a difference in cost is a difference in the way
    of working, which a body could close alone.
    """

    service: Slug
    """What it is a model of: the id of a service."""
    name: Annotated[str, Field(min_length=1)]
    """What the model is called."""
    measure: Slug
    """Volume that the cost is counted in, as the baselines name it: applications, calls."""
    cost_per_unit: Annotated[float, Field(gt=0)] = Field(json_schema_extra=unit("pounds a unit"))
    """What one of them costs where the service is done by the book."""
    what_it_includes: str = ""
    """What is done for that, and what is not."""
