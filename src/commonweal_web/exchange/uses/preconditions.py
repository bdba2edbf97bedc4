"""Preconditions: what each body must have or will not have, topic by topic and in its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from commonweal.exchange import Precondition, Question, Topic, contradictions, gaps, topics
from commonweal.reports.tables import Table, table, text
from commonweal_web.core.forms import Form

from .registry import Asked, OpenedAnswer, Shown, Use

__all__ = ["PRECONDITIONS"]

_MOST_WORDS = 500
_MOST_OVERALL = 4_000
_DEMANDS = {
    "yes-no": [("", "No precondition"), ("must", "Yes"), ("must-not", "No")],
    "number": [("", "No precondition"), ("at-least", "At least"), ("at-most", "At most")],
    "choice": [("", "No precondition"), ("one-of", "One of these"), ("none-of", "None of these")],
}


class PreconditionsForm(Form):
    """Three boxes a topic: what is asked, of what, and in the body's own words."""

    def __init__(self, asked: Asked, data: Any = None, files: Any = None) -> None:  # noqa: ARG002
        super().__init__(data)
        for topic in topics():
            self._add(topic, asked)
        self.fields["words"] = forms.CharField(
            label="What else you must have, or will not have",
            help_text="In your own words. Nobody compares these: they open with the rest.",
            max_length=_MOST_OVERALL,
            required=False,
            widget=forms.Textarea,
        )

    def _add(self, topic: Topic, asked: Asked) -> None:
        name = topic.id
        kind = "choice" if topic.kind in ("body", "place") else topic.kind
        self.fields[f"{name}:demand"] = forms.ChoiceField(
            label="What you ask",
            choices=_DEMANDS[kind],
            widget=forms.Select,
            required=False,
        )
        if kind == "number":
            self.fields[f"{name}:number"] = forms.FloatField(
                label=f"How many ({topic.unit})" if topic.unit else "How many",
                required=False,
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
                error_messages={"invalid": f"{topic.question} Enter a number, like 3"},
            )
        elif topic.kind == "place":
            self.fields[f"{name}:values"] = forms.CharField(
                label="Which places", help_text="Part them by semicolons.", max_length=300,
                required=False,
            )  # fmt: skip
        elif kind == "choice":
            choices = (
                list(asked.names.items())
                if topic.kind == "body"
                else [(one, one.replace("-", " ").capitalize()) for one in topic.choices]
            )
            self.fields[f"{name}:values"] = forms.MultipleChoiceField(
                label="Which", choices=choices, widget=forms.CheckboxSelectMultiple, required=False
            )
        self.fields[f"{name}:words"] = forms.CharField(
            label="In your own words", max_length=_MOST_WORDS, required=False
        )

    @property
    def sections(self) -> list[tuple[str, str, list[BoundField]]]:
        """Each topic with its question, why it is asked, and its boxes; the rest last."""
        found = []
        for topic in topics():
            names = [name for name in self.fields if name.startswith(f"{topic.id}:")]
            found.append((topic.question, topic.why, [self[name] for name in names]))
        return [*found, ("Anything else", "", [self["words"]])]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for topic in topics():
            demand = cleaned.get(f"{topic.id}:demand")
            if f"{topic.id}:demand" in self.errors:
                continue
            values, number = cleaned.get(f"{topic.id}:values"), cleaned.get(f"{topic.id}:number")
            box = f"{topic.id}:{'number' if topic.kind == 'number' else 'values'}"
            if box in self.errors or topic.kind == "yes-no":
                continue
            given = number is not None if topic.kind == "number" else bool(values)
            if demand and not given:
                self.add_error(
                    box, f"{topic.question} Say {_what(topic)}, or choose no precondition"
                )
            elif given and not demand:
                self.add_error(f"{topic.id}:demand", f"{topic.question} Choose what you ask")
        if not self.errors and not _held_of(cleaned) and not cleaned.get("words"):
            self.add_error(None, "Name a precondition, or write that you have none")
        return cleaned


def _what(topic: Topic) -> str:
    return "how many" if topic.kind == "number" else "which"


def _held_of(cleaned: Mapping[str, Any]) -> list[Precondition]:
    held = []
    for topic in topics():
        demand = cleaned.get(f"{topic.id}:demand")
        if not demand:
            continue
        values = cleaned.get(f"{topic.id}:values") or ()
        if isinstance(values, str):
            values = [part.strip() for part in values.split(";") if part.strip()]
        held.append(
            Precondition(
                topic=topic.id,
                demand=demand,
                values=tuple(values),
                number=cleaned.get(f"{topic.id}:number"),
                words=cleaned.get(f"{topic.id}:words") or "",
            )
        )
    return held


def _answer_of(asked: Asked, cleaned: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG001
    return {
        "preconditions": [one.to_dict() for one in _held_of(cleaned)],
        "words": cleaned.get("words") or "",
    }


def _by_body(opened: Sequence[OpenedAnswer]) -> dict[str, list[Precondition]]:
    return {
        one.answerer.body: [Precondition.from_dict(row) for row in one.answer["preconditions"]]
        for one in opened
    }


def _can_all_be_met(
    question: Question, questions: Mapping[str, Any], opened: Sequence[OpenedAnswer]
) -> bool:
    del question, questions
    return not contradictions(_by_body(opened))


def _show(questions: Mapping[str, Any], opened: Sequence[OpenedAnswer]) -> Shown:
    del questions
    by_body = _by_body(opened)
    names = {one.answerer.body: one.name for one in opened}
    clashes = contradictions(by_body, names=names)
    missing = gaps(by_body, names=names)
    n_raised = sum(len(held) for held in by_body.values())
    n_clashing = len({(clash.topic, clash.service) for clash in clashes})
    if clashes:
        headline = (
            "One thing cannot be met as it stands. Talk about it before anything else."
            if n_clashing == 1
            else f"{n_clashing} things cannot be met as they stand. Talk about them first."
        )
    else:
        headline = (
            f"Nothing in the {n_raised} preconditions contradicts anything else."
            if n_raised
            else "Nobody has a precondition that could be compared."
        )
    return Shown(
        headline=headline,
        contradictions=tuple(clash.sentence for clash in clashes),
        conversation=tuple(gap.question for gap in missing if gap.raised_by),
        tables=tuple(_tables(opened, by_body, names)),
    )


def _tables(
    opened: Sequence[OpenedAnswer],
    by_body: Mapping[str, Sequence[Precondition]],
    names: Mapping[str, str],
) -> list[Table]:
    raised = [
        topic
        for topic in topics()
        if any(one.topic == topic.id for o in by_body.values() for one in o)
    ]
    side_by_side = table(
        "preconditions",
        "Every precondition, side by side",
        [text("Topic"), *(text(one.name) for one in opened)],
        [
            [
                topic.question,
                *(_said(topic, by_body[one.answerer.body], names) for one in opened),
            ]
            for topic in raised
        ],
        small_print="as each body gave it",
    )
    words = table(
        "own-words",
        "In their own words",
        [text("Body"), text("What it wrote"), text("Authorised by")],
        [[one.name, one.answer["words"] or "Nothing more", one.authorised_by] for one in opened],
    )
    return [side_by_side, words] if raised else [words]


def _said(topic: Topic, held: Sequence[Precondition], names: Mapping[str, str]) -> str:
    said = []
    for one in held:
        if one.topic != topic.id:
            continue
        match one.demand:
            case "must":
                what = "Yes"
            case "must-not":
                what = "No"
            case "at-least" | "at-most":
                what = f"{one.demand.replace('-', ' ').capitalize()} {one.number:g} {topic.unit}"
            case "one-of" | "none-of":
                listed = ", ".join(names.get(v, v.replace("-", " ")) for v in one.values)
                what = f"{'One of' if one.demand == 'one-of' else 'None of'}: {listed}"
        said.append(f"{what.strip()}. {one.words}".strip() if one.words else what.strip())
    return "; ".join(said) or "Not raised"


PRECONDITIONS = Use(
    id="preconditions",
    name="Preconditions",
    says="What each body must have, or will not have. Partnerships die of preconditions that "
    "surface after months of work: here all are said at once, and nobody speaks first.",
    size=65_536,
    answer_form=PreconditionsForm,
    answer_of=_answer_of,
    show=_show,
    feasibility=("no-contradiction",),
    is_feasible=_can_all_be_met,
    can_stay_closed=True,
)
