"""Addresses of typed figures, beneath the partnership and the holder of the part."""

from __future__ import annotations

from django.urls import include, path

from .views import already, assumptions, checking, sheets, taking_over, typing, versions

_of_part = [
    path("", typing.overview, name="part"),
    path("at/<path:where>/", typing.at, name="part-at"),
    path("add/<path:where>/", typing.add_row, name="add-row"),
    path("paste/<path:where>/", typing.paste_rows, name="paste-rows"),
    path("sheet/<path:where>/", sheets.upload_sheet, name="upload-sheet"),
    path("sheets/<int:pk>/", sheets.headings, name="sheet-headings"),
    path("sheets/<int:pk>/columns/", sheets.columns, name="sheet-columns"),
    path("sheets/<int:pk>/check/", sheets.check_sheet, name="check-sheet"),
    path("check/", checking.check_answers, name="check-answers"),
    path("take-over/", taking_over.take_over, name="take-over"),
    path("take-out/<path:where>/", typing.remove_row, name="remove-row"),
    path("begin/<slug:service>/", typing.begin_baseline, name="begin-baseline"),
    path("versions/", versions.versions, name="part-versions"),
    path("versions/<int:version>/", versions.changes, name="part-changes"),
    path("versions/<int:version>/bring-back/", versions.restore, name="restore-part"),
]

_of_assumptions = [
    path("", assumptions.log, name="assumptions"),
    path("table.<str:form>", assumptions.take_away, name="assumptions-table"),
    path("approve/", assumptions.approve, name="approve-assumptions"),
    path("approvals/<int:number>/", assumptions.approved, name="assumptions-approval"),
    path("of/<slug:holder>/<slug:assumption>/", assumptions.history, name="assumption-history"),
]

urlpatterns = [
    path("partnerships/<slug:reference>/already/", already.who_shares, name="already-sharing"),
    path("partnerships/<slug:reference>/already/charges/", already.charges, name="already-charges"),
    path("partnerships/<slug:reference>/assumptions/", include(_of_assumptions)),
    path("partnerships/<slug:reference>/figures/<slug:holder>/", include(_of_part)),
]
