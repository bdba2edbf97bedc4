"""Signing in as somebody who is made up."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from commonweal_web.accounts.models import User
from commonweal_web.core.audit import Chain, Event, record, recorded
from commonweal_web.core.policy import HiddenError

__all__ = ["check_is_demonstration", "sign_in_as"]


def check_is_demonstration() -> None:
    """Hide everything of the demonstration from a site that is not one."""
    if not settings.IS_DEMONSTRATION:
        raise HiddenError


def sign_in_as(request: HttpRequest, person: User) -> None:
    """Sign the visitor in as a demonstration person, without asking anything.

    Raises
    ------
    HiddenError
        The site is not one for demonstration, or the person is not made up.
    """
    check_is_demonstration()
    if not person.is_demonstration or not person.is_active:
        raise HiddenError
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    with recorded():
        record(
            Event.SIGNED_IN,
            by=person,
            chain=Chain.site(),
            about=person.name,
            means="one click, as a demonstration person",
        )
