"""What a body would share and with whom, as it is typed."""

from __future__ import annotations

from typing import Any

from django import forms

from commonweal.bodies import body_kinds
from commonweal.exchange.interest import MOST_BODIES, MOST_KINDS, MOST_SERVICES
from commonweal.services import catalogue
from commonweal_web.bodies.models import Body
from commonweal_web.bodies.queries.bodies import search_bodies
from commonweal_web.core.forms import Form, say_plainly

__all__ = ["InterestForm"]


def _selects(what: str, choices: list[tuple[str, str]], most: int) -> dict[str, forms.Field]:
    return {
        f"{what}_{nth}": forms.ChoiceField(
            label=f"{what.replace('_', ' ').capitalize()} {nth}",
            required=False,
            choices=[("", "–"), *choices],
        )
        for nth in range(1, most + 1)
    }


class InterestForm(Form):
    """Services, bodies by name or by kind, whom to ring, who authorised it."""

    def __init__(self, data: Any = None, *, body: Body) -> None:
        super().__init__(data)
        self.body = body
        services = sorted((row.name, row.id) for row in catalogue().services)
        kinds = [(kind.id, kind.name) for kind in body_kinds()]
        self.fields |= _selects("service", [(key, name) for name, key in services], MOST_SERVICES)
        self.fields["service_1"].required = True
        self.fields["service_1"].error_messages["required"] = "Select at least one service"
        self.fields["bodies"] = forms.CharField(
            label="With these bodies",
            required=False,
            max_length=2_000,
            widget=forms.Textarea,
            help_text=f"One on each line, up to {MOST_BODIES}, by the name they have on this site.",
        )
        self.fields |= _selects("kind_of_body", kinds, MOST_KINDS)
        for nth in range(1, MOST_KINDS + 1):
            self.fields[f"kind_of_body_{nth}"].label = f"Or with any body of this kind ({nth})"
        self.fields["contact"] = forms.CharField(
            label="Whom the other body may ring",
            max_length=200,
            help_text="An office and a number or address. Told only to a body that names yours.",
        )
        self.fields["authorised_by"] = forms.CharField(
            label="Who authorised it",
            max_length=200,
            help_text="A name and office, for example Ann Lee, chief executive.",
        )
        say_plainly(self)

    def clean_bodies(self) -> list[str]:
        """Return the references of the bodies named."""
        found = []
        for line in self.cleaned_data["bodies"].splitlines():
            if name := " ".join(line.split()):
                found.append(self._reference(name))
        return list(dict.fromkeys(found))

    def _reference(self, name: str) -> str:
        here = Body.objects.filter(is_demonstration=self.body.is_demonstration)
        named = list(here.filter(name__iexact=name)[:2])
        if len(named) == 1:
            return named[0].reference
        words = name.split()[0]
        near = search_bodies(words, is_demonstration=self.body.is_demonstration)[:3]
        said = " or ".join(body.name for body in near)
        raise forms.ValidationError(
            f"{name}: there is no such body on this site."
            + (f" Did you mean {said}?" if said else " Name it by its kind."),
            code="unknown",
        )

    @property
    def services(self) -> list[str]:
        return self._chosen("service", MOST_SERVICES)

    @property
    def kinds(self) -> list[str]:
        return self._chosen("kind_of_body", MOST_KINDS)

    def _chosen(self, what: str, most: int) -> list[str]:
        given = [self.cleaned_data.get(f"{what}_{nth}", "") for nth in range(1, most + 1)]
        return list(dict.fromkeys(one for one in given if one))
