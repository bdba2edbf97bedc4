"""Addresses of appraisals, beneath the partnership."""

from __future__ import annotations

from django.urls import include, path

from .views import certifying, otherwise, results, runs

_of_run = [
    path("", results.show, name="run"),
    path("what-if/", otherwise.what_if, name="what-if"),
    path("what-if/keep/", otherwise.keep, name="keep-what-if"),
    path("what-if/<int:kept>/", otherwise.kept, name="kept-what-if"),
    path("certificates/", certifying.certificates, name="certificates"),
    path("certificates/<slug:body>/", certifying.certify, name="certify-verdict"),
    path("compare/", otherwise.compare, name="compare-runs"),
    path("figures/<path:trace>/", results.figure, name="figure"),
    path("tables/<slug:name>.<str:form>", results.take_table, name="run-table"),
    path("charts/<slug:name>.<str:form>", results.take_chart, name="run-chart"),
    path("results/<slug:name>/", results.section, name="run-section"),
]

urlpatterns = [
    path("partnerships/<slug:reference>/runs/", runs.runs, name="runs"),
    path("partnerships/<slug:reference>/runs/new/", runs.ask, name="ask-for-run"),
    path("partnerships/<slug:reference>/runs/<int:number>/", include(_of_run)),
]
