"""Addresses of fair shares, beneath the partnership and its runs."""

from __future__ import annotations

from django.urls import path

from . import views

_RUN = "partnerships/<slug:reference>/runs/<int:number>/shares/"

urlpatterns = [
    path("partnerships/<slug:reference>/shares/", views.latest, name="fair-shares"),
    path(_RUN, views.show, name="shares"),
    path(f"{_RUN}try/", views.try_split, name="try-split"),
    path(f"{_RUN}propose/", views.propose, name="propose-split"),
    path(f"{_RUN}choose/", views.choose, name="choose-split"),
    path(f"{_RUN}leaving/", views.leaving, name="leaving"),
    path(f"{_RUN}joining/", views.joining, name="joining"),
]
