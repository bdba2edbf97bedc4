"""Addresses of the programming interface and of the pages about keys."""

from __future__ import annotations

from django.urls import path

from . import views
from .v1 import api
from .v1.answering import answered

urlpatterns = [
    path("api/", views.overview, name="api"),
    path("api/v1/", (answered(api.urls[0]), *api.urls[1:])),
    path("bodies/<slug:reference>/keys/", views.keys, name="body-keys"),
    path("bodies/<slug:reference>/keys/new/", views.make, name="make-key"),
    path("bodies/<slug:reference>/keys/<int:pk>/revoke/", views.revoke, name="revoke-key"),
]
