"""A body's officer certifies the verdict of a run."""

from __future__ import annotations

from commonweal_web.accounts.models import User
from commonweal_web.appraisals.models import Certificate
from commonweal_web.appraisals.permissions import check_can_certify, role_of
from commonweal_web.appraisals.policies import check_can_be_certified
from commonweal_web.bodies.models import Body
from commonweal_web.core.audit import Chain, Event, record, recorded
from commonweal_web.partnerships.models import Partnership, Run
from commonweal_web.partnerships.policies.partnership import check_is_open

__all__ = ["certify_verdict"]


def certify_verdict(*, by: User, run: Run, body: Body, note: str = "") -> Certificate:
    """Certify the verdict of a run for a body; said twice, it stands once, as it was first said.

    Raises
    ------
    ForbiddenError
        They asked for the run, prepared the body's figures beneath it, or are no certifier.
    PolicyError
        It is not done, or figures have been submitted since that it does not rest on.
    """
    actor = check_can_certify(by, run, body)
    check_is_open(run.partnership)
    role = role_of(by, body).label
    with recorded():
        # Whoever holds this row submits and certifies: one at a time.
        Partnership.objects.select_for_update().get(pk=run.partnership_id)
        check_can_be_certified(run)
        before = run.certificates.filter(body=body).first()
        if before is not None:
            found: Certificate = before
            return found
        certificate: Certificate = Certificate.objects.create(
            run=run,
            body=body,
            sha256=run.result_sha256,
            role=role,
            note=note[:500],
            certified_by=by,
            certified_as=actor.name,
        )
        record(
            Event.VERDICT_CERTIFIED,
            by=actor,
            chain=Chain.of(run.partnership_id),
            about=run.partnership.name,
            body=body.pk,
            body_name=body.name,
            number=run.number,
            role=role,
            sha256=run.result_sha256,
            note=certificate.note,
        )
    return certificate
