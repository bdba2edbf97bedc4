"""What a copy of the file leaves out, because its reader may not see it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import Entry, Slug

__all__ = ["Withheld"]


class Withheld(Entry):
    """Something of a body's that this copy of the file does not show.

    Nothing is lost by loading such a copy back: what it could not show stays as it was.
    """

    body: Slug
    """Whose figures they are: the id of a body."""
    what: Annotated[str, Field(min_length=1)]
    """What is left out: its figures, or a cost line of a service."""
    why: Annotated[str, Field(min_length=1)]
    """Why it may not be seen here."""
