"""What a partnership's own page says of its figures, its appraisals and its log."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from commonweal_web.core.layout import Step
from commonweal_web.core.policy import Action, Standing, may
from commonweal_web.partnerships.models import Partnership
from commonweal_web.partnerships.presenters.documents import figures_step
from commonweal_web.partnerships.presenters.freezing import signatures_step
from commonweal_web.partnerships.presenters.runs import runs_step, shares_step
from commonweal_web.partnerships.queries.records import Counts

__all__ = ["steps_of_records", "ways_on_to_records"]


def steps_of_records(
    partnership: Partnership, counts: Counts, *, is_frozen: bool
) -> Iterable[Step]:
    yield figures_step(partnership, in_common=counts.has_common_part, n_given=counts.n_given)
    yield signatures_step(partnership, is_frozen=is_frozen, in_common=counts.has_common_part)
    yield _exchanges_step(partnership)
    yield runs_step(partnership, n_done=counts.n_runs_done, is_ready=counts.has_common_part)
    yield shares_step(partnership, n_done=counts.n_runs_done)
    yield _papers_step(partnership, n_done=counts.n_runs_done)
    yield _agreements_step(partnership)


def _exchanges_step(partnership: Partnership) -> Step:
    return Step(
        name="Sealed exchanges",
        address=reverse("exchanges", args=[partnership.reference]),
        hint="Preconditions, least gains, returns: said at the same time, seen by nobody before",
        status="To look at",
    )


def _papers_step(partnership: Partnership, *, n_done: int) -> Step:
    return Step(
        name="Papers",
        address=reverse("papers", args=[partnership.reference]) if n_done else "",
        hint="Business case, brief for members, each body’s own decision paper",
        status="To look at" if n_done else "Cannot begin before an appraisal",
    )


def _agreements_step(partnership: Partnership) -> Step:
    return Step(
        name="Agreements",
        address=reverse("agreements", args=[partnership.reference]),
        hint="Drafted from the split, checked for holes, passed by every body, signed",
        status="To look at",
    )


def ways_on_to_records(standing: Standing, partnership: Partnership) -> Iterable[tuple[str, str]]:
    yield (
        "Assumptions: who owns, checks and approves each",
        reverse("assumptions", args=[partnership.reference]),
    )
    if may(standing, Action.SEE_PARTNERSHIP_LOG, partnership.to_thing()):
        yield (
            "What happened: the log",
            reverse("partnership-log", args=[partnership.reference]),
        )
    if standing.is_person and (
        standing.roles_at(partnership.pk)
        or any(standing.roles_in(body_id) for body_id in partnership.partner_body_ids())
    ):
        yield "Comments", reverse("comments", args=[partnership.reference])
        yield "Surveys of residents and staff", reverse("surveys", args=[partnership.reference])
        yield "What was confirmed when", reverse("confirmed", args=[partnership.reference])
        yield "Publishing and guests", reverse("publishing", args=[partnership.reference])
