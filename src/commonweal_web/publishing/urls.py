"""Addresses of what is published, of deciding on it, and of guests."""

from __future__ import annotations

from django.urls import include, path

from .views import deciding, guests, public

_of_partnership = [
    path("publishing/", deciding.publishing, name="publishing"),
    path("publishing/new/", deciding.propose, name="propose-publication"),
    path("publishing/<int:pk>/agree/", deciding.agree, name="agree-to-publish"),
    path("publishing/<int:pk>/publish/", deciding.publish, name="publish"),
    path("publishing/<int:pk>/take-back/", deciding.unpublish, name="unpublish"),
    path("publishing/<int:pk>/drop/", deciding.drop, name="drop-proposal"),
    path("guests/", guests.guests, name="guests"),
    path("guests/new/", guests.lend, name="lend"),
    path("guests/<int:pk>/end/", guests.revoke, name="revoke-guest"),
]
_public = [
    path("", public.case, name="published"),
    path("case.json", public.case_json, name="published-json"),
    path("tables/<slug:name>.<slug:form>", public.take_table, name="published-table"),
    path("charts/<slug:name>.<slug:form>", public.take_chart, name="published-chart"),
    path("papers/<int:number>.<slug:form>", public.take_paper, name="published-paper"),
]
_guest = [
    path("", guests.guest, name="guest"),
    path("tables/<slug:name>.<slug:form>", guests.guest_table, name="guest-table"),
    path("charts/<slug:name>.<slug:form>", guests.guest_chart, name="guest-chart"),
    path("paper.<slug:form>", guests.guest_file, name="guest-file"),
]

urlpatterns = [
    path("partnerships/<slug:reference>/", include(_of_partnership)),
    path("published/", public.cases, name="published-cases"),
    path("published/<slug:reference>/", include(_public)),
    path("guest-links/<str:token>/", guests.open_link, name="open-guest-link"),
    path("guest/<int:pk>/", include(_guest)),
]
