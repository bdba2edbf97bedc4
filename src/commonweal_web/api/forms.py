"""What is filled in about keys."""

from __future__ import annotations

from datetime import datetime, time

from django import forms
from django.utils import timezone

from commonweal_web.core.forms import DayField, Form
from commonweal_web.core.policy import Scope

__all__ = ["RevokeForm", "ScopeForm"]

_GIVEN = [(scope.value, scope.meaning) for scope in Scope if scope is not Scope.READ]


class ScopeForm(Form):
    """A new key."""

    name = forms.CharField(
        label="What is it for?",
        help_text="For example: “Nightly returns from the ledger”.",
        max_length=100,
        error_messages={"required": "Enter what the key is for"},
    )
    scopes = forms.MultipleChoiceField(
        label="What may it do beside reading?",
        help_text="Every key reads what the body’s people may read, drafts included.",
        choices=_GIVEN,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    until = DayField(label="Last day on which it works")

    @property
    def chosen(self) -> list[Scope]:
        return [Scope(value) for value in self.cleaned_data["scopes"]]

    @property
    def expires_at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["until"], time.max))


class RevokeForm(Form):
    """Nothing but a button."""
