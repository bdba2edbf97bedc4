"""Addresses of surveys: beneath the partnership, and the public one of each."""

from __future__ import annotations

from django.urls import include, path

from .views import answering, asking

_of_survey = [
    path("", asking.show, name="survey"),
    path("change/", asking.change, name="change-survey"),
    path("open/", asking.open_it, name="open-survey"),
    path("close/", asking.close, name="close-survey"),
    path("drop/", asking.drop, name="drop-survey"),
    path("answers/", asking.read, name="read-voices"),
    path("paper/", asking.in_paper, name="voices-in-paper"),
]

_of_partnership = [
    path("", asking.surveys, name="surveys"),
    path("new/", asking.make, name="make-survey"),
    path("<int:number>/", include(_of_survey)),
]

urlpatterns = [
    path("partnerships/<slug:reference>/surveys/", include(_of_partnership)),
    path("surveys/<str:token>/", answering.answer, name="answer-survey"),
    path("surveys/<str:token>/thank-you/", answering.thanks, name="survey-answered"),
]
