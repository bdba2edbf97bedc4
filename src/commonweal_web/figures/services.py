"""Saving what was typed: every page saved is a version of its own, and none is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from commonweal.errors import CommonwealError, Refusal, RefusedError
from commonweal.partnership import read_values
from commonweal.partnership.holdings import COMMON, assembled, holder_of, parted
from commonweal_web.bodies.models import Body
from commonweal_web.core.audit import recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.partnerships.models import Document, Partnership
from commonweal_web.partnerships.permissions import records as permissions
from commonweal_web.partnerships.policies.partnership import check_is_open
from commonweal_web.partnerships.queries.records import Case
from commonweal_web.partnerships.reading import Given, as_json_values, json_text
from commonweal_web.partnerships.services.documents import keep_draft

from .places import Path
from .queries import Part, part_of

__all__ = ["MeanwhileError", "Typed", "restore_version", "save_change"]

Change = Callable[[dict[str, Any]], dict[str, Any]]

_ROW = re.compile(r"([a-z_]+)\[(\d+)\]")


class MeanwhileError(Exception):
    """Somebody else saved the same page meanwhile; both are kept for the person to choose."""

    def __init__(self, now: Part) -> None:
        super().__init__("Somebody saved this page while you were typing.")
        self.now = now


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A version as it was saved, with what others still have to mend before it can be judged."""

    document: Document
    open_points: tuple[str, ...]


def save_change(
    *,
    by: Any,
    partnership: Partnership,
    body: Body | None,
    path: Path,
    version: int,
    change: Change,
    note: str,
) -> Typed:
    """Save a change of one page as the next version of a part, a draft.

    Where others saved other pages since `version`, both changes stand.

    Parameters
    ----------
    path
        The place that the page shows; what it held is compared between `version` and now.
    version
        The version that the page was opened on.
    change
        Makes the part with the change in it from the part as it stands.

    Raises
    ------
    MeanwhileError
        Somebody saved the same page since.
    PolicyError
        The partnership is closed.
    CommonwealError
        What was typed cannot stand, with the reader's own words.
    """
    actor = permissions.check_can_prepare(by, partnership, body)
    check_is_open(partnership)
    with recorded():
        Partnership.objects.select_for_update().get(pk=partnership.pk)
        now = part_of(partnership, body)
        if now.version != version and _held(now.values, path) != _held(
            _values_at(partnership, body, version), path
        ):
            raise MeanwhileError(now)
        wanted = change(now.values)
        values, open_points = _judged(now.case, body, wanted)
        if now.is_draft and values == now.values:
            # The same page sent twice makes one version.
            assert now.document is not None
            return Typed(document=now.document, open_points=open_points)
        document = keep_draft(
            by,
            actor,
            partnership,
            body,
            given=Given(
                form=Document.Form.TYPED, file_name="", text=json_text(values), values=values
            ),
            values=values,
            note=note[:500],
        )
    return Typed(document=document, open_points=open_points)


def restore_version(
    *, by: Any, partnership: Partnership, body: Body | None, version: int
) -> Document:
    """Bring back what an earlier version said, as a new draft; what came between stays kept."""
    actor = permissions.check_can_prepare(by, partnership, body)
    check_is_open(partnership)
    earlier = partnership.documents.filter(body=body, version=version).first()
    if earlier is None:
        raise PolicyError("There is no such version.", hint="Choose one of the list.")
    with recorded():
        return keep_draft(
            by,
            actor,
            partnership,
            body,
            given=Given(
                form=Document.Form.TYPED,
                file_name="",
                text=json_text(earlier.values),
                values=earlier.values,
            ),
            values=earlier.values,
            note=f"Version {version} brought back",
        )


def _values_at(partnership: Partnership, body: Body | None, version: int) -> Mapping[str, Any]:
    document = partnership.documents.filter(body=body, version=version).first()
    return {} if document is None else document.values


def _held(values: Mapping[str, Any], path: Path) -> Any:
    """Return what stands at a path, None where nothing does."""
    here: Any = values
    for step in path:
        if isinstance(step, str):
            here = here.get(step) if isinstance(here, Mapping) else None
        else:
            here = here[step] if isinstance(here, list) and step < len(here) else None
    return here


def _judged(
    case: Case, body: Body | None, values: dict[str, Any]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return a part as the reader of the whole file takes it, and what is still open elsewhere.

    What is wrong in the part itself is refused; what others have not given yet is told.
    """
    whole = _whole(case, body, values)
    try:
        judged, _ = read_values(whole, source="this page")
    except RefusedError as error:
        own = tuple(one for one in error.report.refused if _is_own(one, whole, body))
        if own:
            raise RefusedError.from_refusals("this page", own) from error
        return values, tuple(f"{one.reason} {one.mend}" for one in error.report.refused)
    except CommonwealError:
        # Nothing is held in common yet: the part waits as it is.
        return values, ("Nothing is held in common yet.",)
    document = as_json_values(judged)
    parts = parted(document)
    if body is not None:
        return parts.by_body.get(body.reference, values), ()
    return document if not case.own_parts else _common(document, case), ()


def _whole(case: Case, body: Body | None, values: dict[str, Any]) -> dict[str, Any]:
    if body is None:
        theirs = parted(case.values).by_body if case.values else {}
        given = {name: part for name, part in theirs.items() if name in case.own_parts}
        ours = parted(values)
        return assembled(ours.common, ours.by_body | given, like=values)
    held = parted(case.values)
    by_body = held.by_body | {body.reference: values}
    return assembled(held.common, by_body, like=case.values)


def _common(document: dict[str, Any], case: Case) -> dict[str, Any]:
    """Return what is held in common: of bodies that gave their own figures, who they are."""
    parts = parted(document)
    named = {
        body: {"bodies": [{"id": row["id"], "name": row["name"]} for row in part["bodies"]]}
        if body in case.own_parts
        else part
        for body, part in parts.by_body.items()
    }
    return assembled(parts.common, named, like=document)


def _is_own(refusal: Refusal, whole: Mapping[str, Any], body: Body | None) -> bool:
    """Return whether what is refused stands in the holder's own part."""
    found = _ROW.match(refusal.place.key)
    if found is None:
        return body is None
    section, number = found.group(1), int(found.group(2))
    rows = whole.get(section, ())
    # Places count rows from 1, as people do.
    row = rows[number - 1] if 0 < number <= len(rows) else {}
    holder = holder_of((section,), row)
    return holder == (COMMON if body is None else body.reference)
