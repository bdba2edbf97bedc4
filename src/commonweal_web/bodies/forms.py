"""What people fill in about bodies and their people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from commonweal.bodies import body_kind, body_kinds, code_schemes
from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.bodies.services import DELEGABLE, MAILBOXES, NewBody
from commonweal_web.core.forms import DayField, Form
from commonweal_web.core.policy import LIMITED_IN_TIME, BodyRole

__all__ = [
    "ROLE_HINTS",
    "BodyForm",
    "DeputyForm",
    "DomainForm",
    "EndForm",
    "GiveRoleForm",
    "InviteForm",
    "JoinForm",
    "NameForm",
    "ReasonForm",
    "RequestForm",
]

ROLE_HINTS = {role.value: role.meaning for role in BodyRole}
_ROLES = [(role.value, role.label.capitalize()) for role in BodyRole]
_LAST_DAY = "For an auditor or a scrutiny member. Leave it empty for a role without an end."


def _reason(label: str = "Why?") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=300,
        help_text="It stands in the log, for auditors and whoever comes after you.",
        error_messages={"required": "Say why"},
    )


def _roles(choices: Iterable[tuple[str, str]] = _ROLES) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="Roles",
        choices=list(choices),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one role"},
    )


class BodyForm(Form):
    """A body to be set up."""

    name = forms.CharField(
        label="Name of the body",
        max_length=200,
        help_text="As it calls itself, for example: Burnley Borough Council",
        error_messages={"required": "Enter the name of the body"},
    )
    kind = forms.ChoiceField(
        label="What kind of body is it?",
        error_messages={"required": "Select what kind of body it is"},
    )
    scheme = forms.ChoiceField(
        label="Which official code do you know it by?",
        help_text="The code tells it from others of its name.",
        error_messages={"required": "Select which official code you know it by"},
    )
    code = forms.CharField(label="The code", max_length=80, help_text="For example: E07000117")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = sorted((kind.name, kind.id) for kind in body_kinds())
        self.fields["kind"].choices = [("", "Choose"), *((key, name) for name, key in kinds)]  # type: ignore[attr-defined]
        schemes = [("", "Choose"), *((scheme.id, scheme.name) for scheme in code_schemes())]
        self.fields["scheme"].choices = schemes  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        # People copy codes from spreadsheets, with blanks and small letters.
        code = str(self.cleaned_data["code"]).strip()
        return code.upper() if self.data.get("scheme") in ("gss", "ods", "company") else code

    def to_body(self) -> NewBody:
        said = self.cleaned_data
        body_kind(said["kind"])
        return NewBody(
            name=said["name"].strip(), kind=said["kind"], codes={said["scheme"]: said["code"]}
        )


class NameForm(Form):
    name = forms.CharField(label="Name of the body", max_length=200)


class InviteForm(Form):
    """An invitation to a person."""

    email = forms.EmailField(label="Their email address")
    roles = _roles()
    ends = DayField(label="Last day", required=False, help_text=_LAST_DAY)
    reason = _reason("Why are they invited?")

    @property
    def chosen(self) -> frozenset[BodyRole]:
        return frozenset(BodyRole(value) for value in self.cleaned_data["roles"])


class GiveRoleForm(Form):
    """One more role for somebody who belongs to the body."""

    role = forms.ChoiceField(label="Role", choices=_ROLES, widget=forms.RadioSelect)
    starts = DayField(label="First day", required=False, help_text="Leave it empty for today.")
    ends = DayField(label="Last day", required=False, help_text=_LAST_DAY)
    reason = _reason("Why are they given it?")


class EndForm(Form):
    reason = _reason("Why does it end?")


class ReasonForm(Form):
    reason = _reason()


class RequestForm(Form):
    """The answer to somebody who asks to join."""

    answer = forms.ChoiceField(
        label="Do you let them join?",
        choices=[("yes", "Yes, with these roles"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select yes or no"},
    )
    roles = forms.MultipleChoiceField(
        label="Roles",
        required=False,
        choices=[
            (role.value, role.label.capitalize())
            for role in BodyRole
            if role not in LIMITED_IN_TIME
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label="If no, why?",
        required=False,
        max_length=300,
        help_text="They are told, and it stands in the log.",
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("answer") == "yes" and not said.get("roles"):
            self.add_error("roles", "Select at least one role")
        if said.get("answer") == "no" and not said.get("reason"):
            self.add_error("reason", "Say why")
        return said

    @property
    def chosen(self) -> frozenset[BodyRole]:
        return frozenset(BodyRole(value) for value in self.cleaned_data["roles"])


class JoinForm(Form):
    """Asking to join a body."""

    body = forms.ChoiceField(label="Which body?", widget=forms.RadioSelect)
    message = forms.CharField(
        label="What do you do there?",
        max_length=300,
        help_text="For whoever decides, for example: I prepare the budget of building control",
        error_messages={"required": "Say what you do there"},
    )

    def __init__(self, *args: Any, bodies: Iterable[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(body.reference, body.name) for body in bodies]
        self.fields["body"].choices = choices  # type: ignore[attr-defined]


class DomainForm(Form):
    """An email domain of a body."""

    domain = forms.CharField(
        label="Email domain",
        max_length=120,
        help_text="What stands after the @, for example: burnley.gov.uk",
    )
    mailbox = forms.ChoiceField(
        label="Who looks after it?",
        choices=[(name, f"{name}@…") for name in MAILBOXES],
        widget=forms.RadioSelect,
        help_text="We send a link there. Whoever opens it confirms that the domain is yours.",
    )


class DeputyForm(Form):
    """A deputy for one of one's own roles."""

    deputy = forms.ChoiceField(
        label="Who is your deputy?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select your deputy"},
    )
    role = forms.ChoiceField(
        label="In which role?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select the role in which they act"},
    )
    starts = DayField(label="First day")
    ends = DayField(label="Last day")
    reason = _reason("Why?")

    def __init__(
        self, *args: Any, people: Iterable[User], roles: Iterable[BodyRole], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].choices = [(str(user.pk), user.name) for user in people]  # type: ignore[attr-defined]
        lent = [(role.value, role.label.capitalize()) for role in roles if role in DELEGABLE]
        self.fields["role"].choices = lent  # type: ignore[attr-defined]
