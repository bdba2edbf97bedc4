"""Addresses of letters, mailboxes, confirming, and what leavers held."""

from __future__ import annotations

from django.urls import path

from .views import bodies, confirming, letters

_BODY = "bodies/<slug:reference>/"
_PARTNERSHIP = "partnerships/<slug:reference>/"

urlpatterns = [
    path("accounts/me/letters/", letters.choose, name="letters"),
    path("letters/stop/<str:token>/", letters.stop, name="stop-letters"),
    path(f"{_BODY}mailboxes/", bodies.mailboxes, name="mailboxes"),
    path(f"{_BODY}mailboxes/new/", bodies.name_mailbox, name="name-mailbox"),
    path(f"{_BODY}mailboxes/<int:pk>/again/", bodies.mailbox_again, name="mailbox-again"),
    path(f"{_BODY}mailboxes/<int:pk>/end/", bodies.end_mailbox, name="end-mailbox"),
    path(f"{_BODY}left-behind/", bodies.left_behind, name="left-behind"),
    path("mailboxes/<str:token>/", bodies.confirm_mailbox, name="confirm-mailbox"),
    path("confirm/<str:token>/", confirming.confirm, name="confirm"),
    path("questions/<int:pk>/", confirming.answer, name="answer-question"),
    path(f"{_PARTNERSHIP}confirmed/", confirming.confirmed, name="confirmed"),
    path(f"{_PARTNERSHIP}confirmed/days/", confirming.change_days, name="change-days"),
    path(f"{_PARTNERSHIP}confirmed/<slug:key>/", confirming.confirm_record, name="confirm-record"),
]
