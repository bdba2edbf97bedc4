"""The forms of signing in and of one's own account: allauth's, in our words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from allauth.socialaccount import forms as social
from django import forms
from django.conf import settings
from django.urls import reverse

from commonweal_web.accounts.models import User
from commonweal_web.core.forms import Form, say_plainly

__all__ = ["DetailsForm"]


class _Plain(forms.Form):
    """Our labels and hints for a library's, without text that stands in a box."""

    labels: dict[str, str] = {}
    hints: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            field.widget.attrs.pop("placeholder", None)
        say_plainly(self)


_EMAIL = {"email": "Email address"}
_NAME_FIELD = "name"


def _code(label: str) -> dict[str, str]:
    return {"code": label}


class LoginForm(_Plain, account.LoginForm):
    labels = {"login": "Email address", "password": "Password"}

    @property
    def organisations(self) -> list[tuple[str, str]]:
        """Return the organisations whose own sign-in is taken: name and address."""
        return [
            (each.name, reverse("openid_connect_login", args=[f"organisation-{number}"]))
            for number, each in enumerate(settings.SIGN_IN_ORGANISATIONS, 1)
        ]


class _NamedForm(_Plain):
    """Asks for the person's name, which the account cannot do without."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[_NAME_FIELD] = forms.CharField(
            label="Full name",
            max_length=200,
            widget=forms.TextInput(attrs={"autocomplete": "name"}),
            error_messages={"required": "Enter your full name"},
        )
        # Everybody signs in by a code at first; who wants a password sets one later.
        self.fields.pop("password1", None)
        self.order_fields([_NAME_FIELD, "email"])


class SignUpForm(_NamedForm, account.SignupForm):
    labels = _EMAIL
    hints = {"email": "Use your work address: your body may know you by it"}


class OrganisationSignUpForm(_NamedForm, social.SignupForm):
    labels = _EMAIL


class RequestCodeForm(_Plain, account.RequestLoginCodeForm):
    labels = _EMAIL


class LoginCodeForm(_Plain, account.ConfirmLoginCodeForm):
    labels = _code("Code from the email")


class EmailCodeForm(_Plain, account.ConfirmEmailVerificationCodeForm):
    labels = _code("Code from the email")


class OtherEmailForm(_Plain, account.ChangeEmailForm):
    labels = _EMAIL


class ChangeEmailForm(_Plain, account.AddEmailForm):
    labels = {"email": "New email address"}


_PASSWORD_HINT = "12 characters or more; three words that do not belong together are good"


class ChangePasswordForm(_Plain, account.ChangePasswordForm):
    labels = {
        "oldpassword": "Password now",
        "password1": "New password",
        "password2": "New password again",
    }
    hints = {"password1": _PASSWORD_HINT}


class SetPasswordForm(_Plain, account.SetPasswordForm):
    labels = {"password1": "Password", "password2": "Password again"}
    hints = {"password1": _PASSWORD_HINT}


class NewPasswordForm(_Plain, account.ResetPasswordKeyForm):
    labels = {"password1": "New password", "password2": "New password again"}
    hints = {"password1": _PASSWORD_HINT}


class ResetPasswordForm(_Plain, account.ResetPasswordForm):
    labels = _EMAIL


class ResetCodeForm(_Plain, account.ConfirmPasswordResetCodeForm):
    labels = _code("Code from the email")


class PasswordAgainForm(_Plain, account.ReauthenticateForm):
    labels = {"password": "Password"}


class SecondFactorForm(_Plain, second.AuthenticateForm):
    labels = _code("Code from your app, or a recovery code")


class SecondFactorAgainForm(_Plain, second.ReauthenticateForm):
    labels = _code("Code from your app, or a recovery code")


class AppForm(_Plain, totp.ActivateTOTPForm):
    labels = _code("Code that the app shows")


class PasskeyForm(_Plain, webauthn.AddWebAuthnForm):
    labels = {"name": "Name of this passkey", "passwordless": "Sign in with it alone"}
    hints = {
        "name": "So that you know it again, for example: work laptop",
        "passwordless": "It asks for your fingerprint, face or PIN, and nothing else is needed",
    }


class DetailsForm(Form):
    """One's own name."""

    name = forms.CharField(
        label="Full name",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter your full name"},
    )

    @classmethod
    def of(cls, user: User, data: Any = None) -> DetailsForm:
        return cls(data, initial={"name": user.name})
