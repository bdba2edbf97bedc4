"""Lists in pages: each names the next by a cursor, which stays true while rows are added."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Field, Schema

from commonweal.errors import InputError, Place

__all__ = ["Paging", "page_of_rows"]

MOST = 100


class Paging(Schema):
    """Which page of a list."""

    cursor: str = Field("", description="From `next` of the page before; left out for the first.")
    limit: int = Field(50, ge=1, le=MOST, description="How many at most.")


def page_of_rows(
    request: HttpRequest,
    rows: QuerySet[Any],
    paging: Paging,
    show: Callable[[Any], dict[str, Any]],
) -> dict[str, Any]:
    """Return one page: `items`, and the address of the `next`, null at the end.

    Raises
    ------
    InputError
        The cursor is not one that was given out.
    """
    after = _read(paging.cursor)
    found: list[Model] = list(rows.filter(pk__gt=after).order_by("pk")[: paging.limit + 1])
    page = found[: paging.limit]
    following = None
    if len(found) > paging.limit:
        cursor = base64.urlsafe_b64encode(str(page[-1].pk).encode()).decode()
        following = request.build_absolute_uri(
            f"{request.path}?limit={paging.limit}&cursor={cursor}"
        )
    return {"items": [show(row) for row in page], "next": following}


def _read(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        after = int(base64.urlsafe_b64decode(cursor.encode("ascii")))
    except (ValueError, binascii.Error) as error:
        raise InputError(
            f"{cursor!r} is not a cursor.",
            hint="Use the address in `next` as it is.",
            place=Place(key="cursor"),
        ) from error
    if not 0 <= after < 2**63:
        raise InputError(
            f"{cursor!r} is not a cursor.",
            hint="Use the address in `next` as it is.",
            place=Place(key="cursor"),
        )
    return after
