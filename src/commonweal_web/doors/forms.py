"""What people type and send at the third door."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from itertools import combinations
from typing import Any

from django import forms

from commonweal_web.core.forms import Form, MoneyField, PartField

__all__ = ["CaseForm", "GameFileForm", "GroupsForm", "NamesForm", "QuickForm", "group_name"]

MOST_ROWS = 4
MOST_NAMES = 5


class CaseForm(Form):
    """A partnership file."""

    file = forms.FileField(
        label="Upload a partnership file",
        help_text="An Excel workbook, up to 1 MB; TOML or JSON, up to 500 kB.",
        error_messages={
            "required": "Choose a file to upload",
            "empty": "The file you chose is empty",
        },
        widget=forms.FileInput(attrs={"accept": ".toml,.json,.xlsx,.xlsm,.ods"}),
    )


class GameFileForm(Form):
    """A game in JSON."""

    file = forms.FileField(
        label="Upload a file of groups",
        help_text="JSON with players, kind and values, up to 12 partners.",
        error_messages={
            "required": "Choose a file to upload",
            "empty": "The file you chose is empty",
        },
        widget=forms.FileInput(attrs={"accept": ".json"}),
    )


class QuickForm(Form):
    """Five figures: who spends what, what sharing saves, what each saves alone, set-up, years."""

    name = forms.CharField(label="What would be shared?", max_length=200)
    saves = PartField(
        label="Part of that cost which sharing might save",
        help_text="What has been seen: 17% to 23% of the direct cost of one service "
        "(Worcestershire); 1.8% to 3.6% of everything a body spends, for back offices.",
        most=0.99,
    )
    alone = PartField(
        label="Part that each might save by itself",
        help_text="By redesigning its own service. Leave it empty if nobody has asked: the answer "
        "is then “not yet”.",
        most=0.99,
        required=False,
    )
    set_up = MoneyField(
        label="One-off cost of setting it up, for all together",
        help_text="Staff time, systems, advice, redundancy. Two to four years of work has been "
        "usual.",
        least=0,
        most=1e9,
    )
    years = forms.IntegerField(
        label="Years from going live until the full saving",
        min_value=1,
        max_value=10,
        initial=3,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": "Years until the full saving must be a whole number, like 3",
            "min_value": "Years until the full saving must be 1 or more",
            "max_value": "Years until the full saving must be 10 or fewer",
            "required": "Enter the years until the full saving",
        },
    )

    def __init__(self, *args: Any, today: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        for row in range(1, MOST_ROWS + 1):
            self.fields[f"body_{row}"] = forms.CharField(
                label=f"Body {row}", max_length=100, required=False
            )
            self.fields[f"cost_{row}"] = MoneyField(
                label=f"Yearly cost of body {row}", required=False, least=1, most=1e10
            )

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """Each body's two boxes, in order."""
        return [(self[f"body_{row}"], self[f"cost_{row}"]) for row in range(1, MOST_ROWS + 1)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        costs: dict[str, float] = {}
        for row in range(1, MOST_ROWS + 1):
            body, cost = cleaned.get(f"body_{row}") or "", cleaned.get(f"cost_{row}")
            has_fault = f"cost_{row}" in self.errors
            if body and cost is None and not has_fault:
                self.add_error(f"cost_{row}", f"Enter what {body} spends in a year")
            elif cost is not None and not body:
                self.add_error(f"body_{row}", f"Enter the name of body {row}")
            elif body in costs:
                self.add_error(f"body_{row}", f"{body} is given twice; give each body once")
            elif body and cost is not None:
                costs[body] = cost
        if len(costs) < 2 and not self.errors:
            self.add_error("body_2" if costs else "body_1", "Enter two bodies or more")
        cleaned["cost_now"] = costs
        return cleaned

    def figures(self) -> dict[str, Any]:
        """Return what `services.quick_case` takes."""
        return {
            "name": self.cleaned_data["name"],
            "cost_now": self.cleaned_data["cost_now"],
            "share_saved": self.cleaned_data["saves"],
            "share_saved_alone": self.cleaned_data["alone"],
            "set_up": self.cleaned_data["set_up"],
            "years_to_full": self.cleaned_data["years"],
            "base_year": _financial_year(self.today),
            "first_year": _financial_year(self.today, after=1),
        }


class NamesForm(Form):
    """Who takes part, and whether the groups' figures are costs or savings."""

    kind = forms.ChoiceField(
        label="What do you know about each group?",
        choices=[("cost", "What it would cost"), ("savings", "What it would save")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether you know costs or savings"},
    )
    names = forms.CharField(
        label="Who takes part?",
        help_text="One name a line, two to five of them.",
        widget=forms.Textarea,
        error_messages={"required": "Enter the names of those who take part"},
    )

    def clean_names(self) -> list[str]:
        said = [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]
        if not 2 <= len(said) <= MOST_NAMES:
            raise forms.ValidationError(f"Enter two to {_WORDS[MOST_NAMES]} names, one a line")
        if with_comma := [name for name in said if "," in name]:
            raise forms.ValidationError(f"Leave the comma out of {with_comma[0]}")
        if len({name.casefold() for name in said}) < len(said):
            raise forms.ValidationError("Enter each name once")
        if too_long := [name for name in said if len(name) > 60]:
            raise forms.ValidationError(f"Shorten {too_long[0][:20]}… to 60 letters or fewer")
        return said


class GroupsForm(Form):
    """A figure for every group there can be."""

    def __init__(self, *args: Any, names: list[str], kind: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.names = names
        for size in range(1, len(names) + 1):
            for group in combinations(range(len(names)), size):
                self.fields[_field_of(group)] = MoneyField(
                    label=group_name([names[place] for place in group]),
                    error_messages={
                        "required": f"Enter what {_verb(kind, group)}: "
                        f"{group_name([names[place] for place in group])}"
                    },
                    most=1e12,
                    least=0,
                )

    def values(self) -> Mapping[str, float]:
        """Return each group's figure, keyed by its names joined with commas."""
        return {
            ",".join(self.names[int(place)] for place in name.split("_")[1:]): figure
            for name, figure in self.cleaned_data.items()
        }


def group_name(names: list[str]) -> str:
    """Say a group: "Ashby", "Ashby and Barton", "Ashby, Barton and Cold Norton"."""
    if len(names) == 1:
        return f"{names[0]} alone"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _field_of(group: tuple[int, ...]) -> str:
    return "group_" + "_".join(str(place) for place in group)


def _verb(kind: str, group: tuple[int, ...]) -> str:
    verb = "pay" if kind == "cost" else "save"
    return f"this one would {verb}" if len(group) == 1 else f"these would {verb} together"


def _financial_year(day: datetime.date, *, after: int = 0) -> str:
    """Return the financial year that a day lies in, or one that many years later."""
    first = day.year - (day.month < 4) + after
    return f"{first}-{(first + 1) % 100:02d}"


_WORDS = {5: "five"}
