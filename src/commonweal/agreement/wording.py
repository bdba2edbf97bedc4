"""The words of an agreement: each clause's text filled from what is stated, holes left to be seen.

Numbers are not given here: whoever lays it out counts clusters, clauses and paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from commonweal.deal import say_names
from commonweal.money import pounds

from .clauses import CLUSTERS, Matter, Parameter, Value, matters_for, said
from .document import Agreement, Board, Clause

__all__ = ["Part", "WordedClause", "parts_of", "worded"]

_PLACE = re.compile(r"\{(\w+)\}")
_CONDITION = re.compile(r"^\[(\w+)(?:=(\w+))?\] ")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedClause:
    """A clause as it reads: a heading and paragraphs, in order."""

    matter: str
    heading: str
    paragraphs: tuple[str, ...]
    is_silent: bool = False
    """Whether nothing is said of it, so that its one paragraph says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Clauses that belong together."""

    id: str
    name: str
    clauses: tuple[WordedClause, ...]


def parts_of(agreement: Agreement) -> tuple[Part, ...]:
    """Return the whole agreement in words, in the order of the library."""
    about = matters_for(agreement.route)
    spoken_of = {clause.matter for clause in agreement.clauses}
    rows = [*about, *(row for row in _others(agreement) if row not in about)]
    parts = []
    for cluster in CLUSTERS:
        clauses = tuple(
            worded(agreement, row)
            for row in rows
            if row.cluster == cluster.id and (row in about or row.id in spoken_of)
        )
        if clauses:
            parts.append(Part(id=cluster.id, name=cluster.name, clauses=clauses))
    return tuple(parts)


def _others(agreement: Agreement) -> Iterator[Matter]:
    """Yield matters that the agreement speaks of though its route does not ask for them."""
    from .clauses import matter

    for clause in agreement.clauses:
        yield matter(clause.matter)


def worded(agreement: Agreement, about: Matter) -> WordedClause:
    """Return one clause in words; what is not stated stands in square brackets."""
    clause = agreement.clause(about.id)
    alternative = None if clause is None else about.alternative(clause.alternative)
    texts: list[str] = []
    if clause is not None and alternative is not None:
        texts = [
            _filled(text, agreement, about, clause)
            for text in alternative.text
            if _is_said(text, agreement, about, clause)
        ]
    if clause is not None and clause.words:
        texts.extend(line.strip() for line in clause.words.splitlines() if line.strip())
    return WordedClause(
        matter=about.id,
        heading=about.heading,
        paragraphs=tuple(texts) or ("[Nothing is agreed on this yet.]",),
        is_silent=not texts,
    )


def _is_said(text: str, agreement: Agreement, about: Matter, clause: Clause) -> bool:
    found = _CONDITION.match(text)
    if found is None:
        return True
    name, wanted = found[1], found[2]
    parameter = about.parameter(name)
    if parameter is not None and parameter.table is not None:
        return bool(getattr(agreement, parameter.table))
    value = clause.values.get(name)
    if wanted is not None:
        return ("yes" if value is True else "no" if value is False else value) == wanted
    # A count of nought is nothing to be said: "no earlier than no months".
    return value not in (None, False, 0, "", ())


def _filled(text: str, agreement: Agreement, about: Matter, clause: Clause) -> str:
    def word(found: re.Match[str]) -> str:
        name = found[1].removesuffix("_capital")
        filled = _word(name, agreement, about, clause)
        return f"{filled[:1].upper()}{filled[1:]}" if name != found[1] else filled

    filled = _PLACE.sub(word, _CONDITION.sub("", text)).strip()
    return f"{filled[:1].upper()}{filled[1:]}"


def _word(name: str, agreement: Agreement, about: Matter, clause: Clause) -> str:
    parameter = about.parameter(name)
    if parameter is None or parameter.table is not None:
        own = _own_word(name, agreement)
        if own:
            return own
        label = name if parameter is None else parameter.name
        return f"[{label}: not yet settled]"
    return _value(parameter, clause.values.get(name))


def _value(parameter: Parameter, value: Value | None) -> str:
    if value is None or value in ("", ()):
        return f"[{parameter.name}: not yet settled]"
    return said(parameter, value).rstrip(".")


def _own_word(name: str, agreement: Agreement) -> str:
    match name:
        case "parties":
            return say_names([party.name for party in agreement.parties])
        case "services":
            return say_names([service.name for service in agreement.services])
        case "host":
            return agreement.party_name(agreement.host) if agreement.host else "the host"
        case "board":
            return agreement.boards[0].name if agreement.boards else "the board"
        case "boards":
            return " ".join(_board(agreement, board) for board in agreement.boards)
        case "steps":
            return "; then ".join(_step(step.who, step.days) for step in agreement.ladder)
        case "limits":
            return "; ".join(_limits(agreement))
        case _:
            return ""


def _step(who: str, days: int | None) -> str:
    return f"{who}, within {days:,} days" if days is not None else f"{who} [days: not yet settled]"


def _board(agreement: Agreement, board: Board) -> str:
    seats = say_names(
        [f"{agreement.party_name(party)} {count}" for party, count in board.seats.items()]
    )
    said_of = [f"{board.name} governs the service. Its seats are: {seats or '[not yet settled]'}."]
    quorum = "[quorum: not yet settled]" if board.quorum is None else f"{board.quorum} members"
    if board.quorum_parties:
        quorum += f", of at least {board.quorum_parties} parties"
    said_of.append(f"Its quorum is {quorum}.")
    members = [
        f"{', '.join(people)} for {agreement.party_name(party)}"
        for party, people in board.members.items()
        if people
    ]
    if members:
        said_of.append(f"Its members are: {'; '.join(members)}.")
    if board.meetings_a_year is not None:
        said_of.append(f"It meets at least {board.meetings_a_year} times a year.")
    if board.chair:
        said_of.append(f"The chair is {board.chair.rstrip('.')}.")
    if board.casting_vote is not None:
        said_of.append(f"The chair has {'a' if board.casting_vote else 'no'} casting vote.")
    return " ".join(said_of)


def _limits(agreement: Agreement) -> Iterator[str]:
    for limit in agreement.limits:
        most = f"at most {pounds(limit.cap_pence)}" if limit.cap_pence is not None else ""
        least = f"at least {pounds(limit.floor_pence)}" if limit.floor_pence is not None else ""
        both = " and ".join(part for part in (least, most) if part)
        yield f"{agreement.party_name(limit.party)} {both}"
