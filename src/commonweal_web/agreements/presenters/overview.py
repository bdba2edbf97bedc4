"""Which agreements there are; one of them: how it stands, clause by clause, and the ways on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse

from commonweal.agreement import CLUSTERS, Finding, check_agreement, matters_for
from commonweal.agreement import Agreement as Content
from commonweal.services import catalogue
from commonweal_web.agreements.models import Agreement, Position, Version
from commonweal_web.agreements.policies import why_not_drafted
from commonweal_web.core.layout import Fact, TagKind
from commonweal_web.core.layout.filters import say_moment
from commonweal_web.partnerships.models import Partnership

from .places import TAGS, Frame, place_of

__all__ = ["AgreementPage", "AgreementsPage", "ClauseLine", "grades_of", "state_of_clause"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementLine:
    name: str
    address: str
    state: str
    tag: TagKind
    small: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementsPage:
    """The agreements of a partnership, and how to begin one."""

    name: str
    back: str
    lines: tuple[AgreementLine, ...]
    draft: str
    theirs: str
    why_not: str
    way_on: str
    ways: tuple[tuple[str, str], ...]

    @classmethod
    def of(
        cls,
        partnership: Partnership,
        agreements: Iterable[Agreement],
        *,
        may_start: bool,
        has_split: bool,
    ) -> AgreementsPage:
        reference = partnership.reference
        reason, hint = why_not_drafted(partnership, has_split=has_split)
        return cls(
            name=partnership.name,
            back=reverse("partnership", args=[reference]),
            lines=tuple(
                AgreementLine(
                    name=one.name,
                    address=place_of(one)("agreement"),
                    state=one.get_state_display(),
                    tag=TAGS[one.state],
                    small=f"{one.get_origin_display()}; {one.started_as}, "
                    f"{say_moment(one.started_at)}",
                )
                for one in agreements
            ),
            draft=reverse("draft-agreement", args=[reference]) if may_start and not reason else "",
            theirs=reverse("read-agreement", args=[reference]) if may_start else "",
            why_not=reason,
            way_on=hint,
            ways=(
                ("Signatures under the figures", reverse("signatures", args=[reference])),
                ("Fair shares of the newest run", reverse("fair-shares", args=[reference])),
            )
            if reason
            else (),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseLine:
    """One clause of the list: its state, and where the bodies stand on it."""

    heading: str
    address: str
    state: str
    tag: TagKind
    positions: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    name: str
    lines: tuple[ClauseLine, ...]


def grades_of(found: Iterable[Finding]) -> Mapping[str, str]:
    """Return the worst that was found of each matter."""
    worst: dict[str, str] = {}
    for one in found:
        for matter in one.matters:
            if worst.get(matter) != "contradiction" and (
                one.grade != "caution" or matter not in worst
            ):
                worst[matter] = one.grade
    return worst


def state_of_clause(grade: str | None) -> tuple[str, TagKind]:
    """Return how a clause stands, in a word, and the colour of its tag."""
    match grade:
        case "hole":
            return "Left open", "yellow"
        case "contradiction":
            return "Contradicts another", "red"
        case "caution":
            return "To be sure of", "grey"
        case _:
            return "Whole", ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPage:
    """One agreement as it stands."""

    frame: Frame
    facts: tuple[Fact, ...]
    changed: tuple[str, ...]
    fill_again: str
    sentence: str
    check: str
    clusters: tuple[Cluster, ...]
    ways: tuple[tuple[str, str], ...]
    downloads: tuple[tuple[str, str], ...]
    supersede: str
    put: str

    @classmethod
    def of(
        cls,
        agreement: Agreement,
        version: Version,
        content: Content,
        *,
        positions: Mapping[tuple[str, int], Position],
        changed: tuple[str, ...],
        may_draft: bool,
        may_put: bool,
    ) -> AgreementPage:
        place = place_of(agreement)
        found = check_agreement(content)
        is_draft = agreement.state == Agreement.State.DRAFT
        return cls(
            frame=Frame.of(agreement),
            facts=tuple(_facts(agreement, version, content)),
            changed=changed if is_draft else (),
            fill_again=place("fill-agreement") if may_draft and is_draft and changed else "",
            sentence=_sentence(found),
            check=place("check-agreement"),
            clusters=tuple(_clusters(agreement, content, found, positions)),
            ways=tuple(_ways(agreement)),
            downloads=tuple(
                (said, place("agreement-file", version.number, form))
                for said, form in (("Word", "docx"), ("PDF", "pdf"), ("web page", "html"))
            ),
            supersede=place("supersede-agreement")
            if may_draft and agreement.state == Agreement.State.SIGNED
            else "",
            put=place("put-agreement") if may_put and is_draft else "",
        )


def _facts(agreement: Agreement, version: Version, content: Content) -> Iterator[Fact]:
    yield Fact(name="Parties", said=", ".join(party.name for party in content.parties))
    if content.route:
        yield Fact(name="Legal route", said=catalogue().route(content.route).name)
    if content.host:
        yield Fact(name="Host", said=content.party_name(content.host))
    if version.run is not None:
        yield Fact(name="Figures", said=f"Run {version.run.number}, to the penny")
    yield Fact(
        name="Version",
        said=f"{version.number}, by {version.made_as}, {say_moment(version.made_at)}",
    )
    if agreement.supersedes is not None:
        yield Fact(
            name="Supersedes", said=f"{agreement.supersedes.name}, once every body has signed"
        )


def _sentence(found: Iterable[Finding]) -> str:
    grades = [one.grade for one in found]
    holes, contradictions = grades.count("hole"), grades.count("contradiction")
    if not holes and not contradictions:
        return "Nothing is left open, and no clauses contradict each other."
    parts = []
    if holes:
        parts.append(f"{holes} {'matter is' if holes == 1 else 'matters are'} left open")
    if contradictions:
        stands = "contradiction stands" if contradictions == 1 else "contradictions stand"
        parts.append(f"{contradictions} {stands}")
    return f"{' and '.join(parts)}."


def _clusters(
    agreement: Agreement,
    content: Content,
    found: Iterable[Finding],
    positions: Mapping[tuple[str, int], Position],
) -> Iterator[Cluster]:
    place = place_of(agreement)
    worst = grades_of(found)
    rows = matters_for(content.route)
    for cluster in CLUSTERS:
        lines = []
        for row in rows:
            if row.cluster != cluster.id:
                continue
            state, tag = state_of_clause(worst.get(row.id))
            lines.append(
                ClauseLine(
                    heading=row.heading,
                    address=place("clause", row.id),
                    state=state,
                    tag=tag,
                    positions=_said(
                        one for (about, _), one in positions.items() if about == row.id
                    ),
                )
            )
        if lines:
            yield Cluster(name=cluster.name, lines=tuple(lines))


def _said(positions: Iterable[Position]) -> str:
    return "; ".join(
        f"{one.body.name} {one.get_stance_display().lower()}"
        for one in sorted(positions, key=lambda one: one.body.name)
    )


def _ways(agreement: Agreement) -> Iterator[tuple[str, str]]:
    place = place_of(agreement)
    yield "The whole in words", place("agreement-words")
    yield "Schedules: what each pays", place("agreement-schedules")
    yield "Where each body stands, clause by clause", place("agreement-positions")
    yield "Who decides: boards, members, meetings, matters", place("agreement-governance")
    yield "What stays local, and what it costs", place("agreement-list", "local")
    yield "What if one leaves?", place("agreement-leaving")
    yield "Versions compared", place("agreement-versions")
    yield "Decisions and signatures of each body", place("agreement-passing")
    yield "Legal route and its sign-off", place("agreement-route")
    yield "Plan: steps, actions, risks, people", place("agreement-plan")
