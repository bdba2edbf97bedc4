"""Signing figures; once everybody has, the baseline is frozen; other figures lift the freeze."""

from __future__ import annotations

from typing import Any

from commonweal_web.core.asking import person_of
from commonweal_web.core.audit import Actor, Chain, Event, record, recorded
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.policy import BodyRole, PartnershipRole
from commonweal_web.partnerships.models import Document, Freeze, Lifting, Partnership, Signature
from commonweal_web.partnerships.permissions import records as permissions
from commonweal_web.partnerships.policies.freezing import check_can_be_signed
from commonweal_web.partnerships.policies.partnership import check_is_open
from commonweal_web.partnerships.queries.freezing import (
    Signing,
    freeze_in_force,
    signing_of,
)
from commonweal_web.partnerships.queries.partnerships import partnerships

__all__ = ["freeze_if_all_signed", "lift_freeze", "sign_document"]


def sign_document(*, by: Any, document: Document) -> Signature:
    """Sign one version as the officer who answers for it; the last signature freezes the baseline.

    Raises
    ------
    ForbiddenError
        Whoever asks prepared or certified it, or does not answer for it.
    PolicyError
        It is not certified, does not stand any more, or is signed already.
    """
    actor = permissions.check_can_sign(by, document)
    check_is_open(document.partnership)
    common = document.body_id is None
    role = PartnershipRole.COORDINATOR.label if common else BodyRole.SECTION_151.label
    with recorded():
        # Whoever holds this row signs, submits and freezes: one at a time.
        Partnership.objects.select_for_update().get(pk=document.partnership_id)
        locked = Document.objects.select_related("body", "partnership").get(pk=document.pk)
        check_can_be_signed(locked)
        signature = Signature.objects.create(
            partnership=locked.partnership,
            document=locked,
            sha256=locked.sha256,
            role=role,
            signed_by=person_of(by),
            signed_as=actor.name,
        )
        record(
            Event.DOCUMENT_SIGNED,
            by=actor,
            chain=Chain.of(locked.partnership_id),
            about=locked.title,
            body=locked.body_id,
            version=locked.version,
            sha256=locked.sha256,
            role=role,
        )
        freeze_if_all_signed(actor, locked.partnership_id)
    return signature


def freeze_if_all_signed(actor: Actor, partnership_id: int) -> Freeze | None:
    """Freeze the baseline where everybody who takes part has signed, and none holds yet.

    Within the caller's `recorded()` block. Also for when the one body that had not signed leaves.
    """
    Partnership.objects.select_for_update().get(pk=partnership_id)
    partnership = partnerships().get(pk=partnership_id)
    signing = signing_of(partnership)
    if not signing.is_all_signed or signing.in_force is not None:
        return None
    freeze = Freeze.objects.create(
        partnership=partnership,
        number=max((one.number for one in signing.freezes), default=0) + 1,
        documents=_stamp(signing),
    )
    record(
        Event.BASELINE_FROZEN,
        by=actor,
        chain=Chain.of(partnership_id),
        about=partnership.name,
        number=freeze.number,
        documents=freeze.documents,
    )
    return freeze


def _stamp(signing: Signing) -> list[dict[str, Any]]:
    return [
        {
            "id": one.document.pk,
            "body": None if one.body is None else one.body.reference,
            "version": one.document.version,
            "sha256": one.document.sha256,
            "signed_as": one.signature.signed_as,
            "signed_at": one.signature.signed_at.isoformat(),
        }
        for one in signing.held
        if one.document is not None and one.signature is not None
    ]


def lift_freeze(by: Any, actor: Actor, document: Document, *, reason: str) -> Lifting | None:
    """Lift the freeze that holds, for figures that are being submitted; none where none holds.

    Within the caller's `recorded()` block.

    Raises
    ------
    PolicyError
        One holds, and no reason is given.
    """
    freeze = freeze_in_force(document.partnership)
    if freeze is None:
        return None
    if not reason:
        raise PolicyError(
            f"The figures of {document.partnership.name} are signed and frozen: other figures "
            "stand only with a reason.",
            hint="Submit them on their page, which asks for the reason and tells the partners.",
        )
    lifting = Lifting.objects.create(
        freeze=freeze,
        document=document,
        reason=reason[:500],
        lifted_by=person_of(by),
        lifted_as=actor.name,
    )
    record(
        Event.FREEZE_LIFTED,
        by=actor,
        chain=Chain.of(document.partnership_id),
        about=document.partnership.name,
        body=document.body_id,
        number=freeze.number,
        version=document.version,
        reason=reason[:500],
    )
    return lifting
