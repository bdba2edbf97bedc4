"""What is the same for everybody: an appraisal at once, the catalogue of services, the evidence."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from commonweal_web.core.policy import HiddenError
from commonweal_web.core.uploads import read_case
from commonweal_web.doors.services import work_out

from .documents import FILE_BODY, file_name_of, sent
from .keys import check_open_rate
from .shapes import AppraisalShape

__all__ = ["router"]

router = Router(tags=["Without a partnership"])


@router.post(
    "/appraisals",
    response={200: AppraisalShape},
    summary="Appraise a file at once; nothing is kept",
    openapi_extra=FILE_BODY,
)
def appraise(request: HttpRequest) -> dict[str, Any]:
    """For cases as large as the front page's third door takes."""
    from commonweal.reports import run_document

    worked = work_out(read_case(sent(request), file_name_of(request)))
    return {
        "run": run_document(worked.deal),
        "warnings": [caution.to_dict() for caution in worked.case.report.warnings],
    }


@router.get(
    "/services", auth=None, response={200: dict[str, Any]}, summary="The catalogue of services"
)
def services(request: HttpRequest) -> dict[str, Any]:
    from commonweal.services import catalogue

    check_open_rate(request)
    return {"items": [service.to_dict() for service in catalogue().services]}


@router.get(
    "/services/{slug:service_id}", auth=None, response={200: dict[str, Any]}, summary="One service"
)
def service(request: HttpRequest, service_id: str) -> dict[str, Any]:
    from commonweal.services import catalogue

    check_open_rate(request)
    return _one(catalogue().services, service_id)


@router.get(
    "/evidence/cases",
    auth=None,
    response={200: dict[str, Any]},
    summary="Shared services that were tried: plan, outcome, fate",
)
def cases(request: HttpRequest) -> dict[str, Any]:
    from commonweal.evidence import cases as every

    check_open_rate(request)
    return {"items": [case.to_dict() for case in every()]}


@router.get(
    "/evidence/cases/{slug:case_id}", auth=None, response={200: dict[str, Any]}, summary="One case"
)
def case(request: HttpRequest, case_id: str) -> dict[str, Any]:
    from commonweal.evidence import cases as every

    check_open_rate(request)
    return _one(every(), case_id)


def _one(rows: Any, wanted: str) -> dict[str, Any]:
    for row in rows:
        if row.id == wanted:
            found: dict[str, Any] = row.to_dict()
            return found
    raise HiddenError
