"""What people fill in about publishing and lending."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from commonweal_web.core.forms import Form
from commonweal_web.publishing.models import Publication
from commonweal_web.publishing.policies import MOST_GUEST_DAYS

__all__ = ["AgreeForm", "GuestForm", "OpenForm", "ProposeForm", "ReasonForm", "SureForm"]

Choices = Sequence[tuple[str, str]]


class ProposeForm(Form):
    """Which run is to be published, and with which papers."""

    run = forms.ChoiceField(
        label="Which appraisal?", error_messages={"invalid_choice": "Select one of the runs"}
    )
    papers = forms.MultipleChoiceField(
        label="Which papers go with it? (optional)",
        help_text="Those made of this run, as the public may read them.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    contact = forms.CharField(
        label="Whom may the public ask?",
        help_text="An office and how to reach it, for example “Shared services team, "
        "sharing@ashby.gov.uk”. Anyone will see it.",
        max_length=200,
    )
    licence = forms.ChoiceField(
        label="Under which licence may it be used?",
        choices=Publication.Licence.choices,
        initial=Publication.Licence.OGL,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, runs: Choices, papers: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["run"].choices = list(runs)  # type: ignore[attr-defined]
        self.fields["papers"].choices = list(papers)  # type: ignore[attr-defined]
        if not papers:
            del self.fields["papers"]


class AgreeForm(Form):
    """For which body somebody agrees."""

    body = forms.ChoiceField(
        label="For which body do you agree?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select the body you agree for"},
    )

    def __init__(self, *args: Any, bodies: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["body"].choices = list(bodies)  # type: ignore[attr-defined]


class ReasonForm(Form):
    reason = forms.CharField(
        label="Why?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter why"},
    )


class SureForm(Form):
    """The second time of asking; `reason` is carried over where the first gave one."""

    is_sure = forms.BooleanField(
        label="Yes, I am sure",
        error_messages={"required": "Tick the box if you are sure"},
    )
    reason = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)


class GuestForm(Form):
    """Who is to read what, and for how long."""

    person = forms.CharField(
        label="Who will read it?",
        help_text="A name, and for whom: for example “Ada Quill, external auditor”.",
        max_length=200,
    )
    what = forms.ChoiceField(
        label="What may they read?",
        help_text="One thing only, and nothing that would tell one person’s pay.",
        error_messages={"invalid_choice": "Select what they may read"},
    )
    days = forms.IntegerField(
        label="For how many days?",
        min_value=1,
        max_value=MOST_GUEST_DAYS,
        initial=14,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": "For how many days must be a whole number, like 14",
            "min_value": "For how many days must be 1 or more",
            "max_value": f"For how many days must be {MOST_GUEST_DAYS} or fewer",
        },
    )

    email = forms.EmailField(
        label="Send the link to (optional)",
        help_text="Their email address. The letter says who lends what, and holds no figure. "
        "Leave it empty to send the link yourself.",
        max_length=254,
        required=False,
        error_messages={
            "invalid": "Enter an email address in the correct format, like name@example.gov.uk"
        },
    )

    def __init__(self, *args: Any, things: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["what"].choices = list(things)  # type: ignore[attr-defined]


class OpenForm(Form):
    """Nothing but the guest's button."""
