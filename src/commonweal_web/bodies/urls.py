"""Addresses of bodies and their people."""

from __future__ import annotations

from django.urls import include, path

from .views import body, own, site

_of_body = [
    path("", body.show, name="body"),
    path("name/", body.change, name="change-body"),
    path("invite/", body.invite, name="invite"),
    path("invitations/<int:pk>/again/", body.send_again, name="invitation-again"),
    path("invitations/<int:pk>/withdraw/", body.withdraw, name="withdraw-invitation"),
    path("people/<int:user_id>/", body.show_person, name="person-at-body"),
    path("people/<int:user_id>/give/", body.give_role, name="give-role"),
    path("roles/<int:pk>/end/", body.end_role, name="end-role"),
    path("requests/", body.requests, name="body-requests"),
    path("requests/<int:pk>/", body.answer_request, name="answer-request"),
    path("deputies/new/", body.name_deputy, name="name-deputy"),
    path("deputies/<int:pk>/end/", body.end_deputy, name="end-deputy"),
    path("leave/", body.leave, name="leave-body"),
    path("domains/", body.domains, name="body-domains"),
    path("domains/new/", body.add_domain, name="add-domain"),
    path("domains/<int:pk>/again/", body.domain_again, name="domain-again"),
    path("domains/<int:pk>/remove/", body.remove_domain, name="remove-domain"),
]

urlpatterns = [
    path("bodies/", own.bodies, name="bodies"),
    path("bodies/new/", own.set_up, name="set-up-body"),
    path("bodies/join/", own.join, name="join-body"),
    path("bodies/invitations/<int:pk>/", own.accept_own_invitation, name="accept-own-invitation"),
    path("bodies/<slug:reference>/", include(_of_body)),
    path("invitations/<str:token>/", own.open_invitation, name="open-invitation"),
    path("domains/<str:token>/", own.confirm_domain, name="confirm-domain"),
    path("site/", site.keep, name="keep-site"),
    path("site/bodies/<slug:reference>/", site.confirm_body, name="confirm-body"),
    path("site/domains/<int:pk>/", site.confirm_domain, name="confirm-domain-by-site"),
]
