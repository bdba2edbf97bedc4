"""What is said of a file before it is saved: what it changes, and what stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from commonweal.errors import CommonwealError
from commonweal.partnership import changes, read_values
from commonweal_web.bodies.models import Body
from commonweal_web.core.layout.filters import say_count
from commonweal_web.partnerships.models import Document, Partnership, WaitingFile
from commonweal_web.partnerships.services.documents import Looked

from .documents import IN_COMMON

__all__ = ["PreviewPage"]

_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPage:
    """A file that waits to be saved."""

    heading: str
    caption: str
    back: str
    counted: str
    changes: tuple[str, ...]
    draft: str
    """What becomes of a draft that nobody has submitted yet; empty where there is none."""
    kept: tuple[str, ...]
    """What stays though the file says otherwise, or nothing of it."""

    @classmethod
    def of(
        cls, partnership: Partnership, body: Body | None, file: WaitingFile, looked: Looked
    ) -> PreviewPage:
        holder = IN_COMMON if body is None else body.reference
        found = _changes(looked)
        return cls(
            heading="What the file changes",
            caption=f"{file.file_name}: "
            + ("what is held in common" if body is None else f"figures of {body.name}"),
            back=reverse("upload-figures", args=[partnership.reference, holder]),
            counted=_say_counts(found),
            changes=tuple(found[:_MOST]) if found is not None else (),
            draft=_say_draft(partnership, body),
            kept=tuple(_kept(looked)),
        )


def _say_draft(partnership: Partnership, body: Body | None) -> str:
    draft = partnership.documents.filter(body=body, state=Document.State.DRAFT).first()
    if draft is None:
        return ""
    return (
        f"Version {draft.version} is a draft that was not submitted, and a copy of what stands "
        "does not hold it. What it says and the file does not is taken out, as the list tells. "
        "The draft is kept as an earlier version."
    )


def _changes(looked: Looked) -> list[str] | None:
    """Return each change as a sentence; None where what stands cannot be read as a whole."""
    if not looked.before:
        return None
    try:
        before, _ = read_values(looked.before, source="what stands")
        after, _ = read_values(looked.after, source="the file")
    except CommonwealError:
        return None
    return [change.sentence for change in changes(before, after)]


def _say_counts(found: list[str] | None) -> str:
    if found is None:
        return "What stands now is not complete, so that it cannot be compared field by field."
    if not found:
        return "Nothing: the file says what stands already."
    said = f"{say_count(len(found), 'change')} against what stands now."
    return f"{said} The first {_MOST} are shown." if len(found) > _MOST else said


def _kept(looked: Looked) -> Iterable[str]:
    for name in looked.not_taken:
        said = f"{name[:1].upper()}{name[1:]}"
        yield f"{said}: the file says otherwise, and it is not yours to change."
    for name in looked.not_shown:
        yield (
            f"{name[:1].upper()}{name[1:]}: the file changes a row that your copy did not show "
            "whole. Type that change on its page."
        )
    names = {str(row["id"]): str(row["name"]) for row in looked.after.get("bodies", ())}
    for mark in looked.withheld:
        whose = names.get(mark["body"], mark["body"])
        yield f"{whose}, {mark['what']}: a copy for you does not show it, and it is not deleted."
