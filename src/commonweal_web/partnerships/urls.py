"""Addresses of partnerships."""

from __future__ import annotations

from django.urls import include, path

from . import record_urls
from .views import home, inviting, logs, partnership, people, starting, taking_part

_of_partnership = [
    path("", partnership.show, name="partnership"),
    path("change/", partnership.change, name="change-partnership"),
    path("begin/example/", starting.begin_with_example, name="begin-with-example"),
    path("bodies/", inviting.partners, name="partners"),
    path("bodies/invite/", inviting.search, name="invite-body"),
    path("bodies/invite/by-email/", inviting.invite_by_email, name="invite-by-email"),
    path("bodies/invite/<slug:body_reference>/", inviting.invite, name="invite-this-body"),
    path("bodies/invitations/<int:pk>/withdraw/", inviting.withdraw, name="withdraw-partner"),
    path(
        "bodies/letters/<int:pk>/withdraw/",
        inviting.withdraw_by_email,
        name="withdraw-by-email",
    ),
    path("bodies/<slug:body_reference>/leave/", taking_part.leave, name="leave-partnership"),
    path("people/", people.people, name="partnership-people"),
    path("people/new/", people.name_person, name="name-person"),
    path("people/<int:pk>/end/", people.end_role, name="end-partnership-role"),
    *record_urls.urlpatterns,
]

urlpatterns = [
    path("bodies/<slug:reference>/log/", logs.body_log, name="body-log"),
    path("site/log/", logs.site_log, name="site-log"),
    path("home/", home.home, name="home"),
    path("partnerships/", partnership.partnerships, name="partnerships"),
    path("partnerships/new/", starting.start, name="start-partnership"),
    path("partnerships/invitations/<int:pk>/", taking_part.answer, name="answer-invitation"),
    path("partnerships/letters/<int:pk>/", taking_part.take_up, name="take-up-invitation"),
    path("partnerships/join/<str:token>/", taking_part.open_letter, name="open-letter"),
    path("partnerships/<slug:reference>/", include(_of_partnership)),
]
