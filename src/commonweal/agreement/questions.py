"""Guided answers: what an agreement that others wrote says, question by question.

What flows in: answers by the question's id. What flows out: an `Agreement` of the facts that were
answered, to be checked like any other. A heading that was found is no answer: each question asks
for what is stated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import tomlkit

from commonweal.errors import FileFormatError, InputError, Place
from commonweal.partnership.toml_form import parse_toml

from .clauses import Matter, Parameter, ParameterKind, matter, matters_for, rule_names
from .document import Agreement
from .passages import Passage
from .reading import OWN, read_agreement_values

__all__ = [
    "Question",
    "agreement_from_answers",
    "answers_to_fill_in",
    "questions",
    "read_answers",
]

#: What a question on an alternative is called beside its matter: `notice.says`.
SAYS = "says"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to look for in an agreement."""

    id: str
    """`notice.months`, `notice.says`; for rows the name of the list: `boards`."""
    matter: str
    heading: str
    asks: str
    kind: ParameterKind
    unit: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    """For rows: what each row states."""
    why: str = ""
    only_for: tuple[str, ...] = ()
    """Asked only where `MATTER.says` has one of these answers."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "matter": self.matter,
            "heading": self.heading,
            "asks": self.asks,
            "kind": self.kind,
            "unit": self.unit,
            "choices": dict(self.choices),
            "columns": list(self.columns),
            "why": self.why,
            "only_for": list(self.only_for),
        }


def questions(route: str | None = None) -> tuple[Question, ...]:
    """Return every question that an agreement by a legal route is asked, in order."""
    return tuple(question for row in matters_for(route) for question in _of_matter(row))


def agreement_from_answers(
    answers: Mapping[str, Any], *, about: Mapping[str, Any], source: str = "the answers"
) -> Agreement:
    """Return the agreement that guided answers describe.

    Parameters
    ----------
    answers
        Answers by question: `{"notice.says": "any-party", "notice.months": 12}`, and rows by the
        name of their list. A question that is left out, or answered None or an empty text, is one
        on which the agreement is silent.
    about
        What no clause states: name, parties, services, route, host.

    Raises
    ------
    InputError
        An answer is to no question of ours.
    RefusedError
        An answer cannot be used; its report lists every fault.
    """
    values: dict[str, Any] = dict(about)
    clauses: dict[str, dict[str, Any]] = {}
    for key, answer in _one_by_one(answers):
        if answer is None or answer == "" or answer == []:
            continue
        name, dot, part = key.partition(".")
        if not dot:
            if name not in Agreement.model_fields:
                raise InputError(
                    f"There is no question {key}.",
                    hint="`commonweal agreement questions` lists them.",
                )
            values[name] = answer
            continue
        clause = clauses.setdefault(matter(name).id, {"matter": name})
        if part == SAYS:
            clause["alternative"] = answer
        elif part == "words":
            clause["words"] = answer
        else:
            clause.setdefault("values", {})[part] = answer
    agreement, _ = read_agreement_values(
        values | {"clauses": list(clauses.values())}, source=source
    )
    return agreement


def _one_by_one(answers: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield answers by question; TOML makes a table of `notice.months = 12` without quotes."""
    for key, answer in answers.items():
        if isinstance(answer, Mapping) and key not in Agreement.model_fields:
            for part, inner in answer.items():
                yield f"{key}.{part}", inner
        else:
            yield key, answer


def _of_matter(row: Matter) -> Iterator[Question]:
    choices = {one.id: one.name for one in row.alternatives}
    yield Question(
        id=f"{row.id}.{SAYS}",
        matter=row.id,
        heading=row.heading,
        asks=f"What does it say? {row.settles}",
        kind="choice",
        choices=choices | {OWN: "Something else, in words of its own"},
        why=row.why,
    )
    for parameter in row.parameters:
        yield Question(
            id=parameter.table or f"{row.id}.{parameter.id}",
            matter=row.id,
            heading=row.heading,
            asks=parameter.asks,
            kind=parameter.kind,
            unit=parameter.unit,
            choices=_choices(parameter),
            columns=_columns(parameter),
            only_for=parameter.only_for,
        )


def _choices(parameter: Parameter) -> Mapping[str, str]:
    return rule_names() if parameter.kind == "rule" else parameter.choices


def _columns(parameter: Parameter) -> tuple[str, ...]:
    if parameter.table is None:
        return ()
    (row,) = Agreement.model_fields[parameter.table].annotation.__args__[:1]  # type: ignore[union-attr]
    return tuple(row.model_fields)


def read_answers(text: str, *, source: str) -> Agreement:
    """Return the agreement that a file of guided answers describes.

    The file is TOML: `[about]` with name, parties and the like, and `[answers]` by question.

    Raises
    ------
    FileFormatError
        The text is not TOML, or holds no answers.
    InputError, RefusedError
        An answer cannot be used.
    """
    values = parse_toml(text, source=source)
    about, answers = values.get("about", {}), values.get("answers")
    if not isinstance(answers, Mapping) or not isinstance(about, Mapping):
        raise FileFormatError(
            f"{source} holds no answers.",
            hint="`commonweal agreement questions --output FILE` writes a file to fill in.",
            place=Place(file=source, key="answers"),
        )
    return agreement_from_answers(answers, about=about, source=source)


def answers_to_fill_in(route: str | None = None, *, found: Sequence[Passage] = ()) -> str:
    """Return a file of all questions, each a comment above an answer that is still empty.

    Rows are shown as a commented line with what each row states. `found` are passages of the
    agreement in question, shown where they may help; they answer nothing.
    """
    passages_by_matter: dict[str, list[Passage]] = {}
    for passage in found:
        passages_by_matter.setdefault(passage.matter, []).append(passage)
    lines = [
        "# Answer from the agreement as it is written. Leave empty what it does not say: a heading",
        "# without its facts says nothing. `commonweal agreement check` reads this file.",
        "",
        "[about]",
        'name = "The agreement"',
        f"route = {tomlkit.item(route).as_string()}" if route else '# route = "delegation"',
        '# host = "ashby"',
        "parties = [",
        '  # { id = "ashby", name = "Ashby District Council" },',
        "]",
        "",
        "[answers]",
    ]
    heading = ""
    for question in questions(route):
        if question.heading != heading:
            heading = question.heading
            lines += ["", f"# {heading}. {question.why}"]
            lines += [
                f"#   paragraph {one.place}: {' '.join(one.text.split())}"
                for one in passages_by_matter.get(question.matter, [])
            ]
        lines += [f"# {question.asks}", *_hints(question), _empty(question)]
    return "\n".join(lines) + "\n"


def _hints(question: Question) -> Iterator[str]:
    for choice, words in question.choices.items():
        yield f"#   {choice}: {words}"
    if question.kind == "rate":
        yield "#   a fraction: 0.03 for 3 per cent"
    elif question.unit:
        yield f"#   counted in {question.unit}"


def _empty(question: Question) -> str:
    """Return the line to fill in; what is no text is left commented out until it is answered."""
    if question.columns:
        return f"# {question.id} = [ {{ {' = , '.join(question.columns)} = }} ]"
    key = question.id if "." not in question.id else f'"{question.id}"'
    if question.kind in ("text", "choice", "rule", "date"):
        return f'{key} = ""'
    return f"{key} = []" if question.kind == "texts" else f"# {key} ="
