"""Addresses of agreements, beneath the partnership."""

from __future__ import annotations

from django.urls import include, path

from .views import clauses, overview, passing, planning, routing, versions

_of_agreement = [
    path("", overview.show, name="agreement"),
    path("words/", overview.words, name="agreement-words"),
    path("check/", overview.check, name="check-agreement"),
    path("schedules/", overview.schedules, name="agreement-schedules"),
    path("fill/", overview.fill, name="fill-agreement"),
    path("supersede/", overview.supersede, name="supersede-agreement"),
    path("leaving/", overview.leaving, name="agreement-leaving"),
    path("governance/", clauses.governance, name="agreement-governance"),
    path("positions/", clauses.positions, name="agreement-positions"),
    path("clauses/<slug:matter_id>/", clauses.clause, name="clause"),
    path("clauses/<slug:matter_id>/change/", clauses.change, name="change-clause"),
    path(
        "clauses/<slug:matter_id>/positions/<slug:body>/",
        clauses.say_position,
        name="say-position",
    ),
    path("lists/<slug:table>/", clauses.rows, name="agreement-list"),
    path("lists/<slug:table>/new/", clauses.add_row, name="add-row"),
    path("lists/<slug:table>/<int:at>/", clauses.change_row, name="change-row"),
    path("lists/<slug:table>/<int:at>/remove/", clauses.remove_row, name="remove-row"),
    path("versions/", versions.versions, name="agreement-versions"),
    path("versions/<int:version>/", versions.version, name="agreement-version"),
    path("versions/<int:version>/agreement.<slug:form>", versions.take, name="agreement-file"),
    path("route/", routing.route, name="agreement-route"),
    path("route-answers/", routing.answer, name="answer-route"),
    path("route-answers/bodies/", routing.answer_bodies, name="answer-route-bodies"),
    path("route-answers/company/", routing.answer_company, name="answer-route-company"),
    path("route/<slug:body>/", routing.sign_off, name="sign-off-route"),
    path("plan/", planning.plan, name="agreement-plan"),
    path("plan/start/", planning.start, name="start-plan"),
    path("plan/plan.ics", planning.calendar, name="plan-calendar"),
    path("plan/<slug:table>/new/", planning.add_row, name="add-plan-row"),
    path("plan/<slug:table>/<int:at>/", planning.change_row, name="change-plan-row"),
    path("decisions/", passing.decisions, name="agreement-passing"),
    path("decisions/put/", passing.put, name="put-agreement"),
    path("decisions/take-back/", passing.take_back, name="take-agreement-back"),
    path("decisions/<slug:body>/meeting/", passing.meeting, name="plan-meeting"),
    path("decisions/<slug:body>/decision/", passing.decision, name="record-decision"),
    path("decisions/<slug:body>/condition/", passing.condition, name="meet-condition"),
    path("decisions/<slug:body>/call-in/", passing.call_in, name="record-call-in"),
    path("decisions/<slug:body>/sign/", passing.sign, name="sign-agreement"),
]

_of_partnership = [
    path("", overview.agreements, name="agreements"),
    path("draft/", overview.draft, name="draft-agreement"),
    path("theirs/", overview.theirs, name="read-agreement"),
    path("<int:number>/", include(_of_agreement)),
]

urlpatterns = [
    path("partnerships/<slug:reference>/agreements/", include(_of_partnership)),
]
