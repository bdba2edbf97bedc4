"""Addresses of interests in sharing."""

from __future__ import annotations

from django.urls import include, path

from . import views

_of_body = [
    path("", views.show, name="interest"),
    path("give/", views.give, name="give-interest"),
    path("renew/", views.renew, name="renew-interest"),
    path("withdraw/", views.withdraw, name="withdraw-interest"),
]

urlpatterns = [
    path("interest/", views.interests, name="interests"),
    path("interest/<slug:reference>/", include(_of_body)),
]
