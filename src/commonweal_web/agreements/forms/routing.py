"""The questions that a legal route hangs on: of all, then of each body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms

from commonweal.agreement.routes import Question, RouteAdvice, StatutoryRole, question, questions
from commonweal_web.core.forms import Form

__all__ = ["RouteAnswersForm"]

_ANSWERS = [("yes", "Yes"), ("no", "No"), ("not-known", "Not known")]


class RouteAnswersForm(Form):
    """Every question, what each body's VAT adviser said, and who holds the statutory roles."""

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
        given: Mapping[str, str] = kept.get("answers", {})
        self._questions = _asked(advice, given)
        self._bodies = dict(names)
        self._roles = advice.roles
        vat = {one["body"]: one for one in kept.get("vat", ())}
        holders = {(one["body"], one["role"]): one["name"] for one in kept.get("roles", ())}
        initial: dict[str, Any] = {"number": number}
        initial |= {f"question_{one.id}": given.get(one.id, "not-known") for one in self._questions}
        for body in names:
            said = vat.get(body, {})
            initial[f"vat_{body}"] = said.get("is_near_partial_exemption_limit", "not-known")
            initial[f"vat_words_{body}"] = said.get("words", "")
            initial[f"vat_by_{body}"] = said.get("said_by", "")
        initial |= {_role_name(one): holders.get((one.body, one.role), "") for one in self._roles}
        super().__init__(data, initial=initial)
        for one in self._questions:
            self.fields[f"question_{one.id}"] = _choice(one.asks, one.why)
        for body, name in names.items():
            self._ask_of_body(body, name)
        for role in self._roles:
            self.fields[_role_name(role)] = forms.CharField(
                label=f"{names.get(role.body, role.body)}: {role.name} (optional)",
                help_text=role.duty,
                required=False,
                max_length=200,
            )

    def _ask_of_body(self, body: str, name: str) -> None:
        self.fields[f"vat_{body}"] = _choice(
            f"{name}: could more exempt activity cost it the VAT that it recovers now?",
            "Ask its own VAT adviser whether it is near its partial exemption limit. "
            "It is never worked out here.",
        )
        self.fields[f"vat_words_{body}"] = forms.CharField(
            label=f"{name}: what did its adviser say? (optional)",
            required=False,
            max_length=1_000,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.fields[f"vat_by_{body}"] = forms.CharField(
            label=f"{name}: who said so? (optional)", required=False, max_length=200
        )

    def said(self) -> dict[str, Any]:
        """Return what was answered, as `RouteFacts` has it; what is not known is left out."""
        cleaned = self.cleaned_data
        vat = [
            {
                "body": body,
                "is_near_partial_exemption_limit": cleaned[f"vat_{body}"],
                "words": cleaned[f"vat_words_{body}"].strip(),
                "said_by": cleaned[f"vat_by_{body}"].strip(),
            }
            for body in self._bodies
        ]
        return {
            "answers": {
                one.id: answer
                for one in self._questions
                if (answer := cleaned[f"question_{one.id}"]) != "not-known"
            },
            "vat": [
                one
                for one in vat
                if one["is_near_partial_exemption_limit"] != "not-known"
                or one["words"]
                or one["said_by"]
            ],
            "roles": [
                {"body": one.body, "role": one.role, "name": name}
                for one in self._roles
                if (name := cleaned[_role_name(one)].strip())
            ],
        }


def _asked(advice: RouteAdvice, given: Mapping[str, str]) -> Sequence[Question]:
    """Return the standing questions, and those of powers that these bodies' routes hang on."""

    def every() -> Iterator[Question]:
        yield from questions()
        yield from advice.questions
        yield from (question(one) for one in given)

    by_id = {one.id: one for one in every()}
    return tuple(by_id.values())


def _choice(label: str, hint: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, help_text=hint, choices=_ANSWERS, widget=forms.RadioSelect
    )


def _role_name(role: StatutoryRole) -> str:
    return f"role_{role.body}_{role.role}"
