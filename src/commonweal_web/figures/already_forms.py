"""What people fill in about an arrangement that runs already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from commonweal.calendar import FinancialYear
from commonweal.errors import CommonwealError
from commonweal.services import catalogue
from commonweal_web.core.forms import DayField, Form, MoneyField

from .already import RULES_IN_USE, Answers, Charged, repeated

__all__ = ["ChargesForm", "WhoSharesForm"]

MOST_PARTNERS = 12


class WhoSharesForm(Form):
    """Who shares what, and the year of the last charges."""

    service = forms.ChoiceField(label="Which service do you share?")
    partners = forms.CharField(
        label="Who takes part?",
        help_text="One body on each line, your own too. Nobody is told.",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        error_messages={"required": "Enter who takes part, one body on each line"},
    )
    year = forms.CharField(
        label="Financial year of the last charges",
        help_text="For example, 2025-26",
        max_length=7,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        services = sorted(catalogue().services, key=lambda service: service.name)
        self.fields["service"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a service"),
            *((service.id, service.name) for service in services),
        ]

    def clean_partners(self) -> tuple[str, ...]:
        names = tuple(
            " ".join(line.split())[:200]
            for line in self.cleaned_data["partners"].splitlines()
            if line.strip()
        )
        if not 2 <= len(names) <= MOST_PARTNERS:
            raise forms.ValidationError(
                f"Enter between 2 and {MOST_PARTNERS} bodies, one on each line"
            )
        twice = repeated(names)
        if twice:
            raise forms.ValidationError(f"{twice} stands twice: enter each body once")
        return names

    def clean_year(self) -> str:
        try:
            return str(FinancialYear.parse(self.cleaned_data["year"].strip()))
        except CommonwealError as error:
            raise forms.ValidationError(f"{error} {error.hint}".strip()) from error


class ChargesForm(Form):
    """What each partner is charged, would spend alone, and on what terms."""

    def __init__(self, *args: Any, partners: Sequence[str], year: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.partners = partners
        for place, name in enumerate(partners):
            self.fields[f"charge_{place}"] = MoneyField(
                label=f"What {name} was charged in {year}", least=0, max_length=40,
                error_messages={"required": f"Enter what {name} was charged"},
            )  # fmt: skip
            self.fields[f"alone_{place}"] = MoneyField(
                label=f"What {name} would spend alone in a year",
                help_text="Leave it empty where nobody knows.",
                required=False, least=0, max_length=40,
            )  # fmt: skip
        self.fields["rule"] = forms.ChoiceField(
            label="How is cost split now?", choices=RULES_IN_USE, widget=forms.RadioSelect,
            error_messages={"required": "Select how cost is split now"},
        )  # fmt: skip
        self.fields["measure"] = forms.CharField(
            label="By what measure?", required=False, max_length=60,
            help_text="Only where cost is split by one. For example, calls",
        )  # fmt: skip
        for place, name in enumerate(partners):
            self.fields[f"measure_{place}"] = forms.FloatField(
                label=f"How much of it {name} has in a year", required=False, min_value=0,
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
                error_messages={"invalid": "Enter a number, like 77297"},
            )  # fmt: skip
        self.fields["notice"] = forms.IntegerField(
            label="Months of notice to leave", required=False, min_value=0, max_value=120,
            help_text="Leave it empty where nobody knows.",
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            error_messages={"invalid": "Enter a whole number of months, like 12"},
        )  # fmt: skip
        self.fields["reorganised_on"] = DayField(
            label="Day of a reorganisation", required=False,
            help_text="Leave it empty where none is planned.",
        )  # fmt: skip
        self.fields["ending"] = forms.MultipleChoiceField(
            label="Which of them end on that day?", required=False,
            choices=[(str(place), name) for place, name in enumerate(partners)],
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        self.fields["successor"] = forms.CharField(
            label="Which body takes over?", required=False, max_length=200,
            help_text="Leave it empty where that is not decided.",
        )  # fmt: skip
        self.fields["source"] = forms.CharField(
            label="Where do these figures come from?", max_length=300,
            help_text="For example, the recharge statement of 14 May 2026",
            error_messages={"required": "Enter where these figures come from"},
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        charges = [said.get(f"charge_{place}") for place in range(len(self.partners))]
        if None not in charges and not sum(charges):
            self.add_error("charge_0", "Somebody must be charged something")
        if said.get("rule") == "driver":
            self._clean_measure(said)
        if said.get("reorganised_on") and not said.get("ending"):
            self.add_error("ending", "Select which of them end on that day")
        is_dated = said.get("reorganised_on") or "reorganised_on" in self.errors
        if said.get("ending") and not is_dated:
            self.add_error("reorganised_on", "Enter the day on which they end")
        return said

    def _clean_measure(self, said: dict[str, Any]) -> None:
        if not any(letter.isalpha() for letter in said.get("measure", "")):
            self.add_error("measure", "Enter the measure by which cost is split, like calls")
        for place, name in enumerate(self.partners):
            field = f"measure_{place}"
            if said.get(field) is None and field not in self.errors:
                self.add_error(field, f"Enter how much of the measure {name} has")

    def answers(self, *, service: str, year: str) -> Answers:
        """Return what was filled in well."""
        said = self.cleaned_data
        return Answers(
            service=service,
            year=year,
            partners=tuple(self._charged(said)),
            rule=said["rule"],
            measure=said["measure"].strip(),
            notice_months=said["notice"],
            reorganised_on=said["reorganised_on"],
            successor=said["successor"].strip(),
            source=said["source"].strip(),
        )

    def _charged(self, said: dict[str, Any]) -> Iterable[Charged]:
        for place, name in enumerate(self.partners):
            yield Charged(
                name=name,
                charge=said[f"charge_{place}"],
                alone=said[f"alone_{place}"],
                measure=said[f"measure_{place}"],
                ends=str(place) in said["ending"],
            )
