"""Pages of one's own account that allauth does not have."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from . import services
from .forms import DetailsForm
from .presenters import AccountPage

__all__ = ["account", "details", "second_factor_needed"]


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    factors = Authenticator.objects.filter(user=request.user.pk).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    page = AccountPage.of(
        request.user,  # type: ignore[arg-type]
        n_second_factors=factors.count(),
        n_sessions=UserSession.objects.filter(user=request.user.pk).count(),
        n_organisations=SocialAccount.objects.filter(user=request.user.pk).count(),
    )
    return render(request, "accounts/account.html.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest) -> HttpResponse:
    form = DetailsForm.of(request.user, request.POST or None)  # type: ignore[arg-type]
    if form.is_valid():
        services.change_name(by=request.user, name=form.cleaned_data["name"])  # type: ignore[arg-type]
        messages.success(request, "Your name is changed")
        return redirect("account")
    return render(request, "accounts/details.html.jinja", {"form": form})


@require_safe
def second_factor_needed(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/second_factor_needed.html.jinja")
