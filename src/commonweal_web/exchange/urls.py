"""Addresses of sealed exchanges, beneath the partnership."""

from __future__ import annotations

from django.urls import include, path

from . import views

_of_answer = [
    path("", views.answer, name="seal-answer"),
    path("final/", views.finalise, name="finalise-answer"),
    path("take-back/", views.take_back, name="take-back-answer"),
    path("receipt.json", views.receipt, name="answer-receipt"),
]

_of_exchange = [
    path("", views.show, name="exchange"),
    path("answers/<int:pk>/", include(_of_answer)),
    path("propose/", views.propose, name="propose-change"),
    path("proposals/<int:pk>/<slug:body>/", views.agree, name="agree-to-change"),
    path("end/", views.end, name="end-exchange"),
    path("openings.json", views.openings, name="exchange-openings"),
    path("receipts.json", views.receipts, name="exchange-receipts"),
    path("tables/<slug:name>.<slug:form>", views.take_table, name="exchange-table"),
]

_of_partnership = [
    path("", views.exchanges, name="exchanges"),
    path("new/", views.choose, name="start-exchange"),
    path("new/<slug:use>/", views.start, name="start-exchange-of"),
    path("<int:number>/", include(_of_exchange)),
]

urlpatterns = [
    path("partnerships/<slug:reference>/exchanges/", include(_of_partnership)),
]
