"""The sums behind the procurement exemptions: who controls a company, and for whom it works."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django import forms

from commonweal_web.core.forms import MoneyField, PartField

from .part import RoutePartForm, choice

__all__ = ["RouteCompanyForm"]

_YEARS: Final = (1, 2, 3)
_OTHERS: Final = "others"
_SAID: Final = {True: "yes", False: "no", None: "not-known"}


class _SeatsField(forms.IntegerField):
    width = "2"

    def __init__(self, **options: Any) -> None:
        box = forms.TextInput(attrs={"inputmode": "numeric"})
        super().__init__(min_value=0, max_value=99, widget=box, **options)


class _YearField(forms.CharField):
    width = "10"


class RouteCompanyForm(RoutePartForm):
    """Owners, seats and control; then the work of up to three years, by customer."""

    heading = "Who controls a company, and for whom it works"
    hint = (
        "Only for a company of the partners’ own, or a cooperation that also works for others. "
        "What you leave empty counts as not known."
    )

    def shown(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        company: Mapping[str, Any] = kept.get("company") or {}
        initial: dict[str, Any] = {
            "decides_together": _SAID[company.get("decides_together")],
            "has_other_interests": _SAID[company.get("has_other_interests")],
            "reserved_matters": "; ".join(company.get("reserved_matters", ())),
        }
        for one in company.get("owners", ()):
            if one["body"] in self.names:
                share = one.get("share")
                initial[f"share_{one['body']}"] = "" if share is None else f"{share * 100:g}"
                initial[f"seats_{one['body']}"] = one.get("seats")
        outsiders = [one["name"] for one in company.get("owners", ()) if one.get("name")]
        initial["outsiders"] = "; ".join(outsiders)
        for number, year in zip(_YEARS, kept.get("activity", ()), strict=False):
            initial[f"year_{number}"] = year["year"]
            for who, pounds in year["pounds_by_customer"].items():
                initial[f"work_{number}_{who}"] = f"{pounds:,.2f}"
        return initial

    def ask(self) -> None:
        for body, name in self.names.items():
            self.fields[f"share_{body}"] = PartField(
                label=f"{name}: its share of the company (optional)", required=False
            )
            self.fields[f"seats_{body}"] = _SeatsField(
                label=f"{name}: its seats on the body that decides (optional)",
                required=False,
                error_messages={"invalid": f"{name}: seats must be a whole number, like 2"},
            )
        self.fields["outsiders"] = forms.CharField(
            label="Owners that are no public authority (optional)",
            help_text="Part them by semicolons. One is enough to lose the exemption.",
            required=False,
            max_length=500,
        )
        self.fields["decides_together"] = choice(
            "Can the owners together bring about or stop its important decisions?"
        )
        self.fields["has_other_interests"] = choice(
            "Does it pursue interests against those of an owner?"
        )
        self.fields["reserved_matters"] = forms.CharField(
            label="What the owners decide themselves (optional)",
            help_text="Part by semicolons, for example: budget; strategy; chief officer.",
            required=False,
            max_length=1_000,
        )
        for number in _YEARS:
            self.fields[f"year_{number}"] = _YearField(
                label=f"Work, year {number} (optional)",
                help_text="For example 2027-28. The last three years count.",
                required=False,
                max_length=20,
            )
            for who, name in self._customers():
                self.fields[_work(number, who)] = MoneyField(
                    label=f"Year {number}: worked for {name}", required=False, least=0, most=1e11
                )

    def _customers(self) -> Iterator[tuple[str, str]]:
        yield from self.names.items()
        yield _OTHERS, "all others together"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        told = {
            body: share
            for body in self.names
            if (share := cleaned.get(f"share_{body}")) is not None
        }
        if told and not cleaned.get("outsiders") and abs(sum(told.values()) - 1) > 0.001:
            self.add_error(
                f"share_{next(iter(told))}",
                f"The shares come to {sum(told.values()):.1%}: they must come to 100%, "
                "or be left out",
            )
        named: list[str] = []
        for number in _YEARS:
            year = cleaned.get(f"year_{number}") or ""
            if year and year in named:
                self.add_error(f"year_{number}", f"{year} is there twice")
            if not year and any(cleaned.get(_work(number, who)) for who, _ in self._customers()):
                self.add_error(f"year_{number}", f"Enter which year the sums of year {number} are")
            named.append(year)
        return cleaned

    def said(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        owners = [
            {"body": body, "share": cleaned[f"share_{body}"], "seats": cleaned[f"seats_{body}"]}
            for body in self.names
            if cleaned[f"share_{body}"] is not None or cleaned[f"seats_{body}"] is not None
        ]
        owners += [
            {"body": f"outsider-{number}", "name": name, "is_public": False}
            for number, name in enumerate(_parts(cleaned["outsiders"]), start=1)
        ]
        company = {
            "owners": owners,
            "reserved_matters": _parts(cleaned["reserved_matters"]),
            "decides_together": _of(cleaned["decides_together"]),
            "has_other_interests": _of(cleaned["has_other_interests"]),
        }
        is_stated = any(value not in (None, []) for value in company.values())
        return {
            "company": company if is_stated else None,
            "activity": [
                {
                    "year": cleaned[f"year_{number}"],
                    "pounds_by_customer": {
                        who: cleaned[_work(number, who)]
                        for who, _ in self._customers()
                        if cleaned[_work(number, who)] is not None
                    },
                }
                for number in _YEARS
                if cleaned[f"year_{number}"]
            ],
        }


def _work(number: int, who: str) -> str:
    return f"work_{number}_{who}"


def _parts(said: str) -> list[str]:
    return [part.strip() for part in said.split(";") if part.strip()]


def _of(said: str) -> bool | None:
    return {"yes": True, "no": False}.get(said)
