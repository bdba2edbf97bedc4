"""Rows as the programming interface shows them."""

from __future__ import annotations

from typing import Any

from commonweal_web.bodies.models import Body
from commonweal_web.core.models import Job
from commonweal_web.partnerships.models import Document, Partner, Partnership, Run

__all__ = ["show_body", "show_document", "show_partnership", "show_run"]


def show_body(body: Body) -> dict[str, Any]:
    return {
        "reference": body.reference,
        "name": body.name,
        "kind": body.kind,
        "codes": [{"scheme": one.scheme, "code": one.code} for one in body.codes.all()],
        "is_confirmed": body.is_confirmed,
    }


def show_partnership(partnership: Partnership) -> dict[str, Any]:
    return {
        "reference": partnership.reference,
        "name": partnership.name,
        "summary": partnership.summary,
        "state": partnership.state,
        "already_shares": partnership.already_shares,
        "partners": [
            {"body": one.body.reference, "name": one.body.name, "state": one.state}
            for one in partnership.partners.all()
            if one.state == Partner.State.JOINED
        ],
    }


def show_document(document: Document) -> dict[str, Any]:
    return {
        "id": document.pk,
        "body": None if document.body is None else document.body.reference,
        "version": document.version,
        "state": document.state,
        "form": document.form,
        "sha256": document.sha256,
        "note": document.note,
        "prepared_by": document.prepared_as,
        "prepared_at": document.prepared_at,
        "submitted_at": document.submitted_at,
        "certified_by": None if document.certified_by is None else document.certified_by.name,
        "certified_at": document.certified_at,
        "returned_reason": document.returned_reason,
    }


def show_run(run: Run, job: Job | None = None) -> dict[str, Any]:
    is_watched = job is not None and run.is_under_way
    return {
        "number": run.number,
        "state": run.state,
        "asked_by": run.asked_as,
        "asked_at": run.asked_at,
        "finished_at": run.finished_at,
        "progress": job.progress if is_watched and job is not None else None,
        "note": job.note if is_watched and job is not None else "",
        "answer": run.answer,
        "sentence": run.sentence,
        "failure": run.failure,
        "stamp": run.stamp,
        "documents": run.documents,
    }
