"""What the three parts have in common: whose answers they follow, and what they give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from commonweal.agreement.routes import RouteAdvice
from commonweal_web.core.forms import Form

__all__ = ["RoutePartForm", "choice"]

_ANSWERS = [("yes", "Yes"), ("no", "No"), ("not-known", "Not known")]


class RoutePartForm(Form):
    """One part of what is answered; each defines three methods.

    `shown(kept)` returns what stands in the fields before anybody types, `ask()` adds the fields,
    and `said()` returns what was answered, as `RouteFacts` has it: what is not known is left out.
    `number` is of the answers that were looked at.
    """

    heading: ClassVar[str]
    hint: ClassVar[str]

    number = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any,
        *,
        advice: RouteAdvice,
        names: Mapping[str, str],
        number: int,
        kept: Mapping[str, Any],
    ) -> None:
        self.advice, self.names = advice, dict(names)
        super().__init__(data, initial={"number": number} | self.shown(kept))
        self.ask()


def choice(label: str, hint: str = "") -> forms.ChoiceField:
    """Return a field of yes, no and not known."""
    return forms.ChoiceField(
        label=label, help_text=hint, choices=_ANSWERS, widget=forms.RadioSelect
    )
