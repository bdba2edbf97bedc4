"""Addresses of papers, beneath the partnership; of a template, beneath the body."""

from __future__ import annotations

from django.urls import include, path

from . import views

_of_partnership = [
    path("", views.papers, name="papers"),
    path("new/", views.ask, name="ask-for-paper"),
    path("<int:number>/", views.show, name="paper"),
    path("<int:number>/release/", views.release, name="release-paper"),
    path("<int:number>/<slug:part>.<slug:form>", views.take, name="paper-file"),
]

urlpatterns = [
    path("partnerships/<slug:reference>/papers/", include(_of_partnership)),
    path("bodies/<slug:reference>/paper-template/", views.template, name="paper-template"),
    path(
        "bodies/<slug:reference>/paper-template/template.docx",
        views.take_template,
        name="paper-template-file",
    ),
    path(
        "bodies/<slug:reference>/paper-template/drop/",
        views.drop_template,
        name="drop-paper-template",
    ),
]
