"""What people choose when they try a way of sharing cost, a leaving or a joining."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from django import forms

from commonweal.deal.leaving import NOTICE_MONTHS
from commonweal.fairness import RULES
from commonweal.partnership import RuleName, Split
from commonweal_web.core.forms import Form
from commonweal_web.core.forms.fields import MoneyField
from commonweal_web.core.forms.from_schema import initial_of, schema_form, values_of

__all__ = ["ChooseForm", "JoiningForm", "LeavingForm", "ProposeForm", "SplitForm"]

Choices = Sequence[tuple[str, str]]

_KEYS = (
    "rule", "driver", "fixed_share", "no_more_than_now_years", "funded_by", "phase_in_years",
)  # fmt: skip

_LABELS = {
    "rule": "Rule",
    "driver": "By which measure? (optional)",
    "fixed_share": "How much is shared equally? (optional)",
    "no_more_than_now_years": "For how many years does nobody pay more than now? (optional)",
    "funded_by": "Who makes up for it? (optional)",
    "phase_in_years": "Over how many years are shares phased in? (optional)",
}
_HINTS = {
    "rule": "It shares the yearly cost of the service.",
    "driver": "Only where the cost follows one measure, such as population. Every partner must "
    "have given it.",
    "fixed_share": "Only for a fixed fee with a unit price: for example 30% equally, and the rest "
    "by the measure.",
    "no_more_than_now_years": "Counted from the first year that the service runs, for example 3.",
    "funded_by": "While nobody pays more than now, somebody pays more than the rule says.",
    "phase_in_years": "In equal steps from what each pays today to what the rule says.",
}


def _in_words(rule: str) -> str:
    """Return a rule's name as a list offers it."""
    name = RULES[rule].name if rule in RULES else rule.replace("-", " ")
    name = name.removeprefix("the ")
    return f"{name[:1].upper()}{name[1:]}"


class SplitForm:
    """The partners' own rule and its limits, each question in the words of the schema."""

    def __init__(
        self, data: Any, *, split: Mapping[str, Any], bodies: Choices, drivers: Choices
    ) -> None:
        base = schema_form(
            Split,
            _KEYS,
            choices={
                "rule": [(name, _in_words(name)) for name in get_args(RuleName)],
                "driver": drivers,
                "funded_by": [
                    ("those-who-gain", "Those who gain"),
                    ("everyone", "Everyone"),
                    *bodies,
                ],
            },
            labels=_LABELS,
            required=("rule",),
        )
        for key, hint in _HINTS.items():
            base.base_fields[key].help_text = hint  # type: ignore[attr-defined]
        limits = {
            f"{kind}_{body}": MoneyField(
                label=f"{label}, {name}, in pounds a year (optional)", least=0, required=False
            )
            for body, name in bodies
            for kind, label in (("cap", "Most"), ("floor", "Least"))
        }
        made = type("TrySplitForm", (base,), limits)
        initial = initial_of(made, {"rule": "baseline", **split})
        for kind in ("cap", "floor"):
            for body, pounds in split.get(kind, {}).items():
                initial[f"{kind}_{body}"] = f"{pounds:,.0f}"
        is_sent = data is not None and "rule" in data
        self.form: Form = made(data if is_sent else None, initial=initial)
        self._bodies = [body for body, _ in bodies]
        self._split = dict(split)

    def split(self) -> dict[str, Any]:
        """Return the split as it would stand in the file, of a form that is valid."""
        said = values_of(self.form, self._split)
        for kind in ("cap", "floor"):
            limits = {
                body: said[f"{kind}_{body}"]
                for body in self._bodies
                if said.get(f"{kind}_{body}") is not None
            }
            for body in self._bodies:
                said.pop(f"{kind}_{body}", None)
            said.pop(kind, None)
            if limits:
                said[kind] = limits
        return said


class ChooseForm(Form):
    """A run's own split, proposed to the agreement."""

    note = forms.CharField(
        label="Why this one? (optional)",
        help_text="All partners see it, and it stands beside the split in the agreement.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ProposeForm(Form):
    """A rule carried to the page that proposes it."""

    split = forms.CharField(widget=forms.HiddenInput, max_length=4000)


def _single(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an address says, each name once."""
    return {name: data[name] for name in data}


class LeavingForm(Form):
    """Who leaves, and when."""

    body = forms.ChoiceField(label="Who leaves?", required=False)
    year = forms.ChoiceField(label="Notice is given at the start of", required=False)
    months = forms.TypedChoiceField(
        label="Notice",
        required=False,
        coerce=int,
        empty_value=NOTICE_MONTHS[1],
        choices=[(months, f"{months} months") for months in (0, *NOTICE_MONTHS, 24)],
        initial=NOTICE_MONTHS[1],
    )

    def __init__(self, data: Mapping[str, Any], *, bodies: Choices, years: Sequence[str]) -> None:
        super().__init__({"months": str(NOTICE_MONTHS[1]), **_single(data)})
        body, year = self.fields["body"], self.fields["year"]
        body.choices = [("", "Choose a partner"), *bodies]  # type: ignore[attr-defined]
        year.choices = [  # type: ignore[attr-defined]
            ("", "The second year it runs"), *((one, one) for one in years)
        ]  # fmt: skip


class JoiningForm(Form):
    """Who joins."""

    body = forms.ChoiceField(label="Who joins?", required=False)

    def __init__(self, *args: Any, bodies: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        body = self.fields["body"]
        body.choices = [("", "Choose a body"), *bodies]  # type: ignore[attr-defined]
