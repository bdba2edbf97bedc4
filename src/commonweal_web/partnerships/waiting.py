"""What partnerships wait for: answers, figures, certificates, signatures and appraisals to mend."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.core.layout import TagKind
from commonweal_web.core.policy import Action, BodyRole, PartnershipRole, Standing, may
from commonweal_web.core.waiting import Waits
from commonweal_web.partnerships.models import Document, Partner, Partnership, Run
from commonweal_web.partnerships.permissions import records as permissions
from commonweal_web.partnerships.queries import partnerships as queries
from commonweal_web.partnerships.queries.freezing import Held, signing_of
from commonweal_web.partnerships.queries.records import CURRENT, WEIGHTY

__all__ = ["waits", "waits_in"]

_State = Document.State
_DAYS_TO_MEND = 30
"""For how long a run that failed, or figures that were returned, stand among somebody's tasks."""


def waits(user: User | None, standing: Standing, _today: date) -> Iterator[Waits]:
    """Yield what waits for somebody in their partnerships: a fixed number of questions."""
    yield from _invitations(user, standing)
    yield from _documents(standing)
    if user is not None:
        yield from _failed_runs(user)


def _invitations(user: User | None, standing: Standing) -> Iterator[Waits]:
    for letter in queries.partner_invitations_to(user) if user is not None else ():
        yield Waits(
            name=f"Answer the invitation of {letter.body_name} to {letter.partnership.name}",
            hint=f"{letter.invited_by.name} invites your body",
            address=reverse("take-up-invitation", args=[letter.pk]),
            status="Invitation",
            tag="teal",
            since=letter.invited_at,
            due=timezone.localdate(letter.expires_at),
            asked="you",
        )
    for partner in queries.invitations_for(standing):
        yield Waits(
            name=f"Answer for {partner.body.name}: {partner.partnership.name}",
            hint=f"{partner.invited_by.name} invites your body to take part",
            address=reverse("answer-invitation", args=[partner.pk]),
            status="Invitation",
            tag="teal",
            since=partner.invited_at,
            asked="an administrator",
            body_id=partner.body_id,
        )


def _documents(standing: Standing) -> Iterator[Waits]:
    for document in _documents_that_wait(standing):
        found = _wait_of(document, standing)
        if found is not None:
            yield found


def _documents_that_wait(standing: Standing) -> QuerySet[Document]:
    """Return whatever may wait for somebody; the policy is asked of each next."""
    later = Document.objects.filter(
        partnership=OuterRef("partnership"), body=OuterRef("body"), version__gt=OuterRef("version")
    )
    own = _bodies_with(standing, BodyRole.EDITOR, BodyRole.CERTIFIER, BodyRole.SECTION_151)
    led = [
        pk
        for pk, roles in standing.partnership_roles.items()
        if PartnershipRole.COORDINATOR in roles
    ]
    unsigned = Q(state__in=CURRENT, signature__isnull=True)
    return (
        Document.objects.filter(
            Q(body__in=own) & (unsigned | Q(state=_State.DRAFT))
            | Q(body__in=own, state=_State.RETURNED, returned_at__gt=_recently()) & ~Exists(later)
            | Q(body__isnull=True, partnership__in=led) & (unsigned | Q(state=_State.DRAFT)),
            partnership__state=Partnership.State.OPEN,
        )
        .defer(*WEIGHTY)
        .select_related("body", "partnership")
        .prefetch_related("partnership__partners")
        .order_by("pk")
    )


def _bodies_with(standing: Standing, *roles: BodyRole) -> list[int]:
    return [body_id for body_id, held in standing.body_roles.items() if held & set(roles)]


def _wait_of(document: Document, standing: Standing) -> Waits | None:
    """Return what a version waits for, where this asker is who could do it."""
    match document.state:
        case _State.DRAFT:
            return _draft(document, standing)
        case _State.RETURNED:
            return _returned(document, standing)
        case _State.SUBMITTED if document.body_id is not None:
            return _to_certify(document, standing)
        case _:
            return _to_sign(document, standing)


def _draft(document: Document, standing: Standing) -> Waits | None:
    is_own = standing.user_id in (None, document.prepared_by_id)
    if not is_own or not permissions.may_submit(standing, document):
        return None
    return _waits(
        document,
        name=f"Submit {document.title}",
        hint=f"Version {document.version} is a draft: no partner sees it",
        status="Draft",
        tag="grey",
        since=document.prepared_at,
        asked="an editor" if document.body_id is not None else "a coordinator",
    )


def _returned(document: Document, standing: Standing) -> Waits | None:
    if not may(standing, Action.EDIT_DOCUMENT, document.to_thing()):
        return None
    assert document.returned_at is not None
    return _waits(
        document,
        name=f"Mend {document.title}",
        hint=f"Version {document.version} was returned: {document.returned_reason}",
        status="Returned",
        tag="orange",
        since=document.returned_at,
        asked="an editor",
    )


def _to_certify(document: Document, standing: Standing) -> Waits | None:
    if not may(standing, Action.CERTIFY_DOCUMENT, document.to_thing()):
        return None
    assert document.submitted_at is not None
    return _waits(
        document,
        name=f"Certify {document.title}",
        hint=f"Prepared by {document.prepared_as}",
        status="To certify",
        since=document.submitted_at,
        asked="a certifier or the section 151 officer",
    )


def _to_sign(document: Document, standing: Standing) -> Waits | None:
    if not permissions.may_sign(standing, document):
        return None
    since = document.certified_at or document.submitted_at
    assert since is not None
    common = document.body_id is None
    return _waits(
        document,
        name=f"Sign {document.title}",
        hint=f"Version {document.version} stands, and has no signature",
        status="To sign",
        since=since,
        asked="a coordinator" if common else "the section 151 officer",
    )


def _waits(
    document: Document,
    *,
    name: str,
    hint: str,
    status: str,
    since: datetime,
    asked: str,
    tag: TagKind = "yellow",
) -> Waits:
    return Waits(
        name=name,
        hint=hint,
        address=reverse("document", args=[document.partnership.reference, document.pk]),
        status=status,
        tag=tag,
        since=since,
        asked=asked,
        body_id=document.body_id,
        partnership_id=document.partnership_id,
    )


def _failed_runs(user: User) -> Iterator[Waits]:
    """Yield the appraisals that somebody asked for and that failed, while none was done since."""
    done_since = Run.objects.filter(
        partnership=OuterRef("partnership"), state=Run.State.DONE, number__gt=OuterRef("number")
    )
    failed = (
        Run.objects.filter(
            ~Exists(done_since),
            asked_by=user,
            state=Run.State.FAILED,
            finished_at__gt=_recently(),
            partnership__state=Partnership.State.OPEN,
        )
        .defer("input_text", "result_text")
        .select_related("partnership")
        .order_by("pk")
    )
    for run in failed:
        assert run.finished_at is not None
        yield Waits(
            name=f"Look at run {run.number} of {run.partnership.name}, which was not finished",
            hint=run.failure,
            address=reverse("run", args=[run.partnership.reference, run.number]),
            status="Not finished",
            tag="red",
            since=run.finished_at,
            asked="you",
            partnership_id=run.partnership_id,
        )


def waits_in(partnership: Partnership, _standing: Standing, _today: date) -> Iterator[Waits]:
    """Yield what a partnership waits for, for whoever takes part in it: three questions."""
    if partnership.state != Partnership.State.OPEN:
        return
    reference = partnership.reference
    for partner in partnership.partners.all():
        if partner.state == Partner.State.INVITED:
            yield Waits(
                name="Answer the invitation",
                address=reverse("partners", args=[reference]),
                status="Invited",
                tag="teal",
                since=partner.invited_at,
                asked="an administrator",
                body_id=partner.body_id,
                partnership_id=partnership.pk,
            )
    for held in signing_of(partnership).held:
        found = _wait_in(partnership, held)
        if found is not None:
            yield found


def _wait_in(partnership: Partnership, held: Held) -> Waits | None:
    """Return what one holder's figures wait for: of a draft nothing is said."""
    document = held.document
    if document is None:
        name, status, asked = "Submit its figures", "To submit", "an editor"
        if held.body is None:
            name, asked = "Submit what is held in common", "a coordinator"
        since = partnership.created_at
    elif held.signature is not None:
        return None
    elif held.body is not None and document.state == _State.SUBMITTED:
        name, status = "Certify its figures", "To certify"
        asked, since = "a certifier or the section 151 officer", document.submitted_at
    else:
        name, status = "Sign its figures", "To sign"
        asked, since = "the section 151 officer", document.certified_at
        if held.body is None:
            name, asked, since = (
                "Sign what is held in common",
                "a coordinator",
                document.submitted_at,
            )
    assert since is not None
    return Waits(
        name=name,
        address=reverse("signatures", args=[partnership.reference]),
        status=status,
        since=since,
        asked=asked,
        body_id=None if held.body is None else held.body.pk,
        partnership_id=partnership.pk,
    )


def _recently() -> datetime:
    return timezone.now() - timedelta(days=_DAYS_TO_MEND)
