"""Which keys a body has."""

from __future__ import annotations

from django.db.models import QuerySet

from commonweal_web.api.models import ApiKey
from commonweal_web.bodies.models import Body
from commonweal_web.core.policy import HiddenError

__all__ = ["find_key", "keys_of"]


def keys_of(body: Body) -> QuerySet[ApiKey]:
    """Return a body's keys, newest first, those that work no more too; ask the policy first."""
    return ApiKey.objects.filter(body=body).select_related("made_by", "revoked_by")


def find_key(body: Body, pk: int) -> ApiKey:
    """Return one of a body's keys.

    Raises
    ------
    HiddenError
        It has none of that number.
    """
    key = keys_of(body).filter(pk=pk).first()
    if key is None:
        raise HiddenError
    return key
