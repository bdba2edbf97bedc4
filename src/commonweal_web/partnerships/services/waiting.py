"""Files that wait until their sender has seen what they would change, a day at most."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from commonweal_web.bodies.models import Body
from commonweal_web.core.policy import HiddenError
from commonweal_web.partnerships.models import Partnership, WaitingFile
from commonweal_web.partnerships.permissions import records as permissions

__all__ = ["drop_file", "find_waiting_file", "keep_waiting_file"]

HOURS = 24


def keep_waiting_file(
    *,
    by: Any,
    partnership: Partnership,
    body: Body | None,
    purpose: WaitingFile.Purpose,
    data: bytes,
    file_name: str,
    place: str = "",
    note: str = "",
) -> WaitingFile:
    """Keep a file for its sender to confirm; the same sender's last one for it makes room."""
    permissions.check_can_prepare(by, partnership, body)
    WaitingFile.objects.filter(sent_at__lt=_oldest()).delete()
    WaitingFile.objects.filter(
        sent_by=by, partnership=partnership, body=body, purpose=purpose, place=place
    ).delete()
    return WaitingFile.objects.create(
        partnership=partnership,
        body=body,
        purpose=purpose,
        place=place,
        file_name=file_name[:200],
        data=data,
        note=note,
        sent_by=by,
    )


def find_waiting_file(
    by: Any, partnership: Partnership, body: Body | None, purpose: WaitingFile.Purpose, pk: int
) -> WaitingFile:
    """Return a file that somebody sent for a part that they may write.

    Raises
    ------
    HiddenError
        There is none, it was sent by somebody else, or it waited longer than a day.
    """
    found = WaitingFile.objects.filter(
        pk=pk,
        sent_by=by,
        partnership=partnership,
        body=body,
        purpose=purpose,
        sent_at__gte=_oldest(),
    ).first()
    if found is None:
        raise HiddenError
    return found


def drop_file(file: WaitingFile) -> None:
    """Drop a file once what it holds is saved, or is not wanted."""
    WaitingFile.objects.filter(pk=file.pk).delete()


def _oldest() -> Any:
    return timezone.now() - timedelta(hours=HOURS)
