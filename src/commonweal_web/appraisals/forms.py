"""What people choose when they try a figure, or set two runs side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from commonweal.errors import CommonwealError
from commonweal.money import parse_amount
from commonweal_web.core.forms import Form

__all__ = ["CertifyForm", "CompareForm", "FigureForm", "KeepForm", "ValueForm"]


class FigureForm(Form):
    """Which figure is to be moved."""

    figure = forms.ChoiceField(label="Which figure?", required=False)

    def __init__(self, *args: Any, figures: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["figure"]
        field.choices = [("", "Choose a figure"), *figures]  # type: ignore[attr-defined]


class ValueForm(Form):
    """To what it is to be moved."""

    value = forms.CharField(label="What if it were", required=False)

    def __init__(self, *args: Any, hint: str, is_money: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["value"]
        field.help_text = hint
        if is_money:
            field.prefix = "£"  # type: ignore[attr-defined]

    def clean_value(self) -> float | None:
        said = self.cleaned_data["value"].strip()
        if not said:
            return None
        try:
            if said.endswith("%"):
                return float(parse_amount(said[:-1])) / 100
            return float(said) if said.replace(".", "", 1).isdigit() else float(parse_amount(said))
        except (CommonwealError, ValueError) as error:
            raise ValidationError(
                "What if it were must be a number, like 0.4, 12.5 or 41,200", code="number"
            ) from error


class CompareForm(Form):
    """Which other run a run is set beside."""

    other = forms.ChoiceField(label="Compare with", required=False)

    def __init__(self, *args: Any, runs: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["other"]
        field.choices = [("", "Choose a run"), *runs]  # type: ignore[attr-defined]


class KeepForm(Form):
    """A trial kept by a name; what was tried is carried along and tried once more."""

    name = forms.CharField(
        label="Name of the what-if",
        help_text="It is listed apart from the runs, for all partners.",
        max_length=120,
        error_messages={"required": "Enter a name for the what-if"},
    )
    figure = forms.CharField(max_length=300, widget=forms.HiddenInput)
    value = forms.CharField(max_length=40, widget=forms.HiddenInput)


class CertifyForm(Form):
    """An officer answers for the verdict of a run."""

    note = forms.CharField(
        label="Anything to be read with it (optional)",
        help_text="For example a condition, or what you looked at. All partners see it, and it "
        "stands in papers made afterwards.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
