"""The one question: may this asker take this action on this thing?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from commonweal_web.core.policy.rules import RULES, SEEING
from commonweal_web.core.policy.standing import Standing
from commonweal_web.core.policy.thing import Thing
from commonweal_web.core.policy.words import Action, Kind, Scope

__all__ = ["Decision", "ForbiddenError", "HiddenError", "Outcome", "check", "decide", "may"]


class Outcome(Enum):
    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The answer; where it is forbidden, why in a sentence, and who can in another."""

    outcome: Outcome
    reason: str = ""
    who_can: str = ""

    @property
    def is_allowed(self) -> bool:
        return self.outcome is Outcome.ALLOWED

    @property
    def is_hidden(self) -> bool:
        return self.outcome is Outcome.HIDDEN


class HiddenError(Exception):
    """What one may not see is not there: a 404, without a word on why."""


class ForbiddenError(Exception):
    """What one sees but may not do: a 403 that says why, and who can."""

    def __init__(self, reason: str, who_can: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.who_can = who_can


_ALLOWED = Decision(outcome=Outcome.ALLOWED)
_HIDDEN = Decision(outcome=Outcome.HIDDEN)


def decide(standing: Standing, action: Action, thing: Thing) -> Decision:
    """Return whether the asker may, by the table of rules alone.

    Raises
    ------
    ValueError
        The action is not one that this kind of thing knows: a defect of ours.
    """
    rule = RULES[action]
    if rule.kind is not thing.kind:
        raise ValueError(f"{action.name} is asked of {rule.kind.value}, not of {thing.kind.value}.")

    if not _sees(standing, thing):
        return _HIDDEN
    if not any(way.fits(standing, thing) for way in rule.ways):
        return _forbidden(_lacking(action, thing), action, thing)
    for bar in rule.bars:
        if bar.stands(standing, thing):
            return _forbidden(bar.value, rule.action, thing)
    if standing.key_scopes is not None and rule.scope not in standing.key_scopes:
        return _forbidden(_beyond_key(rule.scope), action, thing)
    return _ALLOWED


def check(standing: Standing, action: Action, thing: Thing) -> None:
    """Let pass whoever may.

    Raises
    ------
    HiddenError
        The asker may not see the thing.
    ForbiddenError
        The asker sees it, and may not do this.
    """
    decision = decide(standing, action, thing)
    if decision.is_hidden:
        raise HiddenError
    if not decision.is_allowed:
        raise ForbiddenError(decision.reason, decision.who_can)


def may(standing: Standing, action: Action, thing: Thing) -> bool:
    """Return whether the asker may: for showing a button, never instead of `check`."""
    return decide(standing, action, thing).is_allowed


def _sees(standing: Standing, thing: Thing) -> bool:
    return any(way.fits(standing, thing) for way in SEEING[thing.kind])


def _forbidden(reason: str, action: Action, thing: Thing) -> Decision:
    ways = " or ".join(str(way) for way in RULES[action].ways)
    who_can = ways[0].upper() + ways[1:] + " can."
    return Decision(outcome=Outcome.FORBIDDEN, reason=reason, who_can=_with_name(who_can, thing))


def _with_name(sentence: str, thing: Thing) -> str:
    """Put the thing's own name for "the body" and "the partnership"."""
    if not thing.name:
        return sentence
    is_body = thing.kind in (Kind.BODY, Kind.INVITATION, Kind.DOCUMENT, Kind.PAPER)
    return sentence.replace("the body" if is_body else "the partnership", thing.name)


def _lacking(action: Action, thing: Thing) -> str:
    said = _with_name(action.value, thing)
    if said == action.value and thing.name and thing.kind is not Kind.SITE:
        said += f" for {thing.name}"
    return f"Your roles do not let you {said}."


def _beyond_key(scope: Scope | None) -> str:
    if scope is None:
        return "This is for a person to do, not for an API key."
    return f"This API key was not given the scope “{scope.value}”."
