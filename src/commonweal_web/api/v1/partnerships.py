"""Whose key it is; the bodies and partnerships that its body may see."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from ninja import Query, Router

from commonweal_web.bodies.models import Body
from commonweal_web.core.policy import HiddenError
from commonweal_web.partnerships.models import Partner
from commonweal_web.partnerships.queries.partnerships import find_partnership, partnerships_for

from .keys import asker
from .paging import Paging, page_of_rows
from .shapes import BodiesShape, BodyShape, MeShape, PartnershipShape, PartnershipsShape
from .showing import show_body, show_partnership

__all__ = ["router"]

router = Router(tags=["Bodies and partnerships"])


@router.get("/me", response={200: MeShape}, summary="Whose key this is")
def me(request: HttpRequest) -> dict[str, Any]:
    by = asker(request)
    body = Body.objects.get(pk__in=list(by.standing.body_roles))
    return {
        "body": body.reference,
        "body_name": body.name,
        "scopes": sorted(scope.value for scope in by.standing.key_scopes or ()),
        "key": by.actor.name,
    }


@router.get("/bodies", response={200: BodiesShape}, summary="The body and those it shares with")
def bodies(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    return page_of_rows(request, _bodies(request), paging, show_body)


@router.get("/bodies/{slug:reference}", response={200: BodyShape}, summary="One body")
def body(request: HttpRequest, reference: str) -> dict[str, Any]:
    found = _bodies(request).filter(reference=reference).first()
    if found is None:
        raise HiddenError
    return show_body(found)


def _bodies(request: HttpRequest) -> Any:
    standing = asker(request).standing
    joined = Partner.objects.filter(
        partnership__in=partnerships_for(standing).values("pk"), state=Partner.State.JOINED
    )
    return Body.objects.filter(
        Q(pk__in=list(standing.body_roles)) | Q(pk__in=joined.values("body"))
    ).prefetch_related("codes")


@router.get("/partnerships", response={200: PartnershipsShape}, summary="The body's partnerships")
def partnerships(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    return page_of_rows(
        request, partnerships_for(asker(request).standing), paging, show_partnership
    )


@router.get(
    "/partnerships/{slug:reference}", response={200: PartnershipShape}, summary="One partnership"
)
def partnership(request: HttpRequest, reference: str) -> dict[str, Any]:
    return show_partnership(find_partnership(asker(request).standing, reference))
