"""What may be commented on among typed figures: a holder's part, and each table and list in it.

A key names rows by what the file calls them, so that it stays true when others are taken out:
`figures/ashby/baselines/building-control/costs`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.urls import reverse

from commonweal.partnership.holdings import seen_by
from commonweal_web.bodies.models import Body
from commonweal_web.core.policy import HiddenError, Standing
from commonweal_web.discussion.records import is_with_partners
from commonweal_web.discussion.subjects import Subject
from commonweal_web.figures.places import (
    ListPlace,
    Path,
    address_of,
    place_at,
)
from commonweal_web.figures.presenters import title_of
from commonweal_web.figures.queries import Part, body_named, part_of
from commonweal_web.partnerships.models import Partnership
from commonweal_web.partnerships.permissions import records as permissions
from commonweal_web.partnerships.queries.records import case_of, find_document

__all__ = ["key_of", "subject_of"]

_NAMES: Final = ("id", "service", "body")
_SIMPLE: Final = re.compile(r"(?!\d+$)[a-z0-9-]{1,60}")


def key_of(part: Part, path: Path = ()) -> str:
    """Return the key of a place of a part; of the part itself where no place is given."""
    steps: list[str] = []
    here: Any = part.values
    for step in path:
        if isinstance(step, int):
            rows = here if isinstance(here, list) else []
            name = _name_of(rows, step)
            steps.append(name or str(step))
            here = rows[step] if step < len(rows) else {}
        else:
            steps.append(step.replace("_", "-"))
            here = here.get(step, {}) if isinstance(here, dict) else {}
    return "/".join(["figures", part.holder, *steps])


def _name_of(rows: Sequence[Mapping[str, Any]], at: int) -> str:
    """Return what a row alone of its list is called; nothing where it has no such name."""
    for key in _NAMES:
        said = [str(row.get(key, "")) for row in rows]
        if at < len(said) and _SIMPLE.fullmatch(said[at]) and said.count(said[at]) == 1:
            return said[at]
    return ""


def _path_in(values: Mapping[str, Any], steps: Sequence[str]) -> Path:
    """Return the path that a key's steps lead to in some values. Raises HiddenError."""
    path: list[str | int] = []
    here: Any = values
    for step in steps:
        if isinstance(here, list):
            named = [index for index in range(len(here)) if _name_of(here, index) == step]
            if not named and not (step.isdecimal() and int(step) < len(here)):
                raise HiddenError
            index = named[0] if named else int(step)
            path.append(index)
            here = here[index]
        else:
            key = step.replace("-", "_")
            path.append(key)
            here = here.get(key) if isinstance(here, dict) else None
            here = {} if here is None else here
    return tuple(path)


def subject_of(standing: Standing, partnership: Partnership, key: str) -> Subject:
    """Return what a key of figures stands for, for whoever may read of it.

    What a body has not submitted, or partners would read only within a sum, is its own. Of what
    is submitted everybody may speak; the address is that of the version they read.

    Raises
    ------
    HiddenError
        There is no such place, or not for them.
    """
    _, holder, *steps = [*key.strip("/").split("/"), ""]
    steps = [step for step in steps if step]
    body = body_named(partnership, holder)
    can_write = permissions.may_prepare(standing, partnership, body)
    is_own = can_write or (body is not None and permissions.is_own_body(standing, body.pk))
    part = part_of(partnership, body) if is_own else _standing_part(standing, partnership, body)
    open_words = _open_words(part, steps)
    if open_words is None and not is_own:
        raise HiddenError
    return Subject(
        key="/".join(["figures", holder, *steps]),
        said=open_words or _words(part, part.values, steps),
        address=_address(standing, part, steps, can_write=can_write),
        only=part.body if open_words is None else None,
        is_keepers=open_words is None and part.body is None,
    )


def _standing_part(standing: Standing, partnership: Partnership, body: Body | None) -> Part:
    """Return a part as it stands with the partners, for one who reads no draft of it."""
    case = case_of(partnership)
    body_id = None if body is None else body.pk
    document = next((one for one in case.documents if one.body_id == body_id), None)
    if document is None:
        raise HiddenError
    document.partnership = partnership
    permissions.check_can_see(standing, document)
    return Part(
        partnership=partnership, body=body, document=document, values=document.values, case=case
    )


def _open_words(part: Part, steps: Sequence[str]) -> str | None:
    """Return what partners call a place, None where it is not theirs to read."""
    document = part.document
    if document is None or not is_with_partners(document):
        return None
    every = frozenset(str(row["id"]) for row in part.values.get("bodies", ()))
    seen = seen_by(part.values, own=frozenset(), shared=every)
    seen.pop("withheld", None)
    try:
        return _words(part, seen, steps)
    except HiddenError:
        return None


def _words(part: Part, values: Mapping[str, Any], steps: Sequence[str]) -> str:
    """Return the names of a place and of all above it. Raises HiddenError where it is not."""
    whose = "Held in common" if part.body is None else f"Figures of {part.body.name}"
    path = _path_in(values, steps)
    titles = []
    for length in range(1, len(path) + 1):
        place = place_at(values, path[:length])
        is_on_the_way = isinstance(place, ListPlace) and length < len(path)
        if not is_on_the_way:
            titles.append(title_of(place))
    return f"{whose}: {', '.join(titles)}" if titles else whose


def _address(standing: Standing, part: Part, steps: Sequence[str], *, can_write: bool) -> str:
    reference = part.partnership.reference
    if can_write:
        if not steps:
            return reverse("part", args=[reference, part.holder])
        where = address_of(_path_in(part.values, steps))
        return reverse("part-at", args=[reference, part.holder, where])
    if part.document is None:
        return reverse("figures", args=[reference])
    find_document(standing, part.partnership, part.document.pk)
    return reverse("document", args=[reference, part.document.pk])
