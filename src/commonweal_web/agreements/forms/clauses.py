"""A clause as a form: which alternative, what it states, words of the parties' own.

The same questions read an agreement that others wrote.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django import forms

from commonweal.agreement import Clause, Matter, Parameter
from commonweal.agreement.clauses import rule_names
from commonweal_web.core.forms import DayField, Form, MoneyField, PartField

__all__ = ["OPEN", "OWN", "ClauseForm", "NoteForm"]

OWN = "own"
#: Nothing is chosen: the matter stays open.
OPEN = "open"

_LINES = {"rows": 3}
_UNITS = {"times": "a count"}


class NoteForm(Form):
    """What every change carries: the version it was made on, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label="Why the change? (optional)",
        help_text="It stands beside the version, for those who compare.",
        max_length=500,
        required=False,
    )


class ClauseForm(NoteForm):
    """How one matter is settled."""

    def __init__(self, data: Any, *, about: Matter, clause: Clause | None, version: int) -> None:
        initial = {"version": version} | dict(_initial(about, clause))
        super().__init__(data, initial=initial)
        self.about = about
        asked: dict[str, forms.Field] = {
            "alternative": forms.ChoiceField(
                label="What does it say?",
                help_text=about.settles,
                widget=forms.RadioSelect,
                choices=[
                    *((one.id, one.name) for one in about.alternatives),
                    (OWN, "Something else, in our own words"),
                    (OPEN, "Nothing: it is still open"),
                ],
            )
        }
        for one in about.parameters:
            if one.kind != "rows":
                asked[f"is_{one.id}"] = _field(one, about)
        asked["words"] = forms.CharField(
            label="Own words (optional)",
            help_text="They stand after ours; alone, where the answer is something else. One "
            "paragraph a line.",
            max_length=6000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 5}),
        )
        self.fields = asked | self.fields

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("alternative") == OWN and not said.get("words", "").strip():
            self.add_error("words", "Enter your own words, or select another answer")
        return said

    def clause(self) -> Clause:
        """Return the clause that a valid form states; what was left blank is not stated."""
        said = self.cleaned_data
        chosen = "" if said["alternative"] == OPEN else said["alternative"]
        values: dict[str, Any] = {}
        for one in self.about.parameters:
            value = said.get(f"is_{one.id}")
            if value in (None, "", ()) or not (one.belongs_to(chosen) or chosen == OWN):
                continue
            values[one.id] = _value(one, value)
        return Clause(
            matter=self.about.id, alternative=chosen, values=values, words=said["words"].strip()
        )


def _initial(about: Matter, clause: Clause | None) -> Iterator[tuple[str, Any]]:
    if clause is None:
        yield "alternative", OPEN
        return
    yield "alternative", clause.alternative or OPEN
    yield "words", clause.words
    for one in about.parameters:
        value = clause.values.get(one.id)
        if value is None:
            continue
        match one.kind:
            case "yes-no":
                shown: Any = "yes" if value else "no"
            case "texts":
                shown = "\n".join(value) if isinstance(value, tuple) else value
            case "rate":
                shown = f"{float(value) * 100:.6g}"  # type: ignore[arg-type]
            case "pounds":
                shown = f"{float(value):,.2f}".removesuffix(".00")  # type: ignore[arg-type]
            case "date":
                shown = datetime.date.fromisoformat(str(value))
            case _:
                shown = value
        yield f"is_{one.id}", shown


def _field(one: Parameter, about: Matter) -> forms.Field:
    names = [other.name for other in about.alternatives if other.id in one.only_for]
    said = one.asks if not names else f"{one.asks} Only for: {'; '.join(names)}."
    shared: dict[str, Any] = {
        "label": f"{one.name[:1].upper()}{one.name[1:]}",
        "help_text": said,
        "required": False,
    }
    match one.kind:
        case "choice":
            return forms.ChoiceField(choices=[("", "Not stated"), *one.choices.items()], **shared)
        case "rule":
            return forms.ChoiceField(choices=[("", "Not stated"), *rule_names().items()], **shared)
        case "yes-no":
            return forms.ChoiceField(
                choices=[("", "Not stated"), ("yes", "Yes"), ("no", "No")], **shared
            )
        case "count":
            if one.unit and one.unit not in one.name:
                shared["label"] += f", in {_UNITS.get(one.unit, one.unit)}"
            return forms.IntegerField(min_value=0, max_value=100_000, **shared)
        case "rate":
            return PartField(**shared)
        case "pounds":
            return MoneyField(least=0, **shared)
        case "date":
            return DayField(**shared)
        case "texts":
            shared["help_text"] += " One a line."
            return forms.CharField(max_length=6000, widget=forms.Textarea(attrs=_LINES), **shared)
        case _:
            return forms.CharField(max_length=2000, widget=forms.Textarea(attrs=_LINES), **shared)


def _value(one: Parameter, value: Any) -> Any:
    match one.kind:
        case "yes-no":
            return value == "yes"
        case "texts":
            return tuple(line.strip() for line in value.splitlines() if line.strip())
        case "date":
            return value.isoformat()
        case "text":
            return value.strip()
        case _:
            return value
