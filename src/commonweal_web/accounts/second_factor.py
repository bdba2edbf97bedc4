"""Officers and administrators sign in with a second factor; they are asked for one when needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from commonweal_web.core.policy import NEEDS_SECOND_FACTOR, Standing

__all__ = ["SecondFactorMiddleware", "needs_second_factor"]

_HAS_ONE = "has_second_factor"
_COUNTS = ("mfa", "socialaccount")
"""Ways of signing in that bring a second factor; an organisation asks for its own."""

_OWN_ACCOUNT = "/accounts/"
"""Below it lie the pages where a second factor is set up, and signing out."""


def needs_second_factor(standing: Standing) -> bool:
    """Return whether what somebody is must be guarded by more than a password or a mailbox."""
    if standing.is_demonstration:
        return False
    return standing.is_site_administrator or bool(standing.all_body_roles & NEEDS_SECOND_FACTOR)


class SecondFactorMiddleware:
    """Sends who needs a second factor and has none to the page where one is set up.

    One who has one was asked for it when they signed in: allauth sees to that.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        is_open_to_all = not getattr(view, "login_required", True)
        if is_open_to_all or request.path.startswith(_OWN_ACCOUNT):
            return None
        if self._must_set_one_up(request):
            return HttpResponseRedirect(reverse("second-factor-needed"))
        return None

    def _must_set_one_up(self, request: HttpRequest) -> bool:
        if not settings.SECOND_FACTOR_IS_REQUIRED:
            return False
        if not request.user.is_authenticated or request.session.get(_HAS_ONE):
            return False
        if not needs_second_factor(request.standing):  # type: ignore[attr-defined]
            return False
        ways = get_authentication_records(request, request.user)
        has_one = (
            any(way.get("method") in _COUNTS for way in ways)
            or Authenticator.objects.filter(
                user=request.user.pk,
                type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN],
            ).exists()
        )
        if has_one:
            request.session[_HAS_ONE] = True
        return not has_one
