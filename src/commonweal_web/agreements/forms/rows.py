"""A row of an agreement's lists as a form, drawn from the library's own row.

Names of parties and services are chosen, not typed; what is stated party by party is a field for
each; sums are typed in pounds and kept in whole pence.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from django import forms

from commonweal.agreement import Agreement as Content
from commonweal.agreement.plan import Plan
from commonweal.money import to_pence
from commonweal_web.core.forms import DayField, MoneyField, say_plainly

from .clauses import NoteForm

__all__ = ["LISTS", "PLAN_LISTS", "RowForm", "row_type", "said_of_row"]

#: Each list: what one of its rows is called, the matter that it settles, and its heading.
LISTS: Mapping[str, tuple[str, str, str]] = {
    "services": ("service", "services", "Services that are shared"),
    "local": ("thing that stays local", "stays-local", "What stays local, and what it costs"),
    "levels": ("service level", "levels", "Service levels"),
    "boards": ("board", "board", "Bodies of governance, their members and meetings"),
    "decisions": ("decision right", "decisions", "Who decides what"),
    "ladder": ("step", "deadlock", "Steps of a dispute"),
    "contracts": ("contract", "contracts-on-exit", "Contracts with outsiders"),
    "limits": ("limit", "limits", "Caps and floors"),
    "charges": ("charge", "charges", "Charges"),
    "exit_sums": ("exit charge", "exit-charge", "Exit charges"),
    "withdrawal_sums": ("sum", "before-go-live", "Withdrawing before go-live"),
}

#: The lists of a plan: what one of its rows is called, and its heading.
PLAN_LISTS: Mapping[str, tuple[str, str]] = {
    "actions": ("action", "Actions and their owners"),
    "tasks": ("step", "Steps"),
    "messages": ("message", "Who hears what, and when"),
    "moves": ("group of staff", "People: who moves, and what becomes of them"),
    "key_people": ("person", "People the plan depends on"),
    "effort": ("partner’s effort", "Entry costs and days, promised and spent"),
}

_PARTIES = ("party", "leaver", "held_by", "body")
_LABELS = {
    "held_by": "Held by",
    "id": "Short name",
    "is_reserved": "Is it reserved to the parties themselves?",
    "pence": "Sum, in pounds",
    "cap_pence": "Most, in pounds a year",
    "floor_pence": "Least, in pounds a year",
    "pence_by_party": "Its cost a year, in pounds",
    "pence_by_stayer": "Paid to",
    "words": "What it is, in words",
    "who": "Who",
    "kind": "What kind of thing",
}
_HINTS = {
    "id": "Small letters, figures and hyphens, for example network-contract.",
    "year": "For example 2027-28.",
    "notice_in": "The financial year at whose start notice would be given: 2028-29.",
}


def row_type(table: str) -> Any:
    """Return the library's row of a list, of an agreement or of a plan."""
    holder = Plan if table in PLAN_LISTS else Content
    return get_args(holder.model_fields[table].annotation)[0]


class RowForm(NoteForm):
    """One row: each thing that it states."""

    def __init__(
        self, data: Any, *, table: str, content: Content, row: Mapping[str, Any], version: int
    ) -> None:
        self.table = table
        self.parts = {
            key: _Part(key, info.annotation, content)
            for key, info in row_type(table).model_fields.items()
            if key != "reference"
        }
        initial: dict[str, Any] = {"version": version}
        for part in self.parts.values():
            initial |= part.initial(row)
        super().__init__(data, initial=initial)
        asked: dict[str, forms.Field] = {}
        needed = {key for key, info in row_type(table).model_fields.items() if info.is_required()}
        for key, part in self.parts.items():
            asked |= part.fields(is_needed=key in needed)
        self.fields = asked | self.fields
        say_plainly(self)

    def row(self) -> dict[str, Any]:
        """Return the row that a valid form states, as plain values."""
        said = {key: part.value(self.cleaned_data) for key, part in self.parts.items()}
        return {key: value for key, value in said.items() if value not in (None, "", {}, [])}


class _Part:
    """One thing that a row states."""

    def __init__(self, key: str, annotation: Any, content: Content) -> None:
        self.key = key
        self.kind = _kind(annotation, is_sum="pence" in key)
        self.words = _literals(annotation)
        self.content = content

    @property
    def label(self) -> str:
        words = self.key.replace("_", " ")
        return _LABELS.get(self.key, words[:1].upper() + words[1:])

    def _by_party(self) -> Iterator[tuple[str, str, str]]:
        for party in self.content.parties:
            yield f"{self.key}_{party.id}", party.id, party.name

    def fields(self, *, is_needed: bool) -> dict[str, forms.Field]:
        if self.kind in ("counts", "sums", "people"):
            made: dict[str, forms.Field] = {}
            for name, _, said in self._by_party():
                label = f"{self.label}, {said} (optional)"
                if self.kind == "counts":
                    made[name] = forms.IntegerField(label=label, min_value=0, required=False)
                elif self.kind == "sums":
                    made[name] = MoneyField(label=label, required=False)
                else:
                    made[name] = forms.CharField(
                        label=label,
                        help_text="By name or by post, parted by semicolons.",
                        required=False,
                    )
            return made
        return {self.key: self._field(is_needed=is_needed)}

    def _field(self, *, is_needed: bool) -> forms.Field:
        shared: dict[str, Any] = {
            "label": self.label if is_needed else f"{self.label} (optional)",
            "help_text": _HINTS.get(
                self.key, "Parted by semicolons." if self.kind == "words" else ""
            ),
            "required": is_needed,
        }
        choices = self._choices()
        if choices:
            return forms.ChoiceField(choices=[("", "Choose one"), *choices], **shared)
        match self.kind:
            case "truth":
                return forms.ChoiceField(
                    choices=[("", "Not stated"), ("yes", "Yes"), ("no", "No")], **shared
                )
            case "pence":
                return MoneyField(**shared)
            case "whole":
                return forms.IntegerField(min_value=0, **shared)
            case "number":
                return forms.FloatField(**shared)
            case "day":
                return DayField(**shared)
            case _:
                return forms.CharField(max_length=500, **shared)

    def _choices(self) -> list[tuple[str, str]]:
        content = self.content
        parties = [(party.id, party.name) for party in content.parties]
        if self.key in _PARTIES:
            return parties
        if self.key == "service":
            return [(one.id, one.name) for one in content.services]
        if self.key == "decided_by":
            return [
                ("parties", "All the parties"),
                ("each-party", "Each party by itself"),
                ("lead-officer", "The lead officer"),
                ("host", "The host"),
                *((one.id, one.name) for one in content.boards),
                *parties,
            ]
        return [(word, word.replace("-", " ").capitalize()) for word in self.words]

    def initial(self, row: Mapping[str, Any]) -> dict[str, Any]:
        value = row.get(self.key)
        if value is None:
            return {}
        match self.kind:
            case "counts":
                return {f"{self.key}_{party}": count for party, count in value.items()}
            case "sums":
                return {f"{self.key}_{party}": _pounds(pence) for party, pence in value.items()}
            case "people":
                return {f"{self.key}_{party}": "; ".join(who) for party, who in value.items()}
            case "truth":
                return {self.key: "yes" if value else "no"}
            case "pence":
                return {self.key: _pounds(value)}
            case "day":
                return {self.key: datetime.date.fromisoformat(str(value))}
            case "words":
                return {self.key: "; ".join(value)}
            case _:
                return {self.key: value}

    def value(self, said: Mapping[str, Any]) -> Any:
        if self.kind in ("counts", "sums", "people"):
            found = {party: said.get(name) for name, party, _ in self._by_party()}
            stated = {party: value for party, value in found.items() if value not in (None, "")}
            if self.kind == "sums":
                return {party: to_pence(value) for party, value in stated.items()}
            if self.kind == "people":
                return {
                    party: [one.strip() for one in str(value).split(";") if one.strip()]
                    for party, value in stated.items()
                }
            return stated
        value = said.get(self.key)
        if value in (None, ""):
            return None
        match self.kind:
            case "truth":
                return value == "yes"
            case "pence":
                return to_pence(value)
            case "day":
                return value.isoformat()
            case "words":
                return [one.strip() for one in value.split(";") if one.strip()]
            case _:
                return value


def _pounds(pence: int) -> str:
    return f"{pence / 100:,.2f}".removesuffix(".00")


def _bare(annotation: Any) -> Any:
    """Return what a key holds, without what is said about it and without None."""
    while get_origin(annotation) in (Annotated, Union, UnionType):
        annotation = next(one for one in get_args(annotation) if one is not type(None))
    return annotation


def _kind(annotation: Any, *, is_sum: bool) -> str:
    """Say how a key is typed; whole numbers that are pence are typed in pounds."""
    bare = _bare(annotation)
    if get_origin(bare) is tuple:
        return "words"
    if get_origin(bare) is dict:
        held = _bare(get_args(bare)[1])
        if get_origin(held) is tuple:
            return "people"
        return "sums" if is_sum else "counts"
    if bare is int and is_sum:
        return "pence"
    known = {bool: "truth", int: "whole", float: "number", datetime.date: "day"}
    return known.get(bare, "text")


def _literals(annotation: Any) -> tuple[str, ...]:
    bare = _bare(annotation)
    return get_args(bare) if get_origin(bare) is Literal else ()


def said_of_row(row: Mapping[str, Any], content: Content) -> str:
    """Say a row in a line, by its names and its words."""
    names = [content.party_name(str(row[key])) for key in _PARTIES if row.get(key)]
    words = [
        str(row[key]).replace("-", " ") if key == "kind" else str(row[key])
        for key in (
            "name",
            "words",
            "who",
            "audience",
            "group",
            "measure",
            "year",
            "phase",
            "kind",
        )
        if row.get(key)
    ]
    return ": ".join([*names, ", ".join(words)]) if words else ", ".join(names)
