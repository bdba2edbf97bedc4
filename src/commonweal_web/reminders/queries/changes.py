"""What changed in somebody's partnerships since their last letter, in sentences without figures."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from commonweal_web.core.audit import Chain, Event
from commonweal_web.core.audit.log import OF_THE_BODY_ALONE
from commonweal_web.core.models import AuditEvent
from commonweal_web.core.policy import Action, Standing, may
from commonweal_web.partnerships.models import Partnership
from commonweal_web.partnerships.permissions.records import own_bodies
from commonweal_web.partnerships.queries.partnerships import partnerships_for

__all__ = ["Changes", "changes_for", "last_entry"]

#: What anybody who sees a partnership sees on its pages. Told to all of them.
_ON_ITS_PAGES = {
    Event.PARTNER_JOINED,
    Event.PARTNER_LEFT,
    Event.DOCUMENT_SUBMITTED,
    Event.DOCUMENT_CERTIFIED,
    Event.DOCUMENT_SIGNED,
    Event.BASELINE_FROZEN,
    Event.FREEZE_LIFTED,
    Event.RUN_DONE,
    Event.PAPER_RELEASED,
    Event.PUBLISHED,
    Event.UNPUBLISHED,
}
#: What the log has beside that. Told to those who may read it; any other kind is only counted, for
#: nobody has looked whether its sentence could hold a figure.
_IN_THE_LOG = {
    Event.PARTNERSHIP_STARTED,
    Event.PARTNER_INVITED,
    Event.PARTNER_DECLINED,
    Event.PARTNERSHIP_ROLE_GIVEN,
    Event.PARTNERSHIP_ROLE_ENDED,
    Event.DOCUMENT_RETURNED,
    Event.RUN_FAILED,
    Event.PAPER_MADE,
    Event.PUBLICATION_PROPOSED,
    Event.PUBLICATION_AGREED,
    Event.PUBLICATION_DROPPED,
}
_KINDS = {event.value: event for event in Event}
MOST_LINES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed in one partnership: sentences, and how many more there are."""

    partnership: Partnership
    lines: tuple[str, ...]
    n_more: int


def last_entry() -> int:
    """Return the id of the last entry of the log: where the next letter begins."""
    return AuditEvent.objects.aggregate(last=Max("pk"))["last"] or 0


def changes_for(
    standing: Standing, *, after: int, until: int, since: datetime
) -> tuple[Changes, ...]:
    """Return what changed after one entry of the log until another: four questions.

    What somebody did themselves is no news to them; nothing before `since` is told.
    """
    here = {Chain.of(one.pk).name: one for one in partnerships_for(standing)}
    rows: dict[str, list[AuditEvent]] = {}
    entries = AuditEvent.objects.filter(
        chain__in=here, pk__gt=after, pk__lte=until, at__gte=since
    ).order_by("pk")
    for row in entries:
        if row.actor_kind != "person" or row.actor_id != str(standing.user_id):
            rows.setdefault(row.chain, []).append(row)
    found = []
    for chain, of_chain in rows.items():
        told = _told(standing, here[chain], of_chain)
        if told is not None:
            found.append(told)
    return tuple(sorted(found, key=lambda one: one.partnership.name))


def _told(
    standing: Standing, partnership: Partnership, rows: Collection[AuditEvent]
) -> Changes | None:
    reads_log = may(standing, Action.SEE_PARTNERSHIP_LOG, partnership.to_thing())
    own = own_bodies(standing, partnership)
    lines: list[str] = []
    n_more = 0
    for row in rows:
        if row.event in OF_THE_BODY_ALONE and row.body_id is not None and row.body_id not in own:
            continue
        event = _KINDS.get(row.event)
        is_told = event in _ON_ITS_PAGES or (reads_log and event in _IN_THE_LOG)
        if event is not None and is_told and len(lines) < MOST_LINES:
            lines.append(_sentence(event, row))
        elif is_told or reads_log:
            n_more += 1
    if not lines and not n_more:
        return None
    return Changes(partnership=partnership, lines=tuple(lines), n_more=n_more)


def _sentence(event: Event, row: AuditEvent) -> str:
    """Say an entry without what somebody typed into it: a reason or a verdict may hold a figure."""
    kept = json.loads(row.text)
    template = event.sentence.partition(": {")[0]
    what = template.format(**{**kept["details"], "about": kept["about"]})
    return f"{kept['by']['name']} {what}"
