"""Where signing in differs from allauth's own way: words, letters, and who may make an account."""

from __future__ import annotations

import html
import time
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string

from commonweal_web.accounts.letters import Letter, is_demonstration_address
from commonweal_web.accounts.models import User

__all__ = ["INVITED_EMAIL", "AccountAdapter", "OrganisationAdapter", "SecondFactorAdapter"]

INVITED_EMAIL = "invited_email"
"""Where a session keeps the address to which the invitation was sent that brought a visitor."""


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed. Ask whoever keeps this site",
        "email_password_mismatch": "The email address and password do not belong together",
        "email_taken": "That address belongs to an account already. Sign in instead",
        "duplicate_email": "That is your address already",
        "enter_current_password": "Enter the password you have now",
        "incorrect_code": "That is not the code we sent, or it has run out",
        "incorrect_password": "That is not your password",
        "same_as_current": "That is your address already",
        "too_many_login_attempts": "Too many attempts. Wait 15 minutes, then try again",
        "rate_limited": "Too many attempts. Wait a few minutes, then try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.SIGN_UP_IS_OPEN or request.session.get(INVITED_EMAIL))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask nobody once more who has only just signed in."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record.get("at", 0.0) for record in records), default=0.0)
        if time.time() - latest < account_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.name = str(form.cleaned_data.get("name", "")).strip()
        return super().save_user(request, user, form, commit)  # type: ignore[no-any-return]

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Return a letter in plain text.

        It is drawn without the request: a page's frame would take the visitor's messages along.
        """
        subject = render_to_string(f"{template_prefix}_subject.txt", context)
        text = render_to_string(f"{template_prefix}_message.txt", context).strip()
        to = email if isinstance(email, str) else email[0]
        letter = Letter(
            to=to, subject=" ".join(subject.split()), paragraphs=tuple(text.split("\n\n"))
        )
        return EmailMessage(
            letter.subject,
            letter.text,
            self.get_from_email(),
            [letter.to],
            headers={"Auto-Submitted": "auto-generated"} | (headers or {}),
        )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if not is_demonstration_address(email):
            super().send_mail(template_prefix, email, context)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say something on the next page; drawn without the request, as letters are."""
        if message is None and message_template:
            try:
                said = render_to_string(message_template, message_context or {})
            except TemplateDoesNotExist:
                return
            message = html.unescape(" ".join(said.split()))
        if message:
            messages.add_message(request, level, message, extra_tags=extra_tags)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That is not the code that the app shows now",
        "rate_limited": "Too many attempts. Wait a few minutes, then try again",
        "add_email_blocked": "Take your second factors away before you add an address",
        "cannot_delete_authenticator": "Take your other second factors away first",
        "cannot_generate_recovery_codes": "Set up an app or a passkey first",
        "unverified_email": "Confirm your email address first",
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        n_held = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {n_held + 1}"


class OrganisationAdapter(DefaultSocialAccountAdapter):
    """Takes an organisation's word for addresses in its own domains, and for no others."""

    def is_email_verified(self, provider: Any, email: str) -> bool:
        domain = email.rpartition("@")[2].lower()
        return any(
            domain in each.domains
            for each in settings.SIGN_IN_ORGANISATIONS
            if each.client_id == provider.app.client_id
        )

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002
        addresses = [address.email for address in sociallogin.email_addresses]
        return settings.SIGN_UP_IS_OPEN or any(
            self.is_email_verified(sociallogin.provider, address) for address in addresses
        )

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        user = super().populate_user(request, sociallogin, data)
        name = data.get("name") or f"{data.get('first_name', '')} {data.get('last_name', '')}"
        user.name = str(name).strip() or user.email
        return user
