"""What the pages of papers say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from commonweal_web.bodies.models import Body
from commonweal_web.core.layout import Fact, TagKind
from commonweal_web.core.layout.filters import say_moment
from commonweal_web.core.policy import Action, Standing, may
from commonweal_web.papers.models import Paper, PaperFile, Template
from commonweal_web.papers.permissions import may_ask, part_for, parts_for
from commonweal_web.partnerships.models import Partner, Partnership, Run

__all__ = ["PaperPage", "PapersPage", "TemplatePage", "asked_for", "choices_of", "runs_said"]

_TAGS: dict[str, TagKind] = {
    Paper.State.WAITING: "yellow",
    Paper.State.DONE: "",
    Paper.State.FAILED: "red",
}
_FORMS = {"pdf": "PDF", "docx": "Word", "html": "web page", "xlsx": "Excel"}
_CASES = tuple(
    (f"{Paper.PaperKind.BUSINESS_CASE}/{size}", f"Business case: {said}")
    for size, said in Paper.Size.choices
)
_HINTS = {
    f"{Paper.PaperKind.BUSINESS_CASE}/quick": "Two sides: is it worth looking further?",
    f"{Paper.PaperKind.BUSINESS_CASE}/outline": "The five cases in short, to decide on going on.",
    f"{Paper.PaperKind.BUSINESS_CASE}/full": "Everything, with each figure down to its source.",
    Paper.PaperKind.BRIEF.value: "One page for a phone, for members.",
    Paper.PaperKind.WORKBOOK.value: "Every sum as a formula, to check in Excel.",
}


def choices_of(
    standing: Standing, partnership: Partnership
) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Return the papers that somebody may have made, each with a hint."""
    found: list[tuple[str, str]] = []
    hints = dict(_HINTS)
    if may_ask(standing, partnership, None):
        found += [*_CASES, (Paper.PaperKind.BRIEF.value, "Brief for members")]
    for body in _bodies(partnership):
        if may_ask(standing, partnership, body):
            key = f"{Paper.PaperKind.DECISION}/{body.reference}"
            found.append((key, f"Decision paper of {body.name}"))
            hints[key] = (
                "Under your own headings, with what your officers say. Nobody else sees it."
            )
    if may_ask(standing, partnership, None):
        found.append((Paper.PaperKind.WORKBOOK.value, "Workbook of results"))
    return found, hints


def asked_for(partnership: Partnership, choice: str) -> tuple[str, str, Body | None]:
    """Return the kind, size and body that a choice stands for."""
    kind, _, of = choice.partition("/")
    if kind == Paper.PaperKind.DECISION:
        body = next(one for one in _bodies(partnership) if one.reference == of)
        return kind, Paper.Size.OUTLINE, body
    return kind, of or Paper.Size.OUTLINE, None


def runs_said(runs: Iterable[Run]) -> list[tuple[str, str]]:
    return [
        (str(run.number), f"Run {run.number}, {say_moment(run.finished_at)}: {run.sentence[:90]}")
        for run in runs
    ]


def _bodies(partnership: Partnership) -> list[Body]:
    return [
        partner.body
        for partner in partnership.partners.all()
        if partner.state == Partner.State.JOINED
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    name: str
    address: str
    state: str
    tag: TagKind
    small: str

    @classmethod
    def of(cls, partnership: Partnership, paper: Paper) -> PaperLine:
        state: str = paper.get_state_display()
        if paper.body_id is not None and paper.state == Paper.State.DONE:
            state = "With the partners" if paper.released_at else "Only its own body sees it"
        return cls(
            name=paper.name,
            address=reverse("paper", args=[partnership.reference, paper.number]),
            state=state,
            tag=_TAGS[paper.state],
            small=f"Run {paper.run.number}; asked for by {paper.asked_as}, "
            f"{say_moment(paper.asked_at)}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnBody:
    """What a body keeps for its own papers."""

    name: str
    headings: str
    template: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersPage:
    """The papers of a partnership that one person may see."""

    name: str
    back: str
    ask: str
    lines: tuple[PaperLine, ...]
    own: tuple[OwnBody, ...]
    has_run: bool
    runs: str

    @classmethod
    def of(
        cls,
        standing: Standing,
        partnership: Partnership,
        papers: Iterable[Paper],
        *,
        has_run: bool,
    ) -> PapersPage:
        reference = partnership.reference
        can_ask = has_run and bool(choices_of(standing, partnership)[0])
        return cls(
            name=partnership.name,
            back=reverse("partnership", args=[reference]),
            ask=reverse("ask-for-paper", args=[reference]) if can_ask else "",
            lines=tuple(PaperLine.of(partnership, paper) for paper in papers),
            own=tuple(_own(standing, partnership)),
            has_run=has_run,
            runs=reverse("runs", args=[reference]),
        )


def _own(standing: Standing, partnership: Partnership) -> Iterator[OwnBody]:
    for body in _bodies(partnership):
        if may_ask(standing, partnership, body):
            headings = reverse("part-at", args=[partnership.reference, body.reference, "papers"])
            template = ""
            if may(standing, Action.KEEP_TEMPLATE, body.to_thing()):
                template = reverse("paper-template", args=[body.reference])
            yield OwnBody(name=body.name, headings=headings, template=template)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPage:
    """One paper: its own words, or how far it is."""

    name: str
    title: str
    partnership: str
    back: str
    state: str
    tag: TagKind
    is_waiting: bool
    failure: str
    again: str
    part: str
    said_of_part: str
    fragment: str
    style: str
    downloads: tuple[tuple[str, str], ...]
    other_parts: tuple[tuple[str, str], ...]
    release: str
    facts: tuple[Fact, ...]

    @classmethod
    def of(
        cls,
        standing: Standing,
        paper: Paper,
        *,
        files: Iterable[PaperFile],
        part: str,
        fragment: str,
        certified: str,
    ) -> PaperPage:
        reference = paper.partnership.reference
        here = [reference, paper.number]
        can_release = (
            paper.body_id is not None
            and paper.state == Paper.State.DONE
            and paper.released_at is None
            and may(standing, Action.RELEASE_PAPER, paper.to_thing())
        )
        return cls(
            name=paper.name,
            title=paper.title or paper.name,
            partnership=paper.partnership.name,
            back=reverse("papers", args=[reference]),
            state=paper.get_state_display(),
            tag=_TAGS[paper.state],
            is_waiting=paper.state == Paper.State.WAITING,
            failure=paper.failure,
            again=reverse("ask-for-paper", args=[reference]),
            part=part,
            said_of_part=_said_of(paper, part),
            fragment=fragment,
            style=reverse("paper-file", args=[*here, part, "css"]) if fragment else "",
            downloads=tuple(
                (
                    _FORMS[file.form],
                    reverse("paper-file", args=[*here, file.part, file.form]),
                )
                for file in files
                if file.part == part
            ),
            other_parts=tuple(_other_parts(standing, paper, part)),
            release=reverse("release-paper", args=here) if can_release else "",
            facts=tuple(_facts(paper, certified)),
        )


def _said_of(paper: Paper, part: str) -> str:
    if paper.body is None:
        return ""
    if part == PaperFile.Part.EXEMPT:
        return f"The exempt part: for those of {paper.body.name} who are entitled to it."
    if part == PaperFile.Part.PUBLIC:
        return "As the public may read it."
    return f"The whole paper, as {paper.body.name}’s own officers read it."


def _other_parts(standing: Standing, paper: Paper, part: str) -> Iterator[tuple[str, str]]:
    if paper.state != Paper.State.DONE or paper.kind == Paper.PaperKind.WORKBOOK:
        return
    said = {
        PaperFile.Part.WHOLE.value: "The whole paper",
        PaperFile.Part.PUBLIC.value: "As the public may read it",
        PaperFile.Part.EXEMPT.value: "The exempt part by itself",
    }
    parts = parts_for(standing, paper)
    for other, words in said.items():
        is_made = other != PaperFile.Part.EXEMPT or paper.has_exempt_part
        if other in parts and other != part and is_made:
            address = reverse("paper", args=[paper.partnership.reference, paper.number])
            usual = part_for(standing, paper)
            yield words, address if other == usual else f"{address}?part={other}"


def _facts(paper: Paper, certified: str) -> Iterator[Fact]:
    yield Fact(name="Made of", said=f"Run {paper.run.number}, from that run’s own input")
    if certified:
        yield Fact(name="Verdict", said=certified)
    yield Fact(name="Asked for by", said=f"{paper.asked_as}, {say_moment(paper.asked_at)}")
    if paper.template is not None:
        yield Fact(name="Word template", said=paper.template.file_name)
    if paper.body is not None:
        said = "Not yet"
        if paper.released_at is not None:
            said = f"By {paper.released_as}, {say_moment(paper.released_at)}"
        yield Fact(name="Given to the partners", said=said)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatePage:
    """A body's Word template."""

    body: str
    back: str
    file_name: str
    small: str
    download: str
    drop: str

    @classmethod
    def of(cls, body: Body, template: Template | None) -> TemplatePage:
        back = reverse("body", args=[body.reference])
        if template is None:
            return cls(body=body.name, back=back, file_name="", small="", download="", drop="")
        return cls(
            body=body.name,
            back=back,
            file_name=template.file_name,
            small=f"Kept by {template.kept_by}, {say_moment(template.kept_at)}",
            download=reverse("paper-template-file", args=[body.reference]),
            drop=reverse("drop-paper-template", args=[body.reference]),
        )
