"""What people fill in about a partnership, the bodies in it and the people it names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from commonweal_web.bodies.models import Body
from commonweal_web.core.forms import DayField, Form
from commonweal_web.core.policy import PartnershipRole

__all__ = [
    "AnswerForm",
    "ByEmailForm",
    "ChangeForm",
    "ChooseBodyForm",
    "ExampleForm",
    "InviteBodyForm",
    "LeaveForm",
    "NamePersonForm",
    "OpeningForm",
    "SearchForm",
    "StartForm",
]


OPENING = [
    ("at-once", "Each body’s as soon as it submits them"),
    ("sealed", "All together, once every body has submitted its own"),
]


def _message() -> forms.CharField:
    return forms.CharField(
        label="A few words for them",
        required=False,
        max_length=500,
        widget=forms.Textarea,
        help_text="What it is about, and why you think of them.",
    )


class ChangeForm(Form):
    """What a partnership is called and said to be."""

    name = forms.CharField(
        label="Name of the partnership",
        max_length=200,
        help_text="For example: Building control in Pennine Lancashire",
    )
    summary = forms.CharField(
        label="What is it about?", required=False, max_length=1000, widget=forms.Textarea
    )


class StartForm(ChangeForm):
    """A partnership to be started."""

    body = forms.ChoiceField(label="For which of your bodies?", widget=forms.RadioSelect)
    already_shares = forms.ChoiceField(
        label="Do you share already?",
        choices=[
            ("no", "No, we think of sharing"),
            ("yes", "Yes, and we ask whether it still pays"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether you share already"},
    )

    begin_with = forms.ChoiceField(
        label="What do you start from?",
        choices=[
            ("nothing", "Nothing: I type the figures page by page"),
            ("file", "A partnership file or workbook of mine"),
            ("example", "An example, to change into ours"),
            ("questions", "Two pages of questions about what we share already"),
        ],
        initial="nothing",
        widget=forms.RadioSelect,
        error_messages={"required": "Select what you start from"},
    )

    opening = forms.ChoiceField(
        label="When do the bodies see each other’s figures?",
        choices=OPENING,
        initial="at-once",
        required=False,
        widget=forms.RadioSelect,
        help_text="It can be changed until the first body has submitted.",
    )

    def __init__(self, *args: Any, bodies: Iterable[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(body.reference, body.name) for body in bodies]
        self.fields["body"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            # Nothing to choose: the question would only be in the way.
            self.fields["body"].widget = forms.HiddenInput()
            self.initial["body"] = choices[0][0]
        self.order_fields(["body", "name", "summary", "already_shares", "opening", "begin_with"])


class OpeningForm(Form):
    """When bodies see each other's figures."""

    opening = forms.ChoiceField(
        label="When do the bodies see each other’s figures?",
        choices=OPENING,
        widget=forms.RadioSelect,
        error_messages={"required": "Select when the figures open"},
    )


class ExampleForm(Form):
    """Which example a partnership starts from."""

    example = forms.ChoiceField(
        label="Which example?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select an example"},
    )

    def __init__(self, *args: Any, examples: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["example"].choices = list(examples)  # type: ignore[attr-defined]


class SearchForm(Form):
    q = forms.CharField(label="Name or official code of the body", max_length=100)


class InviteBodyForm(Form):
    message = _message()


class ByEmailForm(Form):
    """An invitation to a body that is not here yet."""

    body_name = forms.CharField(label="Name of the body", max_length=200)
    email = forms.EmailField(
        label="Email address of somebody there",
        help_text="Somebody who can answer for the body, or find who can.",
    )
    message = _message()


class AnswerForm(Form):
    """The answer of a body to an invitation."""

    answer = forms.ChoiceField(
        label="Does your body take part?",
        choices=[("yes", "Yes, we take part"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select yes or no"},
    )
    reason = forms.CharField(
        label="If no, why?",
        required=False,
        max_length=300,
        help_text="The partnership is told.",
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("answer") == "no" and not said.get("reason"):
            self.add_error("reason", "Say why, so that they know where they stand")
        return said


class ChooseBodyForm(Form):
    """For which of one's bodies an invitation by email is taken up."""

    body = forms.ChoiceField(label="Which body takes part?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, bodies: Iterable[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(body.reference, body.name) for body in bodies]
        self.fields["body"].choices = choices  # type: ignore[attr-defined]


class NamePersonForm(Form):
    """A role for somebody of a body that takes part."""

    email = forms.EmailField(
        label="Their email address", help_text="They belong to a body that takes part."
    )
    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect)
    ends = DayField(
        label="Last day", required=False, help_text="Leave it empty for a role without an end."
    )
    reason = forms.CharField(
        label="Why?",
        max_length=300,
        help_text="It stands in the log.",
        error_messages={"required": "Say why"},
    )

    def __init__(self, *args: Any, roles: Iterable[PartnershipRole], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(role.value, role.label.capitalize()) for role in roles]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]


class LeaveForm(Form):
    reason = forms.CharField(
        label="Why?",
        max_length=300,
        help_text="The partnership is told, and it stands in its log.",
        error_messages={"required": "Say why"},
    )
