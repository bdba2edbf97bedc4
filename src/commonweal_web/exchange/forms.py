"""What people type in sealed exchanges, besides the answers themselves."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from commonweal.exchange import QUESTIONS
from commonweal_web.core.forms import DayField, Form
from commonweal_web.exchange.uses import Asked, Use, registered_uses
from commonweal_web.partnerships.models import Partner, Partnership

__all__ = ["AnswerEnd", "ChooseUseForm", "EndForm", "ProposeForm", "StartForm", "end_of_day"]

_CLOSING = datetime.time(17, 0)


def end_of_day(day: datetime.date) -> datetime.datetime:
    """Return five in the afternoon of a day, where the site is."""
    return timezone.make_aware(datetime.datetime.combine(day, _CLOSING))


class ChooseUseForm(Form):
    """What the exchange is for."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["use"] = forms.ChoiceField(
            label="What is it for?",
            choices=[(use.id, use.name) for use in registered_uses() if use.is_startable],
            widget=forms.RadioSelect,
            error_messages={"required": "Select what it is for"},
        )


class StartForm(Form):
    """All that is fixed when an exchange starts."""

    def __init__(self, partnership: Partnership, use: Use, data: Any = None) -> None:
        super().__init__(data)
        self.use = use
        own_fields = use.start_fields(partnership) if use.start_fields is not None else {}
        joined = [
            partner.body
            for partner in partnership.partners.all()
            if partner.state == Partner.State.JOINED
        ]
        self.fields["title"] = forms.CharField(
            label="Name of this exchange",
            max_length=200,
            initial=use.name,
            error_messages={"required": "Enter a name for this exchange"},
        )
        self.fields["bodies"] = forms.MultipleChoiceField(
            label="Who must answer",
            help_text="If one does not, nothing opens. Who joins the partnership later is not "
            "among them, unless all agree.",
            choices=[(body.reference, body.name) for body in joined],
            initial=[body.reference for body in joined],
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["day"] = DayField(
            label="Last day to answer",
            help_text="Answers lock at 5pm. For example, 27 3 2027. It can be moved to a later day "
            "only if all agree.",
        )
        for name, field in own_fields.items():
            self.fields[name] = field
        if use.feasibility:
            self.fields["asked"] = forms.MultipleChoiceField(
                label="What is asked of all answers at once",
                help_text="Asked once, when they lock. All are told yes or no at the same moment.",
                choices=[(question, QUESTIONS[question]) for question in use.feasibility],
                initial=[use.feasibility[0]],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        if use.can_stay_closed:
            self.fields["after"] = forms.ChoiceField(
                label="What becomes of the answers",
                choices=[
                    ("shown", "All open at once to every body that answered"),
                    ("never", "Nobody ever sees them: yes or no is told, and they are destroyed"),
                ],
                initial="shown",
                widget=forms.RadioSelect,
            )
        self.fields["who"] = forms.ChoiceField(
            label="Until then, may all see who has answered?",
            choices=[("no", "No: each sees only its own"), ("yes", "Yes: who is in, not what")],
            initial="no",
            widget=forms.RadioSelect,
        )
        # Fields that were added after `Form` had said its words.
        from commonweal_web.core.forms import say_plainly

        say_plainly(self)

    def clean_bodies(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["bodies"]
        if len(chosen) < 2:
            raise forms.ValidationError("Select two bodies or more")
        return chosen


class AnswerEnd(Form):
    """What stands below every answer: who authorised it, and whether it is final."""

    authorised_by = forms.CharField(
        label="Who authorised this answer",
        help_text="Their name and office, and the decision if there is one. It opens with the "
        "answer.",
        max_length=300,
        error_messages={"required": "Enter who authorised this answer"},
    )
    final = forms.ChoiceField(
        label="Is it final?",
        choices=[
            ("no", "Not yet: we may replace it until the deadline"),
            ("yes", "Yes: nobody can replace it. Everything opens once all answers are final"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether it is final"},
    )

    def __init__(self, asked: Asked, data: Any = None) -> None:
        super().__init__(data)
        self.asked = asked


class ProposeForm(Form):
    """A later deadline, or one more body that answers."""

    def __init__(
        self, own: list[tuple[str, str]], others: list[tuple[str, str]], data: Any = None
    ) -> None:
        super().__init__(data)
        self.fields["body"] = forms.ChoiceField(
            label="For which body do you propose it?",
            choices=own,
            initial=own[0][0],
            widget=forms.RadioSelect if len(own) > 1 else forms.HiddenInput,
        )
        changes = [("extend", "A later deadline")]
        if others:
            changes.append(("admit", "One more body that answers"))
        self.fields["change"] = forms.ChoiceField(
            label="What do you propose?", choices=changes, initial="extend",
            widget=forms.RadioSelect,
        )  # fmt: skip
        self.fields["day"] = DayField(
            label="New last day to answer", help_text="For a later deadline.", required=False
        )
        if others:
            self.fields["admit"] = forms.ChoiceField(
                label="Which body", help_text="For one more body that answers.",
                choices=[("", "Choose one"), *others], required=False,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        change = cleaned.get("change")
        if change == "extend" and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", "Enter the new last day to answer")
        if change == "admit" and not cleaned.get("admit"):
            self.add_error("admit", "Select a body")
        return cleaned


class EndForm(Form):
    """Why an exchange ends with nothing opened."""

    reason = forms.CharField(
        label="Why", help_text="All who take part read it.", max_length=400,
        error_messages={"required": "Enter why it ends"},
    )  # fmt: skip
