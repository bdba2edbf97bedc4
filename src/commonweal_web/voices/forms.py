"""Making a survey, answering one, and deciding on what people wrote."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from commonweal.exchange.suppression import LEAST_SMALL, USUAL_SMALL
from commonweal.exchange.voices import AUDIENCES, MOST_LETTERS
from commonweal_web.bodies.models import Body
from commonweal_web.core.forms import DayField, Form, say_plainly
from commonweal_web.voices.models import OpenAnswer, SurveyRecord

__all__ = ["AnswerForm", "DecideForm", "InPaperForm", "SurveyForm"]

_CLOSING = dt.time(17, 0)


class SurveyForm(Form):
    """All of a survey on one page; the questions are typed, so that no script is needed."""

    title = forms.CharField(label="Title", max_length=160)
    audience = forms.ChoiceField(
        label="Who is asked",
        choices=[(key, name[:1].upper() + name[1:]) for key, name in AUDIENCES.items()],
        widget=forms.RadioSelect,
    )
    intro = forms.CharField(
        label="What it is for, and what becomes of the answers",
        max_length=2_000,
        widget=forms.Textarea,
        help_text="Those who answer read this first.",
    )
    questions_text = forms.CharField(
        label="Questions",
        max_length=8_000,
        widget=forms.Textarea,
        help_text="One on each line. Below it, its answers, each on a line that begins with a "
        "dash. A question without answers is open: people write what they think. Ask nothing "
        "that tells who somebody is.",
    )
    is_by_body = forms.ChoiceField(
        label="How results are told",
        choices=[
            ("no", "For all together"),
            ("yes", "Apart for each body, and never for all together"),
        ],
        widget=forms.RadioSelect,
        help_text="Both would let a small number be worked out from the difference.",
    )
    small = forms.TypedChoiceField(
        label="Which counts are too small to tell",
        choices=[
            (USUAL_SMALL, f"Those below {USUAL_SMALL}"),
            (LEAST_SMALL, f"Those below {LEAST_SMALL}"),
        ],
        coerce=int,
        widget=forms.RadioSelect,
    )
    shows_results = forms.ChoiceField(
        label="Who reads the results",
        choices=[("yes", "Everybody who has the link"), ("no", "The partners only")],
        widget=forms.RadioSelect,
    )
    day = DayField(label="Last day to answer", help_text="Until 5pm. For example, 27 3 2027.")

    @classmethod
    def initial_of(cls, survey: SurveyRecord | None) -> dict[str, Any]:
        if survey is None:
            return {"is_by_body": "no", "small": USUAL_SMALL, "shows_results": "yes"}
        return {
            "title": survey.title,
            "audience": survey.audience,
            "intro": survey.intro,
            "questions_text": survey.questions_text,
            "is_by_body": "yes" if survey.is_by_body else "no",
            "small": survey.small,
            "shows_results": "yes" if survey.shows_results else "no",
            "day": timezone.localtime(survey.closes_at).date(),
        }

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if day <= timezone.localdate():
            raise forms.ValidationError("Last day to answer must be in the future")
        return day

    def to_survey(self) -> dict[str, Any]:
        """Return what was typed, as `services.keep_survey` takes it."""
        said = dict(self.cleaned_data)
        day = said.pop("day")
        return said | {
            "title": said["title"].strip(),
            "is_by_body": said["is_by_body"] == "yes",
            "shows_results": said["shows_results"] == "yes",
            "closes_at": timezone.make_aware(dt.datetime.combine(day, _CLOSING)),
        }


class AnswerForm(Form):
    """What somebody is asked; every question may be left out."""

    def __init__(self, survey: SurveyRecord, data: Any = None) -> None:
        super().__init__(data)
        asked = survey.survey
        if asked.groups:
            self.fields["group"] = forms.ChoiceField(
                label="To which do you belong?",
                choices=[(name, name) for name in asked.groups],
                widget=forms.RadioSelect,
            )
        for question in asked.questions:
            self.fields[question.id] = (
                forms.CharField(
                    label=question.words,
                    required=False,
                    max_length=MOST_LETTERS,
                    widget=forms.Textarea,
                    help_text="Write nothing that tells who you are, or who somebody else is.",
                )
                if question.is_open
                else forms.ChoiceField(
                    label=question.words,
                    required=False,
                    choices=[(choice, choice) for choice in question.choices],
                    widget=forms.RadioSelect,
                )
            )
        say_plainly(self)


class DecideForm(Form):
    """For each of a few open answers: release, withhold, or leave for later."""

    def __init__(self, answers: list[OpenAnswer], data: Any = None) -> None:
        super().__init__(data)
        for one in answers:
            self.fields[str(one.pk)] = forms.ChoiceField(
                label="What becomes of it",
                required=False,
                choices=[
                    (OpenAnswer.State.RELEASED.value, "Release"),
                    (OpenAnswer.State.WITHHELD.value, "Withhold: its text is deleted"),
                ],
                widget=forms.RadioSelect,
            )


class InPaperForm(Form):
    """Into whose paper the results go."""

    def __init__(self, bodies: list[Body], data: Any = None) -> None:
        super().__init__(data, initial={"body": bodies[0].reference if bodies else None})
        self.fields["body"] = forms.ChoiceField(
            label="Whose paper",
            choices=[(body.reference, body.name) for body in bodies],
            widget=forms.RadioSelect,
        )
        say_plainly(self)
