"""What the pages of publishing say, to partners, to the public and to guests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from commonweal_web.appraisals.presenters.results import Place, ShownPart, parts_of
from commonweal_web.appraisals.queries import Pieces
from commonweal_web.core.layout import Fact, TagKind
from commonweal_web.core.layout.filters import say_date, say_moment
from commonweal_web.core.policy import Action, Standing
from commonweal_web.papers.models import Paper, PaperFile
from commonweal_web.partnerships.models import Partnership
from commonweal_web.publishing.models import GuestLink, Publication
from commonweal_web.publishing.permissions import bodies_to_agree_for, may_do

__all__ = [
    "SECTIONS",
    "CasePage",
    "GuestPlace",
    "GuestsPage",
    "PublicList",
    "PublicPlace",
    "PublishingPage",
    "TakenBackPage",
    "case_values",
    "forms_of",
]

#: What outsiders read of a run; the lines of each body's own costs are not among it.
SECTIONS = ("who-gains", "options", "cash", "jobs", "outcomes", "sharing")
_FORMS = {"pdf": "PDF", "docx": "Word", "html": "web page", "xlsx": "Excel"}
_LICENCES = {
    Publication.Licence.OGL.value: (
        "Open Government Licence v3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
    Publication.Licence.CC_BY.value: (
        "Creative Commons Attribution 4.0 licence",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
}
_TAGS: dict[str, TagKind] = {
    Publication.State.PROPOSED: "yellow",
    Publication.State.PUBLISHED: "green",
    Publication.State.WITHDRAWN: "grey",
    Publication.State.DROPPED: "grey",
    Publication.State.REPLACED: "grey",
}


class PublicPlace(Place):
    """A published run: its tables and charts stand beneath its public address."""

    def __call__(self, name: str, *more: str) -> str:
        return reverse(f"published-{name.removeprefix('run-')}", args=[self.reference, *more])

    def figure(self, trace: str) -> str:  # noqa: ARG002
        """Workings lead to each body's own lines, which are not published."""
        return ""

    def section(self, name: str) -> str:
        return f"#{name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestPlace(Place):
    """A run that a guest reads."""

    link: int

    def __call__(self, name: str, *more: str) -> str:
        return reverse(f"guest-{name.removeprefix('run-')}", args=[self.link, *more])

    def figure(self, trace: str) -> str:  # noqa: ARG002
        return ""

    def section(self, name: str) -> str:
        return f"#{name}"


def forms_of(files: Iterable[PaperFile]) -> list[PaperFile]:
    """Return the files that are taken away, in the order that people look for them."""
    order = list(_FORMS)
    return sorted(
        (file for file in files if file.form in _FORMS), key=lambda one: order.index(one.form)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOffered:
    """A paper with where each form of it is."""

    name: str
    forms: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """A run as outsiders read it: the verdict, who gains, the tables, what may be taken away."""

    name: str
    caption: str
    answer_id: str
    sentence: str
    banner: str
    reasons: tuple[str, ...]
    conditions_heading: str
    conditions: tuple[str, ...]
    instead: tuple[str, ...]
    contents: tuple[tuple[str, str], ...]
    parts: tuple[ShownPart, ...]
    papers: tuple[PaperOffered, ...]
    json: str
    contact: str
    licence: tuple[str, str] | None
    facts: tuple[Fact, ...]

    @classmethod
    def of(
        cls,
        place: Place,
        pieces: Pieces,
        summary: dict[str, Any],
        *,
        name: str,
        caption: str,
        papers: Iterable[PaperOffered] = (),
        json: str = "",
        contact: str = "",
        licence: str = "",
        facts: Iterable[Fact] = (),
    ) -> CasePage:
        told = dict(summary["sections"])
        parts = [
            part
            for one in SECTIONS
            if one in told
            for part in parts_of(place, pieces, pieces.section(one))
        ]
        return cls(
            name=name,
            caption=caption,
            answer_id=summary["answer_id"],
            sentence=summary["sentence"],
            banner=summary["banner"],
            reasons=tuple(summary["reasons"]),
            conditions_heading=summary["conditions_heading"],
            conditions=tuple(summary["conditions"]),
            instead=tuple(summary["instead"]),
            contents=tuple((part.heading, f"#{part.id}") for part in parts),
            parts=tuple(parts),
            papers=tuple(papers),
            json=json,
            contact=contact,
            licence=_LICENCES.get(licence),
            facts=(
                *facts,
                *(Fact(name=one["name"], said=one["said"]) for one in summary["stamp"]),
            ),
        )


def offered(paper: Paper, files: Iterable[PaperFile], address: Any) -> PaperOffered:
    """Return a paper to take away; `address` gives that of a form."""
    return PaperOffered(
        name=paper.name,
        forms=tuple((_FORMS[file.form], address(file.form)) for file in forms_of(files)),
    )


def case_values(
    publication: Publication, pieces: Pieces, summary: dict[str, Any]
) -> dict[str, Any]:
    """Return a published case as plain values, for programs: what its page says, no more."""
    told = dict(summary["sections"])
    tables: dict[str, Any] = {}
    for one in SECTIONS:
        if one in told:
            section = pieces.section(one)
            names = [
                name
                for part in section["parts"]
                for name in (part["chart_table"], *part["tables"])
                if name
            ]
            for name, table in pieces.tables(names).items():
                tables[name] = {
                    "section": one,
                    "caption": table["caption"],
                    "what_the_figures_are": table["small_print"],
                    "columns": [column["name"] for column in table["columns"]],
                    "rows": [[cell["said"] for cell in row] for row in table["rows"]],
                }
    assert publication.published_at is not None
    licence = _LICENCES[publication.licence]
    return {
        "schema": 1,
        "name": publication.partnership.name,
        "published_at": publication.published_at.isoformat(),
        "contact": publication.contact,
        "licence": {"name": licence[0], "address": licence[1]},
        "answer": summary["answer"],
        "sentence": summary["sentence"],
        "reasons": list(summary["reasons"]),
        "conditions": list(summary["conditions"]),
        "partners": list(summary["partner_sentences"]),
        "rests_on": {one["name"]: one["said"] for one in summary["stamp"]},
        "tables": tables,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBackPage:
    """What stands where something was published once."""

    name: str
    reason: str
    when: str
    contact: str

    @classmethod
    def of(cls, publication: Publication) -> TakenBackPage:
        return cls(
            name=publication.partnership.name,
            reason=publication.reason,
            when=say_date(publication.ended_at),
            contact=publication.contact,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicList:
    """Every published case."""

    lines: tuple[tuple[str, str, str], ...]
    """Name, address, verdict."""

    @classmethod
    def of(cls, publications: Iterable[Publication]) -> PublicList:
        return cls(
            lines=tuple(
                (
                    one.partnership.name,
                    reverse("published", args=[one.partnership.reference]),
                    one.run.sentence,
                )
                for one in publications
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationLine:
    said: str
    state: str
    tag: TagKind
    papers: tuple[str, ...]
    facts: tuple[Fact, ...]
    ways: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, standing: Standing, one: Publication) -> PublicationLine:
        return cls(
            said=f"Run {one.run.number}",
            state=one.get_state_display(),
            tag=_TAGS[one.state],
            papers=tuple(paper.name for paper in one.papers.all()),
            facts=tuple(_facts(one)),
            ways=tuple(_ways(standing, one)),
        )


def _facts(one: Publication) -> Iterator[Fact]:
    yield Fact(name="Proposed", said=f"By {one.proposed_as}, {say_moment(one.proposed_at)}")
    agreed = {agreement.body_id: agreement for agreement in one.agreements.all()}
    if one.state == Publication.State.PROPOSED:
        joined = one.partnership.partner_body_ids()
        for partner in one.partnership.partners.all():
            if partner.body_id in joined and partner.body_id not in agreed:
                yield Fact(name=partner.body.name, said="Has not agreed yet")
    for agreement in agreed.values():
        said = f"Agreed: {agreement.agreed_as}, {say_moment(agreement.agreed_at)}"
        yield Fact(name=agreement.body.name, said=said)
    if one.published_at is not None:
        yield Fact(name="Published", said=f"By {one.published_as}, {say_moment(one.published_at)}")
    if one.ended_at is not None and one.state != Publication.State.REPLACED:
        said = f"By {one.ended_as}, {say_moment(one.ended_at)}: {one.reason}"
        yield Fact(name=one.get_state_display(), said=said)
    yield Fact(name="Whom the public asks", said=one.contact)


def _ways(standing: Standing, one: Publication) -> Iterator[tuple[str, str]]:
    here = [one.partnership.reference, one.pk]
    if one.state == Publication.State.PUBLISHED:
        yield "See the public page", reverse("published", args=here[:1])
        if may_do(standing, Action.UNPUBLISH, one.partnership):
            yield "Take it back from the public", reverse("unpublish", args=here)
    if one.state != Publication.State.PROPOSED:
        return
    agreed = {agreement.body_id for agreement in one.agreements.all()}
    if any(body.pk not in agreed for body in bodies_to_agree_for(standing, one.partnership)):
        yield "Agree for your body", reverse("agree-to-publish", args=here)
    if may_do(standing, Action.PUBLISH, one.partnership):
        if one.partnership.partner_body_ids() <= agreed:
            yield "Publish it", reverse("publish", args=here)
        yield "Take the proposal back", reverse("drop-proposal", args=here)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishingPage:
    """What a partnership publishes, and what it takes."""

    name: str
    back: str
    propose: str
    guests: str
    lines: tuple[PublicationLine, ...]

    @classmethod
    def of(
        cls, standing: Standing, partnership: Partnership, publications: Iterable[Publication]
    ) -> PublishingPage:
        found = list(publications)
        reference = partnership.reference
        is_proposed = any(one.state == Publication.State.PROPOSED for one in found)
        can_propose = may_do(standing, Action.PROPOSE_PUBLICATION, partnership)
        can_lend = may_do(standing, Action.LEND, partnership)
        return cls(
            name=partnership.name,
            back=reverse("partnership", args=[reference]),
            propose=reverse("propose-publication", args=[reference])
            if can_propose and not is_proposed
            else "",
            guests=reverse("guests", args=[reference]) if can_lend else "",
            lines=tuple(PublicationLine.of(standing, one) for one in found),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestLine:
    person: str
    what: str
    state: str
    tag: TagKind
    small: str
    revoke: str

    @classmethod
    def of(cls, partnership: Partnership, link: GuestLink) -> GuestLine:
        state, tag = f"Until {say_date(link.expires_at)}", "green"
        if link.revoked_at is not None:
            state, tag = f"Ended {say_date(link.revoked_at)}", "grey"
        elif not link.is_open:
            state, tag = f"Expired {say_date(link.expires_at)}", "grey"
        times = "never opened"
        if link.n_opened:
            often = "once" if link.n_opened == 1 else f"{link.n_opened} times"
            times = f"opened {often}, last {say_moment(link.last_opened_at)}"
        return cls(
            person=link.person,
            what=link.what,
            state=state,
            tag=tag,  # type: ignore[arg-type]
            small=f"Made by {link.made_as}; {times}",
            revoke=reverse("revoke-guest", args=[partnership.reference, link.pk])
            if link.is_open
            else "",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestsPage:
    """Who outside reads by a link."""

    name: str
    back: str
    lend: str
    lines: tuple[GuestLine, ...]

    @classmethod
    def of(cls, partnership: Partnership, links: Iterable[GuestLink]) -> GuestsPage:
        return cls(
            name=partnership.name,
            back=reverse("publishing", args=[partnership.reference]),
            lend=reverse("lend", args=[partnership.reference]),
            lines=tuple(GuestLine.of(partnership, link) for link in links),
        )
