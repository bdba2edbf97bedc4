"""Addresses of the demonstration."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("demonstration/", views.choose, name="demonstration"),
    path("demonstration/<int:user_id>/", views.be, name="be-somebody"),
]
