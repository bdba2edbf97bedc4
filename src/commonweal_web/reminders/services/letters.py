"""How often somebody gets letters: chosen on one's own page, or stopped by a link in a letter."""

from __future__ import annotations

from django.core import signing

from commonweal_web.accounts.models import User
from commonweal_web.core.audit import Actor, Chain, Event, actor_of, record, recorded
from commonweal_web.core.policy import HiddenError
from commonweal_web.reminders.models import Mailbox, Often, Preference
from commonweal_web.reminders.queries.recipients import often_for

__all__ = ["choose", "recipient_of", "stop", "stop_path"]

_SALT = "commonweal.reminders.stop"


def choose(*, by: User, often: Often) -> None:
    """Choose how often one's own letters come."""
    _choose(by, often, by=actor_of(by))


def stop_path(to: User | Mailbox) -> str:
    """Return the path of the page that stops the letters to somebody.

    The same for every letter, and it never runs out: whoever wants no more must be able to say so.
    """
    kind = "person" if isinstance(to, User) else "mailbox"
    return f"/letters/stop/{signing.Signer(salt=_SALT).sign(f'{kind}-{to.pk}')}/"


def recipient_of(token: str) -> User | Mailbox:
    """Return whose letters a link stops.

    Raises
    ------
    HiddenError
        This site never signed it, or there is no such recipient any more.
    """
    try:
        kind, _, number = signing.Signer(salt=_SALT).unsign(token).partition("-")
    except signing.BadSignature as error:
        raise HiddenError from error
    found: User | Mailbox | None
    if kind == "person":
        found = User.objects.filter(pk=int(number)).first()
    else:
        found = Mailbox.objects.select_related("body").filter(pk=int(number)).first()
    if found is None:
        raise HiddenError
    return found


def stop(to: User | Mailbox) -> None:
    """Send no more letters, as whoever reads them asked; what waits still stands on the site."""
    if isinstance(to, User):
        reader = Actor(kind="letter", id=str(to.pk), name=f"{to.name}, by a link in a letter")
        _choose(to, Often.OFF, by=reader)
        return
    with recorded():
        n_changed = (
            Mailbox.objects.filter(pk=to.pk).exclude(often=Often.OFF).update(often=Often.OFF)
        )
        if n_changed:
            reader = Actor(kind="letter", id=f"mailbox-{to.pk}", name=f"Whoever reads {to.email}")
            record(
                Event.LETTERS_CHANGED,
                by=reader,
                chain=Chain.site(),
                about=str(to),
                body=to.body_id,
                now=Often.OFF.label.lower(),
            )


def _choose(user: User, often: Often, *, by: Actor) -> None:
    if often_for(user) == often:
        return
    with recorded():
        Preference.objects.update_or_create(user=user, defaults={"often": often.value})
        record(
            Event.LETTERS_CHANGED,
            by=by,
            chain=Chain.site(),
            about=user.name,
            now=often.label.lower(),
            person_id=user.pk,
        )
