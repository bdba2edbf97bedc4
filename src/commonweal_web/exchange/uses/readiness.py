"""Readiness: every role of every body is asked the same, and all is opened side by side.

A leader and a finance officer of one body often see it otherwise; that is worth as much as what
two bodies see otherwise, and neither is said while the other listens. Nothing is added up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.forms import BoundField

from commonweal.errors import InputError
from commonweal.exchange import (
    Answerer,
    ReadinessComparison,
    compare_readiness,
    readiness_questions,
)
from commonweal.exchange.readiness import Sort, readiness_roles, readiness_sets
from commonweal.jurisdictions import pack
from commonweal.reports.tables import Table, table, text
from commonweal_web.core.forms import Form, say_plainly
from commonweal_web.exchange.uses.registry import Asked, OpenedAnswer, Shown, Use
from commonweal_web.partnerships.models import Partnership

__all__ = ["READINESS"]

_MOST_WORDS: Final = 2_000
_WORDS: Final = "own_words"

_ASIDE: Final[Mapping[Sort, str]] = {
    "gap": "Nobody has it",
    "between-bodies": "Bodies see it otherwise",
    "within-a-body": "Seen otherwise within one body",
}


class ReadinessForm(Form):
    """The questions that one role is asked, each answered in its own words."""

    def __init__(self, asked: Asked, data: Any = None) -> None:
        super().__init__(data)
        self.asked = _asked(asked.questions, asked.role)
        for row in self.asked:
            self.fields[row["id"]] = forms.ChoiceField(
                label=row["question"],
                choices=[(answer, answer[:1].upper() + answer[1:]) for answer in row["answers"]],
                widget=forms.RadioSelect,
                error_messages={"required": f"Select an answer: {row['question']}"},
            )
        self.fields[_WORDS] = forms.CharField(
            label="Anything to say in your own words",
            required=False,
            max_length=_MOST_WORDS,
            widget=forms.Textarea,
            help_text="Opened with the answers, and read by everybody who answers.",
        )
        say_plainly(self)

    @property
    def sections(self) -> list[tuple[str, str, list[BoundField]]]:
        """Each set with its title, why it is asked, and its questions; own words last."""
        by_set: dict[tuple[str, str], list[BoundField]] = {}
        for row in self.asked:
            by_set.setdefault((row["set"], row["why"]), []).append(self[row["id"]])
        found = [(title, why, fields) for (title, why), fields in by_set.items()]
        return [*found, ("Anything else", "", [self[_WORDS]])]


def _start_fields(_: Partnership) -> dict[str, forms.Field]:
    terms = pack("england").terms
    return {
        "roles": forms.MultipleChoiceField(
            label="Who answers in each body",
            choices=[(role.id, _capital(role.said(terms))) for role in readiness_roles()],
            initial=[role.id for role in readiness_roles()],
            widget=forms.CheckboxSelectMultiple,
            help_text="Each gives an answer of their own, and none reads another’s until all open.",
        ),
        "sets": forms.MultipleChoiceField(
            label="What they are asked about",
            choices=[(one.id, one.title) for one in readiness_sets()],
            initial=[one.id for one in readiness_sets()],
            widget=forms.CheckboxSelectMultiple,
        ),
    }


def _fix(_: Partnership, chosen: Mapping[str, Any]) -> dict[str, Any]:
    """Fix the questions in their words, so that a later version of the site asks no others."""
    terms = pack("england").terms
    by_set = {one.id: one for one in readiness_sets()}
    roles = {role.said(terms): role.id for role in readiness_roles() if role.id in chosen["roles"]}
    asked = [
        {
            "id": row.id,
            "set": by_set[row.set].title,
            "why": by_set[row.set].why,
            "question": row.question,
            "answers": list(row.answers),
            "roles": [name for name, role in roles.items() if row.is_asked_of(role)],
        }
        for row in readiness_questions()
        if row.set in chosen["sets"]
    ]
    for name in roles:
        if not any(name in row["roles"] for row in asked):
            raise InputError(
                f"Nothing would be asked of the {name}.",
                hint="Leave the role out, or choose more to ask about.",
            )
    return {"roles": roles, "asked": asked}


def _roles(questions: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(questions["roles"])


def _asked(questions: Mapping[str, Any], role: str) -> list[Mapping[str, Any]]:
    return [row for row in questions["asked"] if role in row["roles"]]


def _answer_form(asked: Asked, data: Any, files: Any) -> ReadinessForm:  # noqa: ARG001
    return ReadinessForm(asked, data)


def _answer_of(asked: Asked, cleaned: Mapping[str, Any]) -> dict[str, Any]:
    given = {row["id"]: cleaned[row["id"]] for row in _asked(asked.questions, asked.role)}
    return {"answers": given, "words": cleaned[_WORDS].strip()}


def _show(questions: Mapping[str, Any], opened: Sequence[OpenedAnswer]) -> Shown:
    found = compare_readiness(
        {
            Answerer(
                body=one.answerer.body, role=questions["roles"][one.answerer.role]
            ): one.answer["answers"]
            for one in opened
        },
        names={one.answerer.body: _body(one) for one in opened},
        terms={
            role.term: name
            for role in readiness_roles()
            for name, role_id in questions["roles"].items()
            if role.term and role.id == role_id
        },
    )
    # Partners of two schools of redesign ask for different organisations: not both can be had.
    clashes = [one for one in found.of("between-bodies") if one.question == "redesign-school"]
    return Shown(
        headline=_headline(found),
        contradictions=tuple(one.to_ask for one in clashes),
        conversation=tuple(one.to_ask for one in found.findings if one not in clashes),
        tables=tuple(_tables(questions, opened, found)),
    )


def _headline(found: ReadinessComparison) -> str:
    if not found.findings:
        return "Everybody answered alike, and nothing is left open."
    of_questions = len({one.question for one in found.findings})
    said = "One question is" if of_questions == 1 else f"{of_questions} questions are"
    return f"{said} worth talking about before money is spent."


def _tables(
    questions: Mapping[str, Any], opened: Sequence[OpenedAnswer], found: ReadinessComparison
) -> list[Table]:
    sorts: dict[str, list[str]] = {}
    for one in found.findings:
        said = _ASIDE[one.sort] + (f" ({one.body})" if one.body else "")
        sorts.setdefault(one.question, []).append(said)
    by_set: dict[str, list[Mapping[str, Any]]] = {}
    for row in questions["asked"]:
        by_set.setdefault(row["set"], []).append(row)
    bodies = dict.fromkeys((one.answerer.body, _body(one)) for one in opened)
    shown = [
        table(
            f"readiness-{number}",
            title,
            [text("Question"), *(text(name) for _, name in bodies), text("To talk about")],
            [
                (
                    row["question"],
                    *(_of_body(row["id"], body, opened) for body, _ in bodies),
                    "; ".join(sorts.get(row["id"], ["–"])),
                )
                for row in rows
            ],
        )
        for number, (title, rows) in enumerate(by_set.items(), start=1)
    ]
    words = [(one.name, one.answer["words"]) for one in opened if one.answer["words"]]
    if words:
        columns = [text("Who"), text("What they say")]
        shown.append(table("own-words", "In their own words", columns, words))
    return shown


def _of_body(question: str, body: str, opened: Sequence[OpenedAnswer]) -> str:
    """Say what a body's roles answered: once where they agree, else who said what."""
    by_answer: dict[str, list[str]] = {}
    for one in opened:
        given = one.answer["answers"].get(question)
        if one.answerer.body == body and given is not None:
            by_answer.setdefault(given, []).append(one.answerer.role)
    if len(by_answer) < 2:
        return "".join(by_answer) or "Not asked"
    return "; ".join(f"{answer} ({', '.join(roles)})" for answer, roles in by_answer.items())


def _body(one: OpenedAnswer) -> str:
    return one.name.removesuffix(f", {one.answerer.role}")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


READINESS: Final = Use(
    id="readiness",
    name="Readiness",
    says=(
        "Leaders, chief executives, finance officers, heads of service and members of every body "
        "say whether it is ready. What none of them has, and what they see otherwise, comes first; "
        "nothing is added up."
    ),
    size=65_536,
    start_fields=_start_fields,
    fix=_fix,
    roles=_roles,
    answer_form=_answer_form,
    answer_of=_answer_of,
    show=_show,
)
