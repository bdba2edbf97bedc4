"""What people fill in to start an agreement, and to say what their body does about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from django import forms

from commonweal.agreement.approvals import Decider
from commonweal.services import catalogue
from commonweal_web.agreements.models import Condition, Passing, Position
from commonweal_web.core.forms import DayField, Form

__all__ = [
    "CallInForm",
    "ConditionForm",
    "DecisionForm",
    "ExitForm",
    "MeetingForm",
    "NameForm",
    "PositionForm",
    "RouteSignOffForm",
    "SigningForm",
    "TakeBackForm",
    "TheirsForm",
]

Choices = Sequence[tuple[str, str]]


class NameForm(Form):
    name = forms.CharField(label="What is the agreement called?", max_length=200)


class TheirsForm(Form):
    """An agreement that others wrote."""

    name = forms.CharField(label="What is the agreement called?", max_length=200)
    parties = forms.MultipleChoiceField(
        label="Who are its parties?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one party"},
    )
    route = forms.ChoiceField(
        label="By which legal route do they act? (optional)",
        help_text="Some matters belong to some routes only.",
        required=False,
    )
    file = forms.FileField(
        label="Upload the agreement (optional)",
        help_text="A .docx file or plain text, up to 5 MB. Its passages are shown beside each "
        "question, and answer nothing by themselves.",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".docx,.txt"}),
    )

    def __init__(self, *args: Any, bodies: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parties"].choices = list(bodies)  # type: ignore[attr-defined]
        self.fields["route"].choices = [  # type: ignore[attr-defined]
            ("", "Not known"),
            *((one.id, one.name) for one in catalogue().routes),
        ]


class PositionForm(Form):
    stance = forms.ChoiceField(
        label="Where does your body stand?",
        widget=forms.RadioSelect,
        choices=Position.Stance.choices,
        error_messages={"required": "Select where your body stands"},
    )
    words = forms.CharField(
        label="What would you have instead, or why?",
        help_text="Needed unless you accept. It stands as a comment in the Word file.",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class TakeBackForm(Form):
    reason = forms.CharField(label="Why is it taken back?", max_length=500)


_DECIDERS = [
    (one, one.replace("-", " ").capitalize().replace("Executive", "Executive or cabinet"))
    for one in get_args(Decider)
]


class MeetingForm(Form):
    """Which meeting decides, and what its own rules ask."""

    decider = forms.ChoiceField(
        label="What kind of meeting decides?",
        help_text="Periods of notice and call-in hang on it.",
        choices=_DECIDERS,
    )
    meeting = forms.CharField(
        label="What does your body call it?",
        help_text="For example Cabinet, Policy Committee, Corporation.",
        max_length=200,
    )
    meets_on = DayField(label="When does it meet?")
    key = forms.ChoiceField(
        label="Is it a key decision?",
        widget=forms.RadioSelect,
        choices=Passing.Key.choices,
        initial=Passing.Key.NOT_KNOWN,
    )
    notice_given_on = DayField(label="When was notice published? (optional)", required=False)
    call_in_days = forms.IntegerField(
        label="Working days for call-in by your own constitution (optional)",
        help_text="0 where there is none. Left blank, it is what is usual.",
        min_value=0,
        max_value=90,
        required=False,
    )


class DecisionForm(Form):
    outcome = forms.ChoiceField(
        label="What did it decide?",
        widget=forms.RadioSelect,
        choices=[one for one in Passing.Outcome.choices if one[0] != "awaited"],
        error_messages={"required": "Select what it decided"},
    )
    decided_on = DayField(label="When?")
    minute = forms.CharField(
        label="Minute or reference of the decision (optional)", max_length=200, required=False
    )
    conditions = forms.CharField(
        label="Its conditions, where it approved on any (optional)",
        help_text="As they were decided, one a line. Nobody signs before each is recorded as met.",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_conditions(self) -> list[str]:
        said: str = self.cleaned_data["conditions"]
        return [line.strip() for line in said.splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_approved = cleaned.get("outcome") == Passing.Outcome.APPROVED
        if cleaned.get("conditions") and not is_approved and "outcome" not in self.errors:
            self.add_error("conditions", "Conditions are kept only of an approval: leave them out")
        return cleaned


class CallInForm(Form):
    call_in = forms.ChoiceField(
        label="Was the decision called in?",
        widget=forms.RadioSelect,
        choices=Passing.CallIn.choices,
        error_messages={"required": "Select whether it was called in"},
    )


class ConditionForm(Form):
    """Which of a body's open conditions is met; the only one is chosen already."""

    number = forms.TypedChoiceField(
        label="Which condition is met?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select which condition is met",
            "invalid_choice": "That condition is not open any more",
        },
    )
    met_on = DayField(label="When was the condition met?")
    words = forms.CharField(label="How, and who confirmed it?", max_length=500)

    def __init__(self, data: Any, *, conditions: Sequence[Condition]) -> None:
        initial = {"number": conditions[0].number} if len(conditions) == 1 else None
        super().__init__(data, initial=initial)
        self.fields["number"].choices = [(one.number, one.words) for one in conditions]


class SigningForm(Form):
    office = forms.CharField(
        label="In which office do you sign, and by whose authority?",
        help_text="For example: monitoring officer, by minute 41 of the cabinet of 3 March 2027.",
        max_length=200,
    )


class RouteSignOffForm(Form):
    words = forms.CharField(
        label="On what does your view rest?",
        help_text="The power relied on, whom you consulted, and what must still be done.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ExitForm(Form):
    """Who leaves, and with what notice."""

    body = forms.ChoiceField(label="Who leaves?", required=False)
    months = forms.TypedChoiceField(
        label="Notice",
        required=False,
        coerce=int,
        empty_value=12,
        choices=[(months, f"{months} months") for months in (0, 3, 6, 9, 12, 18, 24, 36)],
    )

    def __init__(self, data: Any, *, bodies: Choices, months: int) -> None:
        super().__init__({"months": str(months), **{name: data[name] for name in data}})
        body, notice = self.fields["body"], self.fields["months"]
        body.choices = [("", "Every party in turn"), *bodies]  # type: ignore[attr-defined]
        known = [one[0] for one in notice.choices]  # type: ignore[attr-defined]
        if months not in known:
            notice.choices = sorted(  # type: ignore[attr-defined]
                [*notice.choices, (months, f"{months} months")]  # type: ignore[attr-defined]
            )
