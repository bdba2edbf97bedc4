"""An interest that will soon lapse is asked about: among tasks, and by a link in a letter."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from commonweal.exchange.interest import SAY_SO_BEFORE
from commonweal_web.core.audit import Actor
from commonweal_web.core.policy import BodyRole
from commonweal_web.interest.models import SealedInterest
from commonweal_web.interest.services import put_off
from commonweal_web.reminders.asked import Asked
from commonweal_web.reminders.models import Question
from commonweal_web.reminders.services.asking import Purpose, ask

__all__ = ["RENEW", "ask_before_they_lapse"]


def ask_before_they_lapse(now: datetime) -> None:
    """Ask the administrators of each body whose interest lapses within four weeks, once."""
    today = timezone.localdate(now)
    soon = (
        SealedInterest.objects.filter(lapses_on__gt=today, lapses_on__lte=today + SAY_SO_BEFORE)
        .exclude(sealed="")
        .defer("sealed")
        .select_related("body")
    )
    for held in soon:
        ask(
            RENEW,
            key=_key(held),
            sentence=f"Is {held.body.name} still interested in sharing what it named, sealed?",
            page=reverse("interest", args=[held.body.reference]),
            to=Asked.at_body(held.body, BodyRole.ADMINISTRATOR),
            due=held.lapses_on,
        )


def _key(held: SealedInterest) -> str:
    return f"{held.pk}-until-{held.lapses_on}"


def _held(question: Question) -> SealedInterest | None:
    rows = SealedInterest.objects.exclude(sealed="").defer("sealed").select_related("body")
    return rows.filter(pk=int(question.key.partition("-")[0])).first()


def _still_asked(question: Question) -> bool:
    held = _held(question)
    return held is not None and _key(held) == question.key


def _on_yes(question: Question, by: Actor) -> None:
    held = _held(question)
    assert held is not None
    put_off(held, by)


RENEW = Purpose(
    name="renew-interest",
    yes="Yes, we are still interested",
    done="Your interest stands",
    still_asked=_still_asked,
    on_yes=_on_yes,
    otherwise="If not, leave it: it lapses by itself. To withdraw it now, sign in.",
)
