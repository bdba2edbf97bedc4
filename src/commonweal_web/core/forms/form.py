"""Django's form with the words of the Design System: "Enter ...", "Select ..."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from django import forms

from commonweal.errors import CommonwealError, Place, Refusal, RefusedError

if TYPE_CHECKING:
    from commonweal.reports.tables import Table

__all__ = ["Form", "add_refusal", "refused_table", "say_plainly"]

_MOST_REFUSALS = 100
_CHOOSING = (forms.RadioSelect, forms.Select, forms.CheckboxSelectMultiple, forms.CheckboxInput)
_DJANGOS_REQUIRED = str(forms.Field.default_error_messages["required"])


class Form(forms.Form):
    """A form whose messages say what to do."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        say_plainly(self)


def say_plainly(form: forms.BaseForm) -> None:
    """Put our words for Django's on a form's fields; words given to a field stay."""
    for name, field in form.fields.items():
        label = str(field.label or name.replace("_", " "))
        field.label = label
        if field.error_messages.get("required") != _DJANGOS_REQUIRED:
            continue
        verb = "Select" if isinstance(field.widget, _CHOOSING) else "Enter"
        if isinstance(field, forms.FileField):
            verb = "Choose"
        field.error_messages["required"] = f"{verb} {_in_a_sentence(label)}"
        if isinstance(field, forms.EmailField):
            wanted = "Enter an email address in the correct format, like name@example.gov.uk"
            field.error_messages["invalid"] = wanted
            for validator in field.validators:
                if getattr(validator, "code", "") == "invalid":
                    validator.message = wanted  # type: ignore[attr-defined]


def add_refusal(form: forms.BaseForm, error: CommonwealError, field: str | None = None) -> None:
    """Put what the library refused on a form: what is wrong, and how to mend it.

    Of a file with several faults the form says how many; the page lists each with its place
    (`refused_table`), under the error summary.
    """
    refused = error.report.refused if isinstance(error, RefusedError) else ()
    if len(refused) > 1:
        name = error.place.file
        form.refused = refused_table(refused, name)  # type: ignore[attr-defined]
        form.add_error(field, f"{name or 'The file'} has {len(refused):,} things to mend")
    elif refused:
        one = refused[0]
        where = _place(one.place, error.place.file)
        form.add_error(field, f"{f'{where}: ' if where else ''}{one.reason} {one.mend}".strip())
    else:
        form.add_error(field, f"{error} {error.hint}".strip())


def refused_table(refused: Sequence[Refusal], name: str) -> Table:
    """Return each thing refused with its place and its mend; a great many only in part."""
    from commonweal.reports.tables import table, text

    left_out = len(refused) - _MOST_REFUSALS
    return table(
        "refused",
        f"What to mend in {name or 'the file'}",
        [text("Where"), text("What is wrong"), text("What to do")],
        [
            (_place(one.place, name) or "The whole file", one.reason, one.mend)
            for one in refused[:_MOST_REFUSALS]
        ],
        small_print=f"{left_out:,} more are not shown: mend these first." if left_out > 0 else "",
    )


def _place(place: Place, name: str) -> str:
    """Say where in the file, without saying its name in each line."""
    return str(replace(place, file="") if place.file == name else place)


def _in_a_sentence(label: str) -> str:
    """Return a label as it stands within a sentence; an abbreviation keeps its capitals."""
    first, _, rest = label.rstrip("?").partition(" ")
    if first[1:].lower() == first[1:]:
        first = first[:1].lower() + first[1:]
    return f"{first} {rest}".strip()
