"""Django's form with the words of the Design System: "Enter ...", "Select ..."."""

from __future__ import annotations

from django import forms

from commonweal.errors import CommonwealError, RefusedError

__all__ = ["Form", "add_refusal", "say_plainly"]

_MOST_REFUSALS = 20
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
    """Put what the library refused on a form: each thing with its place, reason and mend."""
    if isinstance(error, RefusedError) and error.report.refused:
        refused = error.report.refused
        for refusal in refused[:_MOST_REFUSALS]:
            where = str(refusal.place)
            reason = f"{where}: {refusal.reason}" if where else refusal.reason
            form.add_error(field, f"{reason} {refusal.mend}".strip())
        left_out = len(refused) - _MOST_REFUSALS
        if left_out > 0:
            form.add_error(field, f"There are {left_out:,} more; mend these first.")
        return
    form.add_error(field, f"{error} {error.hint}".strip())


def _in_a_sentence(label: str) -> str:
    """Return a label as it stands within a sentence; an abbreviation keeps its capitals."""
    first, _, rest = label.rstrip("?").partition(" ")
    if first[1:].lower() == first[1:]:
        first = first[:1].lower() + first[1:]
    return f"{first} {rest}".strip()
