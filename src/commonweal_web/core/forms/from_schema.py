"""Forms drawn from the one schema of the partnership file: what a key is called, means and takes.

A field takes what a cell of the workbook takes ("£1,200.50", "12%", "100 to 140, likely 120",
"assumption:price"), read by the same code, so that page and workbook cannot drift. What a form
gives are plain values, as the file holds them; the reader of the whole file judges them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from commonweal.partnership.workbook.cells_in import CellError, value_of
from commonweal.partnership.workbook.cells_out import cell_of
from commonweal.partnership.workbook.leaves import Leaf, leaf_of
from commonweal.partnership.workbook.words import heading_of

from .form import Form

__all__ = ["SchemaField", "initial_of", "schema_form", "values_of"]

Choices = Sequence[tuple[str, str]]

#: Words that a long text is known by: it gets a box of several lines.
_LONG = ("summary", "note", "what_it_includes")


#: How wide a box is for what is typed into it; the rest take the whole width.
_WIDTHS = {"whole": "5", "number": "10", "year": "10", "day": "10", "estimate": "20"}


class SchemaField(forms.CharField):
    """A text that is read as a cell of the workbook is. Gives a plain value, None where blank."""

    def __init__(self, leaf: Leaf, **options: Any) -> None:
        super().__init__(**options)
        self.leaf = leaf
        self.width = _WIDTHS.get(leaf.kind, "")
        if leaf.is_amount:
            self.prefix = "£"

    def clean(self, value: Any) -> Any:
        said = super().clean(value)
        if not said:
            return None
        try:
            return value_of(said, self.leaf)
        except CellError as fault:
            raise ValidationError(f"{self.label}: {fault.reason} {fault.mend}", code="cell") from (
                fault
            )


class _SchemaChoice(forms.ChoiceField):
    """One of the words that the schema knows. Gives a plain value, None where none is chosen."""

    def __init__(self, leaf: Leaf, **options: Any) -> None:
        super().__init__(**options)
        self.leaf = leaf

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        return None if chosen in (None, "") else value_of(chosen, self.leaf)


class _SchemaChoices(forms.MultipleChoiceField):
    """Several of the words that the schema knows. Gives a list, None where none is chosen."""

    def clean(self, value: Any) -> Any:
        return super().clean(value) or None


def schema_form(
    model: type[BaseModel],
    keys: Iterable[str],
    *,
    choices: Mapping[str, Choices] | None = None,
    labels: Mapping[str, str] | None = None,
    required: Iterable[str] = (),
) -> type[Form]:
    """Return a form for some keys of a table of the partnership file, in the order given.

    Parameters
    ----------
    choices
        For keys whose values are names in this partnership (bodies, services): id and name.
    labels
        In place of what the workbook calls a key.
    required
        Keys without which a page makes no sense, whatever the schema asks.

    Raises
    ------
    KeyError
        The table has no such key, or it holds tables of its own.
    """
    known, said, needed = choices or {}, labels or {}, set(required)
    fields = {
        key: _field(
            model.model_fields[key],
            key,
            label=said.get(key) or heading_of((key,)),
            choices=known.get(key),
            is_required=key in needed,
        )
        for key in keys
    }
    return type(f"{model.__name__}Form", (Form,), fields)


def initial_of(form: type[Form], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form shows at first for plain values of the file."""
    shown: dict[str, Any] = {}
    for key, field in form.base_fields.items():  # type: ignore[attr-defined]
        value = values.get(key)
        if value is None:
            continue
        if isinstance(field, _SchemaChoices):
            shown[key] = [str(one) for one in value]
            continue
        cell = cell_of(value, field.leaf)
        shown[key] = _as_text(cell, field.leaf)
    return shown


def values_of(form: forms.BaseForm, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return plain values with a valid form's answers in them; what was left blank is gone."""
    changed = dict(values)
    for key, value in form.cleaned_data.items():
        if value is None:
            changed.pop(key, None)
        else:
            changed[key] = value
    return changed


def _field(
    info: FieldInfo, key: str, *, label: str, choices: Choices | None, is_required: bool
) -> forms.Field:
    leaf = leaf_of(info)
    if leaf is None:
        raise KeyError(f"{key} holds tables of its own, and no form of one table can take it.")
    shared: dict[str, Any] = {
        "label": label,
        "required": is_required,
        "help_text": _hint(info, leaf),
    }
    if choices is not None and leaf.kind == "list":
        return _SchemaChoices(choices=choices, widget=forms.CheckboxSelectMultiple, **shared)
    if choices is not None:
        return _SchemaChoice(
            leaf=leaf, choices=[("", "Choose one"), *choices], widget=forms.Select, **shared
        )
    if leaf.kind == "truth":
        return _SchemaChoice(
            leaf=leaf, choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect, **shared
        )
    if leaf.kind == "choice":
        words = [(word, _in_words(word)) for word in leaf.choices]
        return _SchemaChoice(leaf=leaf, choices=words, widget=forms.RadioSelect, **shared)
    if leaf.kind == "list" and leaf.item is not None and leaf.item.choices:
        words = [(word, _in_words(word)) for word in leaf.item.choices]
        return _SchemaChoices(choices=words, widget=forms.CheckboxSelectMultiple, **shared)
    is_long = leaf.kind in ("list", "map") or key in _LONG
    widget = forms.Textarea if is_long else forms.TextInput
    return SchemaField(leaf, widget=widget, **shared)


def _hint(info: FieldInfo, leaf: Leaf) -> str:
    """Return what a key means, in the schema's own words, and how a figure may be typed."""
    says = " ".join((info.description or "").replace("`", "").split())
    if leaf.kind == "estimate" and leaf.is_share:
        return f"{says} One figure such as 8%, or a range: 5% to 12%, likely 8%."
    if leaf.kind == "estimate":
        return f"{says} One figure, or a range: 100 to 140, likely 120."
    if leaf.is_share:
        return f"{says} For example 12% or 0.12."
    if leaf.kind == "list":
        return f"{says} Part them by semicolons."
    if leaf.kind == "map":
        return f"{says} For example name: 12; other: 3."
    if leaf.kind == "year":
        return f"{says.rstrip('.')}." if "2024-25" in says else f"{says} For example 2024-25."
    return says


def _as_text(cell: Any, leaf: Leaf) -> str:
    """Return a cell as it is typed: a share as it stands, money with commas."""
    if isinstance(cell, float):
        if leaf.is_amount:
            return f"{cell:,.2f}".removesuffix(".00")
        return f"{cell:.12g}"
    return "" if cell is None else str(cell)


def _in_words(word: str) -> str:
    words = word.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]
