"""Writing comments, replying, resolving, opening again, and changing one's own words."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.core.audit import Actor, Chain, Event, record, recorded
from commonweal_web.core.standing import standing_for
from commonweal_web.discussion import permissions, policies
from commonweal_web.discussion.models import Comment, Remark
from commonweal_web.discussion.subjects import Subject
from commonweal_web.partnerships.models import Partnership
from commonweal_web.partnerships.policies.partnership import check_is_open

__all__ = ["Asked", "add_comment", "reopen", "reply", "resolve", "reword", "withdraw"]

_Audience = Comment.Audience
_State = Comment.State
_Kind = Remark.Kind

#: What the log calls a draft that only its writers know.
_A_DRAFT = "a draft of what is held in common"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who is asked to answer: one body, one person, or nobody in particular."""

    body: Body | None = None
    person: User | None = None


def add_comment(
    *,
    by: User,
    partnership: Partnership,
    subject: Subject,
    text: str,
    audience: str,
    body: Body | None = None,
    asked: Asked | None = None,
) -> Comment:
    """Write a comment on a subject, as `find_subject` gave it. Sent twice, it stands once.

    `body` is the one within which it stays, where `audience` says that it does.

    Raises
    ------
    HiddenError, ForbiddenError
        They may not write for this audience, or the subject is not for it.
    PolicyError
        The partnership is closed.
    """
    whom = asked or Asked()
    allowed = permissions.audiences_for(standing_for(by), partnership, subject)
    made = Comment(
        partnership=partnership,
        subject=subject.key,
        about=subject.said[:240],
        audience=audience,
        body=body,
        for_body=whom.body,
        for_person=whom.person,
        made_by=by,
    )
    actor = permissions.check_can_write_in(by, made)
    if (audience, None if body is None else body.pk) not in [
        (each, None if one is None else one.pk) for each, one in allowed
    ]:
        permissions.refuse_audience(subject)
    check_is_open(partnership)
    policies.check_asked_can_read(made)
    with recorded():
        Partnership.objects.select_for_update().get(pk=partnership.pk)
        again = _same(made, text)
        if again is not None:
            return again
        last = partnership.comments.aggregate(last=Max("number"))["last"]
        made.number = (last or 0) + 1
        made.made_as = _said_as(by, actor, partnership)
        made.save()
        first = _remark(made, _Kind.SAID, by, actor, text)
        _say(Event.COMMENT_ADDED, actor, made, first)
    return made


def _same(made: Comment, text: str) -> Comment | None:
    """Return the newest comment on a subject if it is this one, sent again."""
    newest = (
        made.partnership.comments.filter(
            subject=made.subject, audience=made.audience, body=made.body
        )
        .order_by("-number")
        .first()
    )
    if newest is None or newest.made_by_id != made.made_by_id or not newest.is_open:
        return None
    said = list(newest.remarks.values_list("kind", "text"))
    return newest if said == [(_Kind.SAID.value, text)] else None


def reply(*, by: User, comment: Comment, text: str) -> Remark:
    """Reply to a comment, open or resolved. Sent twice, it stands once."""
    actor = permissions.check_can_write_in(by, comment)
    check_is_open(comment.partnership)
    with recorded():
        locked = _locked(comment)
        last = locked.remarks.order_by("-pk").first()
        if last is not None and (last.kind, last.by_id, last.text) == (_Kind.SAID, by.pk, text):
            return last
        made = _remark(locked, _Kind.SAID, by, actor, text)
        locked.save(update_fields=["changed_at"])
        _say(Event.COMMENT_ANSWERED, actor, comment, made)
    return made


def resolve(*, by: User, comment: Comment, decided: str) -> None:
    """Resolve a comment, saying what was decided.

    Raises
    ------
    PolicyError
        It is not open any more.
    """
    _turn(by, comment, _Kind.RESOLVED, _State.RESOLVED, decided)


def reopen(*, by: User, comment: Comment, why: str) -> None:
    """Open a resolved comment again, saying why.

    Raises
    ------
    PolicyError
        It is not resolved.
    """
    _turn(by, comment, _Kind.REOPENED, _State.OPEN, why)


def _turn(by: User, comment: Comment, kind: Remark.Kind, state: Comment.State, text: str) -> None:
    actor = permissions.check_can_write_in(by, comment)
    check_is_open(comment.partnership)
    with recorded():
        locked = _locked(comment)
        if kind == _Kind.RESOLVED:
            policies.check_is_open(locked)
        else:
            policies.check_is_resolved(locked)
        made = _remark(locked, kind, by, actor, text)
        locked.state = state
        locked.save(update_fields=["state", "changed_at"])
        event = Event.COMMENT_RESOLVED if kind == _Kind.RESOLVED else Event.COMMENT_REOPENED
        _say(event, actor, comment, made)


def reword(*, by: User, remark: Remark, text: str) -> None:
    """Put other words over one's own: the old ones stay beneath them.

    Raises
    ------
    PolicyError
        The words were withdrawn.
    """
    comment = remark.comment
    actor = permissions.check_can_reword(by, comment, remark.by_id)
    check_is_open(comment.partnership)
    with recorded():
        locked = _locked(comment)
        policies.check_stands(remark)
        last = remark.later.order_by("-pk").first()
        if (remark if last is None else last).text == text:
            return
        made = _remark(locked, _Kind.REWORDED, by, actor, text, of=remark)
        locked.save(update_fields=["changed_at"])
        _say(Event.COMMENT_REWORDED, actor, comment, made)


def withdraw(*, by: User, remark: Remark) -> None:
    """Withdraw one's own words: from then on it says so in their place.

    A comment whose first words are withdrawn asks nothing any more: it is withdrawn with them.

    Raises
    ------
    PolicyError
        They were withdrawn already.
    """
    comment = remark.comment
    actor = permissions.check_can_reword(by, comment, remark.by_id)
    check_is_open(comment.partnership)
    with recorded():
        locked = _locked(comment)
        policies.check_stands(remark)
        made = _remark(locked, _Kind.WITHDRAWN, by, actor, "", of=remark)
        first = locked.remarks.order_by("pk").values_list("pk", flat=True).first()
        if first == remark.pk:
            locked.state = _State.WITHDRAWN
        locked.save(update_fields=["state", "changed_at"])
        _say(Event.COMMENT_WITHDRAWN, actor, comment, made)


def _locked(comment: Comment) -> Comment:
    return Comment.objects.select_for_update().get(pk=comment.pk)


def _remark(
    comment: Comment,
    kind: Remark.Kind,
    by: User,
    actor: Actor,
    text: str,
    *,
    of: Remark | None = None,
) -> Remark:
    return Remark.objects.create(
        comment=comment,
        kind=kind,
        of=of,
        text=text,
        by=by,
        said_as=_said_as(by, actor, comment.partnership),
    )


def _said_as(by: User, actor: Actor, partnership: Partnership) -> str:
    """Return who speaks, and for which body: "Ann Lee, Ashby"."""
    body = permissions.speaks_for(standing_for(by), partnership)
    return f"{actor.name}, {body}" if body else actor.name


def _say(event: Event, actor: Actor, comment: Comment, remark: Remark) -> None:
    """Record what happened, with the hash of the words: never the words.

    What a body says within itself is for its own people to read. All partners read the rest, so
    of a draft they are told neither what it is about nor what words could be tried against.
    """
    is_draft = comment.audience == _Audience.KEEPERS
    hashes = {} if is_draft else {"sha256": remark.sha256}
    record(
        event,
        by=actor,
        chain=Chain.of(comment.partnership_id),
        about=comment.partnership.name,
        body=comment.body_id,
        number=comment.number,
        what=_A_DRAFT if is_draft else comment.about,
        **hashes,
    )
