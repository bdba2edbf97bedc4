"""What is published, proposed and lent."""

from __future__ import annotations

import json

from django.db.models import QuerySet

from commonweal_web.accounts.tokens import hash_of
from commonweal_web.appraisals.queries import Pieces
from commonweal_web.appraisals.seeing import reader_of
from commonweal_web.core.policy import HiddenError
from commonweal_web.papers.models import Paper, PaperFile
from commonweal_web.partnerships.models import Partnership, Run
from commonweal_web.partnerships.queries.partnerships import partnerships
from commonweal_web.publishing.models import GuestLink, Publication

__all__ = [
    "find_link",
    "find_publication",
    "find_secret",
    "links_of",
    "outsiders_pieces",
    "papers_to_publish",
    "public_file",
    "public_part_of",
    "publications_of",
    "published",
    "shown_to_the_public",
]

_State = Publication.State


def published() -> QuerySet[Publication]:
    """Return everything that is published now, by name."""
    return (
        Publication.objects.filter(state=_State.PUBLISHED)
        .select_related("partnership", "run")
        .defer("run__input_text", "run__result_text")
        .order_by("partnership__name", "pk")
    )


def shown_to_the_public(reference: str) -> Publication:
    """Return what stands at a public address: what is published, else what was taken back last.

    Raises
    ------
    HiddenError
        Nothing of that reference was ever published.
    """
    rows = Publication.objects.filter(
        partnership__reference=reference, state__in=[_State.PUBLISHED, _State.WITHDRAWN]
    ).select_related("partnership", "run")
    found = sorted(rows, key=lambda one: (one.is_public, one.pk))
    if not found:
        raise HiddenError
    return found[-1]


def publications_of(partnership: Partnership) -> list[Publication]:
    """Return all that was ever proposed, newest first, with who agreed and which papers."""
    rows = (
        partnership.publications.select_related("run")
        .defer("run__input_text", "run__result_text")
        .prefetch_related("agreements__body", "papers__body")
    )
    found = list(rows)
    for one in found:
        one.partnership = partnership
    return found


def find_publication(partnership: Partnership, pk: int) -> Publication:
    """Raises HiddenError where there is none of that number in the partnership."""
    publication = partnership.publications.filter(pk=pk).select_related("run").first()
    if publication is None:
        raise HiddenError
    # With its partners, as the policy is asked.
    publication.partnership = partnerships().get(pk=partnership.pk)
    return publication


def papers_to_publish(partnership: Partnership) -> list[Paper]:
    """Return the papers that may go with a publication: finished, and with the partners."""
    papers = partnership.papers.filter(state=Paper.State.DONE).select_related("run", "body")
    light = papers.defer("run__input_text", "run__result_text", "own_text")
    return [paper for paper in light if paper.body_id is None or paper.released_at is not None]


def public_part_of(paper: Paper) -> str:
    """Return the part of a paper that anybody may read."""
    is_open = paper.body_id is None and not paper.has_exempt_part
    return PaperFile.Part.WHOLE if is_open else PaperFile.Part.PUBLIC


def public_file(paper: Paper, form: str) -> PaperFile:
    """Return a file of a paper as anybody may read it. Raises HiddenError where there is none."""
    file = paper.files.filter(part=public_part_of(paper), form=form).first()
    if file is None:
        raise HiddenError
    return file


def outsiders_pieces(run: Run) -> Pieces:
    """Return what is kept of a run, as somebody of no body may see it."""
    return Pieces(run, reader_of(json.loads(run.input_text), own=()))


def links_of(partnership: Partnership) -> QuerySet[GuestLink]:
    return partnership.guest_links.select_related("run", "paper__run", "paper__body").defer(
        "run__input_text",
        "run__result_text",
        "paper__run__input_text",
        "paper__run__result_text",
    )


def find_secret(secret: str) -> GuestLink:
    """Return the link that a secret opens, over or not. Raises HiddenError where there is none."""
    return _link(token_hash=hash_of(secret))


def find_link(pk: int) -> GuestLink:
    """Return a link by its number. Raises HiddenError where there is none, or it is over."""
    link = _link(pk=pk)
    if not link.is_open:
        raise HiddenError
    return link


def _link(**which: object) -> GuestLink:
    link = (
        GuestLink.objects.filter(**which)
        .select_related("partnership", "run", "paper__run", "paper__body", "made_by")
        .first()
    )
    if link is None:
        raise HiddenError
    return link
