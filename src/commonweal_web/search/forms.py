"""What people look for."""

from __future__ import annotations

from django import forms

from commonweal_web.core.finding import kinds
from commonweal_web.core.forms import Form

__all__ = ["SearchForm"]

MOST_CHARACTERS = 100


class SearchForm(Form):
    q = forms.CharField(
        label="Words or a figure",
        help_text="For example a name, “building control” or 412,000. Everything found holds all "
        "of your words.",
        max_length=MOST_CHARACTERS,
        required=False,
        error_messages={"max_length": f"Look for {MOST_CHARACTERS} characters or fewer"},
    )
    kind = forms.ChoiceField(
        label="Among",
        required=False,
        error_messages={"invalid_choice": "Select among what to look"},
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [("", "Everything"), *kinds()]  # type: ignore[attr-defined]
