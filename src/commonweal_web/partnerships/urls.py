"""Addresses of partnerships."""

from __future__ import annotations

from django.urls import include, path

from . import record_urls
from .views import home, logs, partnership

_of_partnership = [
    path("", partnership.show, name="partnership"),
    path("change/", partnership.change, name="change-partnership"),
    path("bodies/", partnership.partners, name="partners"),
    path("bodies/invite/", partnership.search, name="invite-body"),
    path("bodies/invite/by-email/", partnership.invite_by_email, name="invite-by-email"),
    path("bodies/invite/<slug:body_reference>/", partnership.invite, name="invite-this-body"),
    path("bodies/invitations/<int:pk>/withdraw/", partnership.withdraw, name="withdraw-partner"),
    path(
        "bodies/letters/<int:pk>/withdraw/",
        partnership.withdraw_by_email,
        name="withdraw-by-email",
    ),
    path("bodies/<slug:body_reference>/leave/", partnership.leave, name="leave-partnership"),
    path("people/", partnership.people, name="partnership-people"),
    path("people/new/", partnership.name_person, name="name-person"),
    path("people/<int:pk>/end/", partnership.end_role, name="end-partnership-role"),
    *record_urls.urlpatterns,
]

urlpatterns = [
    path("bodies/<slug:reference>/log/", logs.body_log, name="body-log"),
    path("site/log/", logs.site_log, name="site-log"),
    path("home/", home.home, name="home"),
    path("partnerships/", partnership.partnerships, name="partnerships"),
    path("partnerships/new/", partnership.start, name="start-partnership"),
    path("partnerships/invitations/<int:pk>/", partnership.answer, name="answer-invitation"),
    path("partnerships/letters/<int:pk>/", partnership.take_up, name="take-up-invitation"),
    path("partnerships/join/<str:token>/", partnership.open_letter, name="open-letter"),
    path("partnerships/<slug:reference>/", include(_of_partnership)),
]
