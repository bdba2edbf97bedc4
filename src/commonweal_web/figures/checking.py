"""What a draft says, looked through as a whole before it is submitted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from commonweal.errors import CommonwealError
from commonweal.partnership import changes, read_values
from commonweal.partnership.holdings import seen_by
from commonweal_web.core.layout import Fact
from commonweal_web.partnerships.models import Document
from commonweal_web.partnerships.queries.freezing import is_frozen
from commonweal_web.partnerships.queries.records import CURRENT, whole_with
from commonweal_web.partnerships.services.judging import judge

from .filled_in import filled_in
from .places import address_of
from .presenters import OverviewPage
from .queries import Part

__all__ = ["CheckAnswersPage"]

_MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAnswersPage:
    """Every answer with the way to change it, what is open, and what partners will see."""

    heading: str
    caption: str
    back: str
    groups: tuple[tuple[str, tuple[Fact, ...]], ...]
    open_points: tuple[str, ...]
    """What must be mended before it can be submitted."""
    unanswered: tuple[tuple[str, str], ...]
    """What was not begun: name and address."""
    changes: tuple[str, ...]
    """Against what stands now; empty where nothing does."""
    in_a_sum: tuple[str, ...]
    """What partners are shown only in a larger sum, or not."""
    said: str
    submit: str
    """The address that submits it at once; empty where something must be mended first."""
    submit_page: str
    """The address of the page that asks why, where the figures are frozen."""

    @classmethod
    def of(cls, part: Part, document: Document) -> CheckAnswersPage:
        partnership = part.partnership
        arguments = [partnership.reference, part.holder]
        open_points = tuple(_open_points(part))
        address = reverse("submit-document", args=[partnership.reference, document.pk])
        frozen = is_frozen(partnership)
        return cls(
            heading="Check your answers",
            caption="What is held in common"
            if part.body is None
            else f"Figures of {part.body.name}, version {document.version}",
            back=reverse("part", args=arguments),
            groups=tuple(_groups(part)),
            open_points=open_points,
            unanswered=tuple(_unanswered(part)),
            changes=tuple(_changes(part)),
            in_a_sum=tuple(_in_a_sum(part)),
            said=_say_who_sees(part),
            submit="" if open_points or frozen else address,
            submit_page=address if frozen and not open_points else "",
        )


def _groups(part: Part) -> Iterable[tuple[str, tuple[Fact, ...]]]:
    found: dict[str, list[Fact]] = {}
    arguments = [part.partnership.reference, part.holder]
    for one in filled_in(part.values):
        path = one.path[:-1] if one.leaf is not None else one.path
        # Keys of what is held in common stand on a page of their own.
        address = reverse("part-at", args=[*arguments, address_of(path)])
        fact = Fact(
            name=one.name,
            said=one.said,
            change=address,
            change_what=f"{one.name.lower()}, {one.group.lower()}",
        )
        found.setdefault(one.group, []).append(fact)
    return ((group, tuple(facts)) for group, facts in found.items())


def _open_points(part: Part) -> Iterable[str]:
    judged = judge(part.case, part.body, part.values)
    for one in judged.refused_of(part.body)[:_MOST]:
        yield f"{one.reason} {one.mend}"


def _unanswered(part: Part) -> Iterable[tuple[str, str]]:
    page = OverviewPage.of(part)
    for step in (*page.steps, *page.more):
        if step.status == "Not started":
            yield step.name, step.address


def _changes(part: Part) -> Iterable[str]:
    held = part.partnership.documents.filter(body=part.body, state__in=CURRENT).first()
    if held is None:
        return
    try:
        before, _ = read_values(whole_with(part.case, part.body, held.values), source="what stands")
        after, _ = read_values(whole_with(part.case, part.body, part.values), source="the draft")
    except CommonwealError:
        return
    found = [change.sentence for change in changes(before, after)]
    yield from found[:_MOST]
    if len(found) > _MOST:
        yield f"And {len(found) - _MOST:,} more: see every version, and what changed in each."


def _in_a_sum(part: Part) -> Iterable[str]:
    if part.body is None:
        return
    seen = seen_by(part.values, own=(), shared=(part.body.reference,))
    for mark in seen.get("withheld", ()):
        yield f"{mark['what'][:1].upper()}{mark['what'][1:]}. {mark['why']}"


def _say_who_sees(part: Part) -> str:
    if part.body is None:
        return "The partners see it once you submit it."
    if part.partnership.is_waiting:
        return (
            "Your figures stay sealed until every body that takes part has submitted its own. "
            "Until then the others see only that yours are in."
        )
    return "The partners see your figures once you submit them, and they can be certified."
