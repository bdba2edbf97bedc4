"""Saving what was typed: every page saved is a version of its own, and none is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from commonweal.errors import RefusedError
from commonweal.partnership.holdings import assembled, parted
from commonweal_web.bodies.models import Body
from commonweal_web.core.audit import recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.figures.places import Path
from commonweal_web.figures.queries import Part, part_of
from commonweal_web.partnerships.models import Document, Partnership
from commonweal_web.partnerships.permissions import records as permissions
from commonweal_web.partnerships.policies.partnership import check_is_open
from commonweal_web.partnerships.queries.placeholders import taken_over
from commonweal_web.partnerships.reading import Given, json_text
from commonweal_web.partnerships.services.documents import keep_draft
from commonweal_web.partnerships.services.judging import judge

__all__ = ["MeanwhileError", "Typed", "restore_version", "save_change"]

Change = Callable[[dict[str, Any]], dict[str, Any]]


class MeanwhileError(Exception):
    """Somebody else saved the same page meanwhile; both are kept for the person to choose."""

    def __init__(self, now: Part) -> None:
        super().__init__("Somebody saved this page while you were typing.")
        self.now = now


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A version as it was saved, with what must still be mended elsewhere before it can stand."""

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
        if body is None:
            _check_not_taken_over(partnership, now.values, wanted)
        judged = judge(now.case, body, wanted)
        faults = judged.refused_at(path, body)
        if faults:
            raise RefusedError.from_refusals("this page", faults)
        values = judged.values
        open_points = tuple(f"{one.reason} {one.mend}" for one in judged.refused)
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
        values = earlier.values
        if body is None:
            values = _with_theirs(partnership, part_of(partnership, None).values, values)
        return keep_draft(
            by,
            actor,
            partnership,
            body,
            given=Given(
                form=Document.Form.TYPED, file_name="", text=json_text(values), values=values
            ),
            values=values,
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


def _check_not_taken_over(
    partnership: Partnership, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    """Refuse to change what a body has made its own, though it stands in common still."""
    was, now = parted(before).by_body, parted(after).by_body
    for partner in partnership.partners.all():
        reference = partner.body.reference
        if reference in taken_over(partnership) and was.get(reference) != now.get(reference):
            raise PolicyError(
                f"{partner.body.name} has taken its figures over: only its own people change them.",
                hint="Ask them, or write a comment beside the figure.",
            )


def _with_theirs(
    partnership: Partnership, now: Mapping[str, Any], wanted: Mapping[str, Any]
) -> dict[str, Any]:
    """Return an earlier common part with what bodies have made their own as it stands now."""
    kept = parted(now).by_body
    parts = parted(wanted)
    theirs = {one: kept[one] for one in taken_over(partnership) if one in kept}
    return assembled(parts.common, parts.by_body | theirs, like=wanted)
