"""What may be commented on in agreements: each clause, and each agreement as a whole."""

from __future__ import annotations

from django.urls import reverse

from commonweal.agreement import matter
from commonweal.errors import InputError
from commonweal_web.agreements.queries import find_agreement
from commonweal_web.core.policy import HiddenError, Standing
from commonweal_web.discussion.subjects import Subject
from commonweal_web.partnerships.models import Partnership

__all__ = ["subject_of"]


def subject_of(standing: Standing, partnership: Partnership, key: str) -> Subject:
    """Return what `clause/1/notice` or `clause/1` stands for. Raises HiddenError."""
    _, _, rest = key.partition("/")
    number, _, matter_id = rest.partition("/")
    if not number.isdecimal() or len(number) > 9:
        raise HiddenError
    agreement = find_agreement(standing, partnership, int(number))
    of = [partnership.reference, agreement.number]
    if not matter_id:
        return Subject(
            key=f"clause/{agreement.number}",
            said=agreement.name,
            address=reverse("agreement", args=of),
        )
    try:
        about = matter(matter_id)
    except InputError as error:
        raise HiddenError from error
    return Subject(
        key=f"clause/{agreement.number}/{about.id}",
        said=f"{about.heading}, in {agreement.name}",
        address=reverse("clause", args=[*of, about.id]),
    )
