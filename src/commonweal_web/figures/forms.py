"""Forms of the pages on which figures are typed, drawn from the schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import slugify

from commonweal_web.core.forms import Form
from commonweal_web.core.forms.from_schema import initial_of, schema_form, values_of

from .choices import choices_for
from .places import TablePlace, keys_of
from .queries import Part

__all__ = ["ChooseKindForm", "PasteForm", "RestoreForm", "page_form", "typed_values"]

#: Keys whose value is the holder itself or follows from the name: never asked.
_SET_FOR_THEM = frozenset({"body", "id"})
#: Keys of an option that only a shared one has.
_SHARED_ONLY = frozenset(
    {"bodies", "host", "route", "kept_local", "is_proposed", "buys", "meets", "set_aside"}
)


class ChooseKindForm(Form):
    """Which kind of row to add."""

    kind = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class PasteForm(Form):
    """Rows copied from a spreadsheet."""

    rows = forms.CharField(
        label="Paste the rows, with their row of headings",
        widget=forms.Textarea(attrs={"class": "app-typed"}),
        max_length=200_000,
    )


class RestoreForm(Form):
    """Nothing but a button."""


def page_form(part: Part, place: TablePlace) -> type[Form]:
    """Return the form of one table, without what is set for whoever types."""
    known = choices_for(part, place.model)
    keys = [key for key in keys_of(place.model) if key in _asked(part, place)]
    return schema_form(
        place.model,
        keys,
        choices={key: known[key] for key in keys if key in known},
        required=[key for key in keys if place.model.model_fields[key].is_required()],
    )


def _asked(part: Part, place: TablePlace) -> set[str]:
    asked = set(keys_of(place.model))
    is_service = place.model.__name__ == "ServiceEntry"
    if not is_service:
        asked -= {"id"}
    if part.body is None:
        # Held in common, a row may be of any body that has typed nothing itself.
        return asked
    asked -= _SET_FOR_THEM
    return asked - _SHARED_ONLY if place.model.__name__ == "Option" else asked


def typed_values(part: Part, place: TablePlace, form: Form) -> dict[str, Any]:
    """Return a table's values with what was typed, and with what is set for whoever types."""
    values = values_of(form, place.values)
    fields = place.model.model_fields
    if "id" in fields and "id" not in values:
        values = {"id": _new_id(part, place, values)} | values
    if part.body is not None:
        if "body" in fields:
            values["body"] = part.body.reference
        if place.model.__name__ == "Option":
            values["bodies"] = [part.body.reference]
    return values


def initial_values(form: type[Form], place: TablePlace) -> Mapping[str, Any]:
    return initial_of(form, place.values)


def _new_id(part: Part, place: TablePlace, values: Mapping[str, Any]) -> str:
    """Return a short name that no row of the same list has."""
    section = str(place.path[0]) if place.path else ""
    whole = part.case.values.get(section, []) if isinstance(part.case.values, Mapping) else []
    rows = [*part.values.get(section, []), *whole]
    taken = {str(row.get("id")) for row in rows if isinstance(row, Mapping)}
    start = slugify(str(values.get("name") or place.model.__name__))[:60].strip("-") or "row"
    if part.body is not None:
        start = f"{part.body.reference}-{start}"[:70].strip("-")
    name, number = start, 2
    while name in taken:
        name, number = f"{start}-{number}", number + 1
    return name
