"""What people fill in about comments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from commonweal_web.core.forms import Form
from commonweal_web.discussion.models import Comment

__all__ = ["AddForm", "AnswerForm", "ListForm", "ReopenForm", "RewordForm"]

Choices = Sequence[tuple[str, str]]

MOST_CHARACTERS = 4000


def _words(label: str, missing: str, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": missing,
            "max_length": f"{label} must be {MOST_CHARACTERS:,} characters or fewer",
        },
        **options,
    )


class AddForm(Form):
    """A comment, who reads it, and who is to answer."""

    text = _words("Your comment", "Enter your comment")
    audience = forms.ChoiceField(
        label="Who can read it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select who can read it"},
    )
    asked = forms.ChoiceField(
        label="Who is to answer? (optional)",
        help_text="It waits among their tasks until it is resolved.",
        required=False,
        error_messages={"invalid_choice": "Select one of those who can answer"},
    )

    def __init__(self, *args: Any, audiences: Choices, asked: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["audience"].choices = list(audiences)  # type: ignore[attr-defined]
        self.fields["asked"].choices = [("", "Nobody in particular"), *asked]  # type: ignore[attr-defined]


class AnswerForm(Form):
    """A reply, or what was decided: the button says which."""

    text = _words(
        "Your reply, or what was decided",
        "Enter your reply, or what was decided",
    )


class ReopenForm(Form):
    text = _words("Why is it to be opened again?", "Enter why it is to be opened again")


class RewordForm(Form):
    text = _words("Your words", "Enter your words")


class ListForm(Form):
    """Which comments are shown."""

    state = forms.ChoiceField(
        label="How it stands",
        required=False,
        choices=[("", "Any"), *Comment.State.choices],
        error_messages={"invalid_choice": "Select how it stands"},
    )
    about = forms.CharField(label="About", required=False, max_length=100)
    who = forms.CharField(
        label="Written by",
        help_text="Part of the name of a person or body",
        required=False,
        max_length=100,
    )
    asked = forms.ChoiceField(
        label="For whom to answer",
        required=False,
        error_messages={"invalid_choice": "Select one of the bodies"},
    )

    def __init__(self, *args: Any, bodies: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["asked"].choices = [("", "Anybody or nobody"), *bodies]  # type: ignore[attr-defined]
