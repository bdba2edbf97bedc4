"""What people fill in about figures, appraisals and the log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from commonweal_web.core.forms import Form
from commonweal_web.partnerships.policies.runs import MOST_DRAWS

__all__ = ["ConfirmForm", "LiftForm", "LogForm", "ReturnForm", "RunForm", "UploadForm"]


class UploadForm(Form):
    """A body's figures, as a file."""

    file = forms.FileField(
        label="Upload the file",
        help_text="The workbook, up to 1 MB; or the TOML or JSON file, up to 500 kB.",
        error_messages={
            "required": "Choose a file to upload",
            "empty": "The file you chose is empty",
        },
        widget=forms.FileInput(attrs={"accept": ".toml,.json,.xlsx,.xlsm,.ods"}),
    )
    note = forms.CharField(
        label="What is new in it? (optional)",
        help_text="A line for whoever looks at the versions later.",
        max_length=500,
        required=False,
    )


class ConfirmForm(Form):
    """Nothing but a button."""


class LiftForm(Form):
    """Why figures that everybody signed are to be replaced."""

    reason = forms.CharField(
        label="Why do the figures change?",
        help_text="Every partner sees it, and it stands in the log.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter why the figures change"},
    )


class ReturnForm(Form):
    reason = forms.CharField(
        label="What needs mending?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter what needs mending"},
    )


class RunForm(Form):
    """How surely an appraisal is to be worked out."""

    draws = forms.IntegerField(
        label="How many futures are drawn? (optional)",
        help_text="Leave it empty for as many as the file says. More make chances surer, and take "
        "longer.",
        min_value=100,
        max_value=MOST_DRAWS,
        required=False,
        error_messages={
            "invalid": "How many futures are drawn must be a whole number, like 10000",
            "min_value": "How many futures are drawn must be 100 or more",
            "max_value": f"How many futures are drawn must be {MOST_DRAWS:,} or fewer",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class LogForm(Form):
    """What to look for in a log."""

    kind = forms.ChoiceField(label="What happened", required=False)
    who = forms.CharField(label="Who did it", max_length=100, required=False)

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [("", "Anything"), *kinds]  # type: ignore[attr-defined]
