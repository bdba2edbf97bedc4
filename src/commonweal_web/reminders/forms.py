"""What people fill in about letters and mailboxes."""

from __future__ import annotations

from django import forms

from commonweal_web.core.forms import Form
from commonweal_web.core.policy import BodyRole
from commonweal_web.reminders.models import MAILBOX_ROLES, Often

__all__ = ["DaysForm", "LettersForm", "MailboxForm", "OneButton"]


class OneButton(Form):
    """Nothing but a button."""


class LettersForm(Form):
    """How often one's own letters come."""

    often = forms.ChoiceField(
        label="How often do you want a letter?",
        choices=Often.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select how often you want a letter"},
    )


class MailboxForm(Form):
    """An address of a role."""

    role = forms.ChoiceField(
        label="Whose mailbox is it?",
        choices=[(role.value, role.label.capitalize()) for role in MAILBOX_ROLES],
        widget=forms.RadioSelect,
        error_messages={"required": "Select whose mailbox it is"},
    )
    email = forms.EmailField(
        label="Email address",
        help_text="One that stays while people change, for example: s151@burnley.gov.uk",
        max_length=240,
    )
    often = forms.ChoiceField(
        label="How often does it get a letter?",
        choices=[(value, label) for value, label in Often.choices if value != Often.OFF],
        initial=Often.DAILY,
        widget=forms.RadioSelect,
        error_messages={"required": "Select how often it gets a letter"},
    )

    def clean_role(self) -> BodyRole:
        return BodyRole(self.cleaned_data["role"])


class DaysForm(Form):
    """After how many days figures are asked about again."""

    days = forms.IntegerField(
        label="Ask again after how many days?",
        help_text="From 30 to 1,000. Most partnerships ask twice a year: 180.",
        min_value=30,
        max_value=1000,
        error_messages={
            "required": "Enter after how many days to ask again",
            "invalid": "The number of days must be a whole number, like 180",
            "min_value": "The number of days must be 30 or more",
            "max_value": "The number of days must be 1,000 or fewer",
        },
    )
