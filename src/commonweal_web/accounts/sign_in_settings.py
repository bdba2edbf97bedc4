"""How people sign in: allauth's settings, kept beside the forms and pages that go with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Organisation", "sign_in_settings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation whose own sign-in (OpenID Connect) is taken, as Microsoft Entra's is.

    `server` is the address below which /.well-known/openid-configuration lies. `domains` are the
    email domains for which it is believed: an address in another is not taken from it, for a
    tenant may write any address into an account.
    """

    name: str
    server: str
    client_id: str
    secret: str
    domains: tuple[str, ...]


def sign_in_settings(
    *,
    organisations: Sequence[Organisation] = (),
    is_secure: bool,
    is_sign_up_open: bool,
    is_second_factor_required: bool,
    is_behind_proxy: bool,
) -> dict[str, Any]:
    """Return Django's settings of signing in.

    Parameters
    ----------
    organisations : sequence of Organisation
        Whose own sign-in is offered beside ours.
    is_secure : bool
        Whether the site is served by https; passkeys work without it only on this machine.
    is_sign_up_open : bool
        Whether anybody may make an account; else only who is invited. An account alone opens
        nothing.
    is_second_factor_required : bool
        Whether officers and administrators must have a second factor.
    is_behind_proxy : bool
        Whether the visitor's address is what the proxy in front says.
    """
    return {
        "AUTHENTICATION_BACKENDS": [
            "django.contrib.auth.backends.ModelBackend",
            "allauth.account.auth_backends.AuthenticationBackend",
        ],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
            for name, options in (
                ("MinimumLengthValidator", {"min_length": 12}),
                ("UserAttributeSimilarityValidator", {"user_attributes": ("email", "name")}),
                ("CommonPasswordValidator", {}),
                ("NumericPasswordValidator", {}),
            )
        ],
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "home",
        "LOGOUT_REDIRECT_URL": "/",
        "SIGN_UP_IS_OPEN": is_sign_up_open,
        "SECOND_FACTOR_IS_REQUIRED": is_second_factor_required,
        "SIGN_IN_ORGANISATIONS": tuple(organisations),
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1 if is_behind_proxy else 0,
        "ACCOUNT_ADAPTER": "commonweal_web.accounts.adapter.AccountAdapter",
        "ACCOUNT_TEMPLATE_EXTENSION": "html.jinja",
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1"],
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https" if is_secure else "http",
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
        "ACCOUNT_EMAIL_NOTIFICATIONS": True,
        # Everything that comes by email is a code to type, never a link that a mail scanner
        # could follow first.
        "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
        "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED": True,
        "ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND": True,
        "ACCOUNT_LOGIN_BY_CODE_ENABLED": True,
        "ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND": True,
        "ACCOUNT_LOGIN_BY_CODE_TIMEOUT": 15 * 60,
        "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED": True,
        "ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT": 15 * 60,
        "ACCOUNT_CHANGE_EMAIL": True,
        # Whether an address has an account is nobody's business.
        "ACCOUNT_PREVENT_ENUMERATION": True,
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": True,
        "ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE": False,
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": 15 * 60,
        "ACCOUNT_RATE_LIMITS": {
            "login": "30/m/ip",
            "login_failed": "10/m/ip,5/15m/key",
            "request_login_code": "20/m/ip,5/15m/key",
            "signup": "10/m/ip",
            "reset_password": "10/m/ip,5/15m/key",
        },
        "ACCOUNT_FORMS": {
            "login": "commonweal_web.accounts.forms.LoginForm",
            "signup": "commonweal_web.accounts.forms.SignUpForm",
            "request_login_code": "commonweal_web.accounts.forms.RequestCodeForm",
            "confirm_login_code": "commonweal_web.accounts.forms.LoginCodeForm",
            "confirm_email_verification_code": "commonweal_web.accounts.forms.EmailCodeForm",
            "change_email": "commonweal_web.accounts.forms.OtherEmailForm",
            "add_email": "commonweal_web.accounts.forms.ChangeEmailForm",
            "change_password": "commonweal_web.accounts.forms.ChangePasswordForm",
            "set_password": "commonweal_web.accounts.forms.SetPasswordForm",
            "reset_password": "commonweal_web.accounts.forms.ResetPasswordForm",
            "confirm_password_reset_code": "commonweal_web.accounts.forms.ResetCodeForm",
            "reset_password_from_key": "commonweal_web.accounts.forms.NewPasswordForm",
            "reauthenticate": "commonweal_web.accounts.forms.PasswordAgainForm",
        },
        "MFA_SUPPORTED_TYPES": ["totp", "recovery_codes", "webauthn"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_PASSKEY_SIGNUP_ENABLED": False,
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": not is_secure,
        "MFA_TOTP_ISSUER": "Commonweal",
        "MFA_TOTP_TOLERANCE": 1,
        "MFA_FORMS": {
            "authenticate": "commonweal_web.accounts.forms.SecondFactorForm",
            "reauthenticate": "commonweal_web.accounts.forms.SecondFactorAgainForm",
            "activate_totp": "commonweal_web.accounts.forms.AppForm",
            "add_webauthn": "commonweal_web.accounts.forms.PasskeyForm",
        },
        "MFA_ADAPTER": "commonweal_web.accounts.adapter.SecondFactorAdapter",
        "SOCIALACCOUNT_ADAPTER": "commonweal_web.accounts.adapter.OrganisationAdapter",
        # A page that asks first: a GET from elsewhere must sign nobody in.
        "SOCIALACCOUNT_LOGIN_ON_GET": False,
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION": True,
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT": True,
        "SOCIALACCOUNT_QUERY_EMAIL": True,
        "SOCIALACCOUNT_STORE_TOKENS": False,
        "SOCIALACCOUNT_FORMS": {"signup": "commonweal_web.accounts.forms.OrganisationSignUpForm"},
        "SOCIALACCOUNT_PROVIDERS": {
            "openid_connect": {
                "OAUTH_PKCE_ENABLED": True,
                "APPS": [
                    {
                        "provider_id": f"organisation-{number}",
                        "name": each.name,
                        "client_id": each.client_id,
                        "secret": each.secret,
                        "settings": {"server_url": each.server},
                    }
                    for number, each in enumerate(organisations, 1)
                ],
            }
        },
        "USERSESSIONS_TRACK_ACTIVITY": False,
    }
