"""Addresses of signing in and of one's own account."""

from __future__ import annotations

from django.urls import include, path

from . import views

urlpatterns = [
    path("accounts/me/", views.account, name="account"),
    path("accounts/me/name/", views.details, name="account-details"),
    path("accounts/second-factor/", views.second_factor_needed, name="second-factor-needed"),
    path("accounts/", include("allauth.urls")),
]
