"""What pages say and ask of figures that others typed for a body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from commonweal.partnership.workbook.cells_in import CellError, value_of
from commonweal_web.core.forms import Form
from commonweal_web.core.layout.filters import say_date
from commonweal_web.partnerships.queries.placeholders import (
    Placeholder,
    placeholder_of,
    placeholders_unclaimed,
)

from .filled_in import Answer, Filled
from .queries import Part

__all__ = ["TakeOverPage", "ThroughForm", "WhichForm", "say_filled_in"]


def say_filled_in(part: Part) -> str:
    """Return who typed figures for a body that has given none; empty where nobody did."""
    if part.body is None or part.document is not None:
        return ""
    found = placeholder_of(part.partnership, part.body)
    if found is not None:
        return f"{_who(found)} for {part.body.name}, not by you. They are yours to take over."
    unclaimed = placeholders_unclaimed(part.partnership)
    if not unclaimed:
        return ""
    names = ", ".join(one.name for one in unclaimed)
    return f"Figures were filled in for bodies that are not here: {names}. Is yours one of them?"


def _who(found: Placeholder) -> str:
    document = found.document
    day = say_date(document.prepared_at)
    return f"These figures were filled in by {document.prepared_as} on {day}"


class WhichForm(Form):
    """Which of the bodies in the figures one's own is."""

    placeholder = forms.ChoiceField(
        label="Which of them is your body?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select which of them is your body"},
    )

    def __init__(self, *args: Any, offered: Sequence[Placeholder], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(one.id, one.name) for one in offered]
        self.fields["placeholder"].choices = choices  # type: ignore[attr-defined]


_DOES = [("keep", "Keep it"), ("change", "Change it"), ("clear", "Clear it")]


class ThroughForm(Form):
    """Each thing that was filled in, and what becomes of it."""

    def __init__(self, *args: Any, filled: Sequence[Filled], **options: Any) -> None:
        super().__init__(*args, **options)
        self.filled = filled
        for place, one in enumerate(filled):
            does = [each for each in _DOES if _may(one, each[0])]
            self.fields[f"does_{place}"] = forms.ChoiceField(
                label=f"{one.name}: {one.said}",
                choices=does,
                initial="keep",
                widget=forms.RadioSelect,
                error_messages={"required": f"Select what becomes of {one.name.lower()}"},
            )
            if one.leaf is not None:
                self.fields[f"to_{place}"] = forms.CharField(
                    label=f"{one.name}, if you change it", required=False, max_length=500
                )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        self.answers: list[Answer] = []
        for place, one in enumerate(self.filled):
            does, to = said.get(f"does_{place}", "keep"), said.get(f"to_{place}", "")
            if does == "keep" and to and to != one.typed:
                # What was typed is what was meant.
                does = "change"
            value = None
            if does == "change":
                try:
                    value = self._value(one, to)
                except ValidationError as error:
                    self.add_error(f"to_{place}", error)
                    continue
            self.answers.append(Answer(path=one.path, does=does, value=value))
        return said

    def _value(self, one: Filled, to: str) -> Any:
        if not to:
            raise ValidationError(f"Enter what {one.name.lower()} is to be")
        assert one.leaf is not None
        try:
            return value_of(to, one.leaf)
        except CellError as fault:
            raise ValidationError(f"{one.name}: {fault.reason} {fault.mend}") from fault

    def groups(self) -> list[tuple[str, list[tuple[Any, Any]]]]:
        """Return the fields as the page shows them: by what they belong to."""
        found: dict[str, list[tuple[Any, Any]]] = {}
        for place, one in enumerate(self.filled):
            to = self[f"to_{place}"] if one.leaf is not None else None
            found.setdefault(one.group, []).append((self[f"does_{place}"], to))
        return list(found.items())


def _may(one: Filled, does: str) -> bool:
    if does == "change":
        return one.leaf is not None
    return does == "keep" or not one.is_required


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverPage:
    """What was filled in for a body, to be looked through."""

    heading: str
    caption: str
    said: str
    back: str
    back_text: str

    @classmethod
    def of(cls, part: Part, found: Placeholder | None) -> TakeOverPage:
        assert part.body is not None
        return cls(
            heading=f"What was filled in for {part.body.name}",
            caption=part.partnership.name,
            said=f"{_who(found)}, for you and not by you. Say of each whether it is yours. "
            "Nobody sees your answers until you submit them, and nobody else can change these "
            "figures any more."
            if found is not None
            else "",
            back=reverse("part", args=[part.partnership.reference, part.holder]),
            back_text=part.name,
        )
