"""One clause, the list of what the check found, where bodies stand, a list of rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commonweal.agreement import Agreement as Content
from commonweal.agreement import (
    Matter,
    check_agreement,
    matter,
    matters_for,
    parts_of,
    passages,
    position_table,
)
from commonweal.agreement.wording import worded
from commonweal.money import pounds
from commonweal_web.agreements.forms.rows import LISTS, said_of_row
from commonweal_web.agreements.models import Agreement, Position, Version
from commonweal_web.agreements.queries import content_of
from commonweal_web.bodies.models import Body
from commonweal_web.core.layout import TagKind
from commonweal_web.core.layout.filters import say_moment

from .overview import grades_of, state_of_clause
from .places import Frame, place_of

__all__ = [
    "CheckPage",
    "ClausePage",
    "GovernancePage",
    "ListPage",
    "PositionsPage",
    "Stand",
    "WordsPage",
    "passages_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where one body stands on a clause."""

    body: str
    said: str
    tag: TagKind
    words: str
    small: str
    say: str
    """Where this person says it for the body; empty where they may not."""


_STANCES: dict[str, TagKind] = {"accept": "green", "amend": "yellow", "reject": "red"}


def _stand(body: Body, position: Position | None, *, changed_in: int, say: str) -> Stand:
    if position is None:
        return Stand(body=body.name, said="Silent", tag="grey", words="", small="", say=say)
    old = position.version.number < changed_in
    return Stand(
        body=body.name,
        said=position.get_stance_display(),
        tag=_STANCES[position.stance],
        words=position.words,
        small=f"{position.said_as}, {say_moment(position.said_at)}, on version "
        f"{position.version.number}" + ("; the clause was changed since" if old else ""),
        say=say,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLine:
    sentence: str
    mend: str
    tag: TagKind
    said: str
    ways: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClausePage:
    """A clause: how it reads, why it matters, what else it could say, where bodies stand."""

    frame: Frame
    heading: str
    settles: str
    state: str
    tag: TagKind
    paragraphs: tuple[str, ...]
    why: str
    without: str
    alternatives: tuple[tuple[str, str, bool], ...]
    """Name, where it suits, whether it is the one in force."""
    precedents: tuple[tuple[str, str], ...]
    found: tuple[FoundLine, ...]
    lists: tuple[tuple[str, str], ...]
    read_with: tuple[tuple[str, str], ...]
    stands: tuple[Stand, ...]
    change: str
    before: str
    after: str

    @classmethod
    def of(
        cls,
        agreement: Agreement,
        content: Content,
        about: Matter,
        *,
        bodies: Sequence[Body],
        speaks_for: Sequence[Body],
        positions: Mapping[tuple[str, int], Position],
        changed_in: int,
        may_change: bool,
    ) -> ClausePage:
        place = place_of(agreement)
        found = [one for one in check_agreement(content) if about.id in one.matters]
        state, tag = state_of_clause(grades_of(found).get(about.id))
        clause = content.clause(about.id)
        chosen = "" if clause is None else clause.alternative
        ids = [row.id for row in matters_for(content.route)]
        at = ids.index(about.id) if about.id in ids else 0
        return cls(
            frame=Frame.of(agreement),
            heading=about.heading,
            settles=about.settles,
            state=state,
            tag=tag,
            paragraphs=worded(content, about).paragraphs,
            why=about.why,
            without=about.without,
            alternatives=tuple(
                (one.name, one.suits, one.id == chosen) for one in about.alternatives
            ),
            precedents=tuple((one.what, f"{one.source}, {one.date}") for one in about.precedents),
            found=tuple(_found_line(agreement, content, one) for one in found),
            lists=tuple(
                (LISTS[one.table][2], place("agreement-list", one.table))
                for one in about.parameters
                if one.table
            ),
            read_with=tuple(
                (matter(one).heading, place("clause", one)) for one in about.depends_on
            ),
            stands=tuple(
                _stand(
                    body,
                    positions.get((about.id, body.pk)),
                    changed_in=changed_in,
                    say=place("say-position", about.id, body.reference)
                    if body in speaks_for
                    else "",
                )
                for body in bodies
            ),
            change=place("change-clause", about.id) if may_change else "",
            before=place("clause", ids[at - 1]) if at else "",
            after=place("clause", ids[at + 1]) if at + 1 < len(ids) else "",
        )


def passages_of(agreement: Agreement, content: Content, about: Matter) -> tuple[str, ...]:
    """Return the passages of a file that may speak of a matter; none for one of our drafts."""
    if not agreement.paragraphs_text:
        return ()
    return tuple(
        f"Paragraph {one.place}: {one.text}"
        for one in passages(agreement.paragraphs, route=content.route)
        if one.matter == about.id
    )


_GRADES: dict[str, tuple[str, TagKind]] = {
    "hole": ("Left open", "yellow"),
    "contradiction": ("Contradiction", "red"),
    "caution": ("To be sure of", "grey"),
}


def _found_line(agreement: Agreement, content: Content, one: Any) -> FoundLine:
    place = place_of(agreement)
    said, tag = _GRADES[one.grade]
    known = {row.id for row in matters_for(content.route)} | {
        clause.matter for clause in content.clauses
    }
    return FoundLine(
        sentence=one.sentence,
        mend=one.mend,
        tag=tag,
        said=said,
        ways=tuple(
            (matter(about).heading, place("clause", about))
            for about in one.matters
            if about in known
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage:
    """Everything that is left open or contradicts itself, graded."""

    frame: Frame
    groups: tuple[tuple[str, tuple[FoundLine, ...]], ...]

    @classmethod
    def of(cls, agreement: Agreement, content: Content) -> CheckPage:
        found = check_agreement(content)
        groups = []
        for grade, heading in (
            ("contradiction", "Clauses that contradict each other"),
            ("hole", "Left open"),
            ("caution", "To be sure of"),
        ):
            lines = tuple(
                _found_line(agreement, content, one) for one in found if one.grade == grade
            )
            if lines:
                groups.append((f"{heading}: {len(lines)}", lines))
        return cls(frame=Frame.of(agreement), groups=tuple(groups))


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsPage:
    """The whole agreement as it reads."""

    frame: Frame
    parts: tuple[tuple[str, tuple[Any, ...]], ...]

    @classmethod
    def of(cls, agreement: Agreement, content: Content) -> WordsPage:
        return cls(
            frame=Frame.of(agreement),
            parts=tuple((part.name, part.clauses) for part in parts_of(content)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionsPage:
    """Clause by clause, where every body stands."""

    frame: Frame
    bodies: tuple[str, ...]
    rows: tuple[tuple[str, str, str, TagKind, tuple[tuple[str, str], ...]], ...]
    """Heading, address, standing, its tag; by party what it said and its words."""

    @classmethod
    def of(cls, agreement: Agreement, content: Content) -> PositionsPage:
        place = place_of(agreement)
        tags: dict[str, TagKind] = {"accepted": "green", "open": "grey", "disputed": "yellow"}
        said = {"accept": "Accepts", "amend": "Would amend", "reject": "Rejects"}
        rows = []
        for row in position_table(content):
            cells = []
            for party in content.parties:
                one = row.by_party.get(party.id)
                cells.append(("Silent", "") if one is None else (said[one.stance], one.words))
            rows.append(
                (
                    row.heading,
                    place("clause", row.matter),
                    row.standing.capitalize(),
                    tags[row.standing],
                    tuple(cells),
                )
            )
        return cls(
            frame=Frame.of(agreement),
            bodies=tuple(party.name for party in content.parties),
            rows=tuple(rows),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLine:
    said: str
    facts: tuple[tuple[str, str], ...]
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """One list of an agreement, row by row."""

    frame: Frame
    heading: str
    one: str
    lines: tuple[RowLine, ...]
    add: str
    clause: str

    @classmethod
    def of(
        cls, agreement: Agreement, version: Version, table: str, *, may_change: bool
    ) -> ListPage:
        place = place_of(agreement)
        content = content_of(version)
        rows = json.loads(version.text).get(table, [])
        one, about, heading = LISTS[table]
        return cls(
            frame=Frame.of(agreement),
            heading=heading,
            one=one,
            lines=tuple(
                RowLine(
                    said=said_of_row(row, content),
                    facts=tuple(_facts_of(row, content)),
                    change=place("change-row", table, at) if may_change else "",
                )
                for at, row in enumerate(rows)
            ),
            add=place("add-row", table) if may_change else "",
            clause=place("clause", about),
        )


_UNSAID = frozenset({"id", "name", "words", "who", "measure", "reference", "party", "leaver"})


def _facts_of(row: Mapping[str, Any], content: Content) -> Iterator[tuple[str, str]]:
    names = {party.id: party.name for party in content.parties}
    names |= {board.id: board.name for board in content.boards}
    names |= {service.id: service.name for service in content.services}
    for key, value in row.items():
        if key in _UNSAID or value in (None, "", {}, []):
            continue
        label = key.replace("_pence", "").replace("pence_", "paid ").replace("_", " ")
        is_sum = "pence" in key
        if isinstance(value, dict):
            said = "; ".join(
                f"{names.get(party, party)} "
                + (
                    pounds(part, pence=True)
                    if is_sum
                    else ", ".join(part)
                    if isinstance(part, list)
                    else str(part)
                )
                for party, part in value.items()
            )
        elif isinstance(value, bool):
            said = "yes" if value else "no"
        elif is_sum:
            said = pounds(value, pence=True)
        else:
            said = names.get(
                str(value), str(value).replace("-", " ") if key != "until" else str(value)
            )
        yield label[:1].upper() + label[1:], said


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernancePage:
    """Who decides: boards, matters, the steps of a dispute."""

    frame: Frame
    lists: tuple[ListPage, ...]

    @classmethod
    def of(cls, agreement: Agreement, version: Version, *, may_change: bool) -> GovernancePage:
        return cls(
            frame=Frame.of(agreement),
            lists=tuple(
                ListPage.of(agreement, version, table, may_change=may_change)
                for table in ("boards", "decisions", "ladder")
            ),
        )
