"""Guards of accounts: who needs a second factor sets one up, and demonstration people stay as is.

Both stand before every page, so that no page can forget them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from commonweal_web.core.errors import ErrorPage, show_error
from commonweal_web.core.policy import NEEDS_SECOND_FACTOR, Standing

__all__ = ["AccountGuards", "needs_second_factor"]

_HAS_ONE = "has_second_factor"
_COUNTS = ("mfa", "socialaccount")
"""Ways of signing in that bring a second factor; an organisation asks for its own."""

_OWN_ACCOUNT = "/accounts/"
"""Below it lie the pages where a second factor is set up, and signing out."""


_OPEN_TO_DEMONSTRATION = tuple(
    f"{_OWN_ACCOUNT}{name}/"
    for name in (
        "second-factor",
        "login",
        "logout",
        "signup",
        "inactive",
        "password/reset",
        "2fa/authenticate",
        "2fa/webauthn/login",
        "3rdparty/login",
        "3rdparty/signup",
        "social",
        "oidc",
    )
)
"""Where nothing of an account changes, or where somebody else signs in."""


def needs_second_factor(standing: Standing) -> bool:
    """Return whether what somebody is must be guarded by more than a password or a mailbox."""
    if standing.is_demonstration:
        return False
    return standing.is_site_administrator or bool(standing.all_body_roles & NEEDS_SECOND_FACTOR)


class AccountGuards:
    """Sends who needs a second factor and has none to the page where one is set up.

    One who has one was asked for it when they signed in: allauth sees to that. A demonstration
    person's account is nobody's own, so its pages are closed to whoever is that person now.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        if request.path.startswith(_OWN_ACCOUNT):
            return self._keep_demonstration_people(request)
        if not getattr(view, "login_required", True):
            return None
        if self._must_set_one_up(request):
            return HttpResponseRedirect(reverse("second-factor-needed"))
        return None

    def _keep_demonstration_people(self, request: HttpRequest) -> HttpResponse | None:
        user = request.user
        if not user.is_authenticated or not getattr(user, "is_demonstration", False):
            return None
        is_own_page = request.path == f"{_OWN_ACCOUNT}me/"
        if is_own_page or request.path.startswith(_OPEN_TO_DEMONSTRATION):
            return None
        page = ErrorPage(
            status=403,
            title="You cannot do this",
            texts=("Anybody may be this person, so nobody changes the account.",),
            who_can="On a site of your own, everybody keeps their own account.",
        )
        return show_error(request, page)

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
