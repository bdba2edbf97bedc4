"""What papers wait for: to be given to the partners by the body whose decision they are for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from commonweal_web.accounts.models import User
from commonweal_web.core.policy import Action, Standing, may
from commonweal_web.core.waiting import Waits
from commonweal_web.papers.models import Paper
from commonweal_web.partnerships.models import Partnership

__all__ = ["waits"]


def waits(_user: User | None, standing: Standing, _today: date) -> Iterator[Waits]:
    """Yield the finished papers of one's bodies that no partner has: two questions."""
    made = (
        Paper.objects.filter(
            body__in=list(standing.body_roles),
            state=Paper.State.DONE,
            released_at__isnull=True,
            partnership__state=Partnership.State.OPEN,
        )
        .select_related("partnership", "body", "run")
        .defer("run__input_text", "run__result_text", "own_text")
        .prefetch_related("partnership__partners")
        .order_by("pk")
    )
    for paper in made:
        if may(standing, Action.RELEASE_PAPER, paper.to_thing()):
            assert paper.finished_at is not None
            yield Waits(
                name=f"Give {paper.said} to the partners of {paper.partnership.name}",
                hint=f"Made of run {paper.run.number}; until then only your body reads it",
                address=reverse("paper", args=[paper.partnership.reference, paper.number]),
                status="To give",
                tag="grey",
                since=paper.finished_at,
                asked="an editor or an officer",
                body_id=paper.body_id,
                partnership_id=paper.partnership_id,
            )
