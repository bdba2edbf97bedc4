"""Publishing with everybody's agreement, taking back with a reason, and lending to guests."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from commonweal_web.accounts.letters import Letter, post
from commonweal_web.accounts.models import User
from commonweal_web.accounts.tokens import new_token
from commonweal_web.bodies.models import Body
from commonweal_web.core.audit import Actor, Chain, Event, record, recorded
from commonweal_web.core.layout.filters import say_date
from commonweal_web.papers.models import Paper
from commonweal_web.partnerships.models import Partnership, Run
from commonweal_web.publishing import permissions, policies
from commonweal_web.publishing.models import Agreement, GuestLink, Publication

__all__ = [
    "Lent",
    "agree",
    "drop_proposal",
    "lend",
    "open_link",
    "propose",
    "publish",
    "revoke_link",
    "unpublish",
]

_State = Publication.State


def propose(
    *,
    by: User,
    partnership: Partnership,
    run: Run,
    papers: Iterable[Paper],
    contact: str,
    licence: str = Publication.Licence.OGL,
) -> Publication:
    """Propose that a run and papers of it be published; every body that takes part then agrees.

    Raises
    ------
    PolicyError
        The run is not done, a paper is not of it, or something is proposed already.
    """
    actor = permissions.check_can_propose(by, partnership)
    chosen = list(papers)
    policies.check_run_is_done(run)
    policies.check_papers_fit(run, chosen)
    with recorded():
        Partnership.objects.select_for_update().get(pk=partnership.pk)
        policies.check_no_proposal(partnership)
        made = Publication.objects.create(
            partnership=partnership,
            run=run,
            contact=contact,
            licence=licence,
            proposed_by=by,
            proposed_as=actor.name,
        )
        made.papers.set(chosen)
        _say(Event.PUBLICATION_PROPOSED, actor, made, papers=[paper.said for paper in chosen])
    return made


def agree(*, by: User, publication: Publication, body: Body) -> None:
    """Agree for a body; said twice, it stands once.

    Raises
    ------
    PolicyError
        It is no proposal any more.
    """
    actor = permissions.check_can_agree(by, publication.partnership, body)
    with recorded():
        locked = _locked(publication)
        policies.check_is_proposed(locked)
        if locked.agreements.filter(body=body).exists():
            return
        Agreement.objects.create(publication=locked, body=body, agreed_by=by, agreed_as=actor.name)
        _say(Event.PUBLICATION_AGREED, actor, publication, body_id=body.pk, body_name=body.name)


def drop_proposal(*, by: User, publication: Publication, reason: str) -> None:
    """Take a proposal back before it is published."""
    actor = permissions.check_can_propose(by, publication.partnership)
    with recorded():
        locked = _locked(publication)
        policies.check_is_proposed(locked)
        _end(locked, _State.DROPPED, actor, reason)
        _say(Event.PUBLICATION_DROPPED, actor, publication, reason=reason)


def publish(*, by: User, publication: Publication) -> None:
    """Publish what every body that takes part has agreed to; what was published is replaced.

    Raises
    ------
    PolicyError
        A body has not agreed, or it is no proposal any more.
    """
    partnership = publication.partnership
    actor = permissions.check_can_publish(by, partnership)
    with recorded():
        locked = _locked(publication)
        policies.check_is_proposed(locked)
        policies.check_all_agreed(locked, partnership.partner_body_ids())
        for before in partnership.publications.filter(state=_State.PUBLISHED):
            _end(before, _State.REPLACED, actor, "")
        locked.state = _State.PUBLISHED
        locked.published_as = actor.name
        locked.published_at = timezone.now()
        locked.save(update_fields=["state", "published_as", "published_at"])
        _say(Event.PUBLISHED, actor, publication)


def unpublish(*, by: User, publication: Publication, reason: str) -> None:
    """Take back what is published; its address says so from then on, and whom to ask."""
    actor = permissions.check_can_unpublish(by, publication.partnership)
    with recorded():
        locked = _locked(publication)
        policies.check_is_published(locked)
        _end(locked, _State.WITHDRAWN, actor, reason)
        _say(Event.UNPUBLISHED, actor, publication, reason=reason)


def _locked(publication: Publication) -> Publication:
    Partnership.objects.select_for_update().get(pk=publication.partnership_id)
    return Publication.objects.select_for_update().get(pk=publication.pk)


def _end(publication: Publication, state: str, actor: Actor, reason: str) -> None:
    publication.state = state
    publication.ended_as = actor.name
    publication.ended_at = timezone.now()
    publication.reason = reason
    publication.save(update_fields=["state", "ended_as", "ended_at", "reason"])


def _say(
    event: Event,
    actor: Actor,
    publication: Publication,
    body_id: int | None = None,
    **details: object,
) -> None:
    record(
        event,
        by=actor,
        chain=Chain.of(publication.partnership_id),
        about=publication.partnership.name,
        body=body_id,
        number=publication.run.number,
        **details,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lent:
    """A link, and its secret, which is shown once."""

    link: GuestLink
    secret: str


def lend(
    *,
    by: User,
    partnership: Partnership,
    person: str,
    n_days: int,
    run: Run | None = None,
    paper: Paper | None = None,
    email: str = "",
) -> Lent:
    """Let a named person read one run, or one paper as the public would, for some days.

    With `email`, the link is sent there, in a letter that holds no figure.

    Raises
    ------
    PolicyError
        The run or paper is not done, or the paper is not with the partners.
    """
    actor = permissions.check_can_lend(by, partnership)
    if paper is not None:
        policies.check_papers_fit(paper.run, [paper])
    else:
        assert run is not None
        policies.check_run_is_done(run)
    token = new_token()
    with recorded():
        link = GuestLink.objects.create(
            partnership=partnership,
            run=run,
            paper=paper,
            person=person,
            token_hash=token.hash,
            made_by=by,
            made_as=actor.name,
            expires_at=timezone.now() + datetime.timedelta(days=n_days),
        )
        record(
            Event.GUEST_LINK_MADE,
            by=actor,
            chain=Chain.of(partnership.pk),
            about=partnership.name,
            person=person,
            what=link.what,
            until=timezone.localdate(link.expires_at),
            sent_to=email,
        )
        if email:
            post(_letter(link, token.secret, email))
    return Lent(link=link, secret=token.secret)


def _letter(link: GuestLink, secret: str, email: str) -> Letter:
    """Return the letter to a guest: who lends what, and how to open it. No figure is in it."""
    return Letter(
        to=email,
        subject=f"A link to read, from {link.partnership.name}",
        paragraphs=(
            f"{link.made_as} lets you, {link.person}, read {link.what} of {link.partnership.name}.",
            "The link is for you alone: whoever has it can read the same. You need no account. "
            "Open it and press the button:",
        ),
        link=reverse("open-guest-link", args=[secret]),
        until=say_date(link.expires_at),
    )


def open_link(link: GuestLink) -> None:
    """Count that a guest opened a link, by the guest's own button."""
    with recorded():
        GuestLink.objects.filter(pk=link.pk).update(
            n_opened=F("n_opened") + 1, last_opened_at=timezone.now()
        )
        record(
            Event.GUEST_LINK_OPENED,
            by=Actor(kind="guest", id=str(link.pk), name=f"{link.person} (guest)"[:240]),
            chain=Chain.of(link.partnership_id),
            about=link.partnership.name,
            what=link.what,
        )


def revoke_link(*, by: User, link: GuestLink) -> None:
    """End a link at once; ended already, nothing changes."""
    actor = permissions.check_can_lend(by, link.partnership)
    with recorded():
        locked = GuestLink.objects.select_for_update().get(pk=link.pk)
        if locked.revoked_at is not None:
            return
        locked.revoked_at = timezone.now()
        locked.save(update_fields=["revoked_at"])
        record(
            Event.GUEST_LINK_REVOKED,
            by=actor,
            chain=Chain.of(link.partnership_id),
            about=link.partnership.name,
            person=link.person,
            what=link.what,
        )
