"""What is asked of each body: its VAT adviser's word, and who holds the statutory roles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from commonweal.agreement.routes import StatutoryRole

from .part import RoutePartForm, choice

__all__ = ["RouteBodiesForm"]


class RouteBodiesForm(RoutePartForm):
    """VAT and statutory roles, body by body."""

    heading = "VAT and statutory roles of each body"
    hint = "What a body has not told you stays not known."

    def shown(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        vat = {one["body"]: one for one in kept.get("vat", ())}
        holders = {(one["body"], one["role"]): one["name"] for one in kept.get("roles", ())}
        initial: dict[str, Any] = {}
        for body in self.names:
            said = vat.get(body, {})
            initial[f"vat_{body}"] = said.get("is_near_partial_exemption_limit", "not-known")
            initial[f"vat_words_{body}"] = said.get("words", "")
            initial[f"vat_by_{body}"] = said.get("said_by", "")
        for one in self.advice.roles:
            initial[_role_name(one)] = holders.get((one.body, one.role), "")
        return initial

    def ask(self) -> None:
        for body, name in self.names.items():
            self._ask_of_body(body, name)
            for role in self.advice.roles:
                if role.body == body:
                    self.fields[_role_name(role)] = forms.CharField(
                        label=f"{name}: {role.name} (optional)",
                        help_text=role.duty,
                        required=False,
                        max_length=200,
                    )

    def _ask_of_body(self, body: str, name: str) -> None:
        self.fields[f"vat_{body}"] = choice(
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
        cleaned = self.cleaned_data
        vat = [
            {
                "body": body,
                "is_near_partial_exemption_limit": cleaned[f"vat_{body}"],
                "words": cleaned[f"vat_words_{body}"].strip(),
                "said_by": cleaned[f"vat_by_{body}"].strip(),
            }
            for body in self.names
        ]
        return {
            "vat": [
                one
                for one in vat
                if one["is_near_partial_exemption_limit"] != "not-known"
                or one["words"]
                or one["said_by"]
            ],
            "roles": [
                {"body": one.body, "role": one.role, "name": name}
                for one in self.advice.roles
                if (name := cleaned[_role_name(one)].strip())
            ],
        }


def _role_name(role: StatutoryRole) -> str:
    return f"role_{role.body}_{role.role}"
