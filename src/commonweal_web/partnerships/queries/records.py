"""Documents and runs: which there are, which stand, and the case that they make together."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from commonweal.partnership.holdings import assembled, parted, seen_by
from commonweal_web.bodies.models import Body
from commonweal_web.core.policy import Action, HiddenError, Standing, check
from commonweal_web.partnerships.models import Document, Partnership, Run
from commonweal_web.partnerships.permissions import records as permissions

__all__ = [
    "Case",
    "Counts",
    "bodies_named",
    "case_of",
    "counts_of",
    "documents_for",
    "documents_seen",
    "find_document",
    "find_run",
    "has_been_given",
    "part_seen",
    "runs_of",
    "whole_with",
]

CURRENT = (Document.State.SUBMITTED, Document.State.CERTIFIED)
#: What lists of documents and runs never show, and what weighs most.
WEIGHTY = ("text", "values_text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A partnership put together from what stands now."""

    values: dict[str, Any]
    """As plain values in the partnership schema; empty while nothing is held in common."""
    documents: tuple[Document, ...]

    @property
    def own_parts(self) -> frozenset[str]:
        """References of the bodies that have given their own figures."""
        return frozenset(held.body.reference for held in self.documents if held.body is not None)

    @property
    def has_common_part(self) -> bool:
        return any(document.body_id is None for document in self.documents)

    def seen_by(self, partnership: Partnership, standing: Standing) -> dict[str, Any]:
        """Return it as one reader may see it, with a mark for each thing left out.

        What a body has not given itself was typed by a partner for all to see; one person's pay
        is left out of it all the same, but for whoever keeps it.
        """
        own = permissions.own_references(standing, partnership)
        every = {str(row["id"]) for row in self.values.get("bodies", ())}
        if permissions.may_prepare(standing, partnership, None):
            own |= every - self.own_parts
        return seen_by(self.values, own=own, shared=every - own)

    def to_stamp(self) -> list[dict[str, Any]]:
        """Return of which documents it is made, for a run to keep."""
        return [
            {
                "id": document.pk,
                "body": None if document.body is None else document.body.reference,
                "version": document.version,
                "state": document.state,
                "sha256": document.sha256,
            }
            for document in self.documents
        ]


def case_of(
    partnership: Partnership,
    *,
    instead: Document | None = None,
    also: Collection[int] = (),
) -> Case:
    """Return the case that a partnership's current documents make.

    While figures are sealed, bodies' own are no part of it but those of `also`, the bodies of
    whoever it is made for. `instead` stands in the place of its holder's current one: a draft that
    is being looked at. Fetch the partnership by `queries.partnerships`.
    """
    held: dict[int | None, Document] = {
        document.body_id: document
        for document in _with_people(partnership.documents.filter(state__in=CURRENT))
        if not partnership.is_waiting or document.body_id is None or document.body_id in also
    }
    if instead is not None:
        held[instead.body_id] = instead
    joined = partnership.partner_body_ids()
    standing = [
        document for body_id, document in held.items() if body_id is None or body_id in joined
    ]
    return Case(values=_assembled(standing), documents=tuple(standing))


def _assembled(documents: Iterable[Document]) -> dict[str, Any]:
    """Put parts together; a body without a document of its own keeps its part of the common one."""
    common = next((document.values for document in documents if document.body_id is None), None)
    if common is None:
        return {}
    parts = parted(common)
    by_body = dict(parts.by_body)
    for document in documents:
        if document.body is not None:
            by_body[document.body.reference] = document.values
    return assembled(parts.common, by_body, like=common)


def whole_with(case: Case, body: Body | None, values: dict[str, Any]) -> dict[str, Any]:
    """Return the whole that a case makes with some values in the place of a holder's part."""
    held = parted(case.values) if case.values else None
    if body is not None:
        common = held.common if held is not None else {}
        by_body = (held.by_body if held is not None else {}) | {body.reference: values}
        return assembled(common, by_body, like=case.values)
    theirs = held.by_body if held is not None else {}
    given = {name: part for name, part in theirs.items() if name in case.own_parts}
    ours = parted(values)
    return assembled(ours.common, ours.by_body | given, like=values)


def _with_people(documents: QuerySet[Document]) -> QuerySet[Document]:
    return documents.select_related("body", "prepared_by", "certified_by", "returned_by")


def documents_for(standing: Standing, partnership: Partnership) -> list[Document]:
    """Return every version that somebody may see, without its text: newest first in each holder."""
    documents = _with_people(partnership.documents).defer(*WEIGHTY)
    return [document for document in documents if _is_seen(standing, partnership, document)]


def documents_seen(standing: Standing, partnership: Partnership) -> QuerySet[Document]:
    """Return the same as a query, for lists that come in pages."""
    seen = [document.pk for document in documents_for(standing, partnership)]
    return _with_people(partnership.documents.filter(pk__in=seen)).defer(*WEIGHTY)


def _is_seen(standing: Standing, partnership: Partnership, document: Document) -> bool:
    # Its partners are asked of the partnership at hand: not of the database, row by row.
    document.partnership = partnership
    return permissions.may_see(standing, document)


def find_document(standing: Standing, partnership: Partnership, number: int) -> Document:
    """Return a document that somebody may see.

    Raises
    ------
    HiddenError
        There is none of that number in the partnership, or not for them.
    """
    document = _with_people(partnership.documents).filter(pk=number).first()
    if document is None or not _is_seen(standing, partnership, document):
        raise HiddenError
    return document


def runs_of(partnership: Partnership) -> QuerySet[Run]:
    """Return a partnership's runs, newest first, without their texts."""
    return partnership.runs.defer("input_text", "result_text").select_related("asked_by")


def find_run(standing: Standing, partnership: Partnership, number: int) -> Run:
    """Return a run that somebody may see.

    Raises
    ------
    HiddenError
        There is none of that number in the partnership, or not for them.
    """
    run = partnership.runs.filter(number=number).select_related("asked_by").first()
    if run is None:
        raise HiddenError
    run.partnership = partnership
    check(standing, Action.SEE_RUN, run.to_thing())
    return run


def part_seen(
    standing: Standing, document: Document
) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """Return what a document holds as somebody may see it, and a mark for each thing left out."""
    values = document.values
    every = {str(row["id"]) for row in values.get("bodies", ())}
    own: set[str] = set()
    if document.body is None:
        # What was typed for a body stands here for all to see, but for one person's pay.
        if permissions.may_see_as_given(standing, document.partnership, document):
            own = every
    elif permissions.is_own_body(standing, document.body.pk):
        own = every
    seen = seen_by(values, own=own, shared=every - own)
    marks = seen.pop("withheld", [])
    return seen, marks


def bodies_named(partnership: Partnership) -> tuple[str, ...]:
    """Return the names of bodies that are in what is held in common, a draft too, and not here.

    For whoever may write it. They are not invited by being named.
    """
    document = (
        partnership.documents.filter(body=None)
        .exclude(state=Document.State.SUPERSEDED)
        .order_by("-version")
        .first()
    )
    if document is None:
        return ()
    here = {partner.body.reference for partner in partnership.partners.all()}
    here |= {partner.body.name for partner in partnership.partners.all()}
    return tuple(
        str(row["name"])
        for row in document.values.get("bodies", ())
        if row.get("name") and not {row["id"], row["name"]} & here
    )


def has_been_given(partnership: Partnership) -> frozenset[int]:
    """Return the bodies whose own figures stand, by id, sealed or not: never what they are."""
    given = partnership.documents.filter(state__in=CURRENT, body__isnull=False).order_by()
    return frozenset(given.values_list("body_id", flat=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How far the figures and appraisals of a partnership have come."""

    has_common_part: bool
    n_given: int
    """Bodies taking part whose own figures stand."""
    n_runs_done: int


def counts_of(partnership: Partnership) -> Counts:
    """Return how far a partnership has come: two questions."""
    holders = set(
        partnership.documents.filter(state__in=CURRENT).order_by().values_list("body_id", flat=True)
    )
    return Counts(
        has_common_part=None in holders,
        n_given=len(holders & partnership.partner_body_ids()),
        n_runs_done=partnership.runs.filter(state=Run.State.DONE).count(),
    )
