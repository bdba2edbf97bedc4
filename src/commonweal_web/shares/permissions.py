"""Who may propose a rule: whoever writes what the partners hold in common."""

from __future__ import annotations

from commonweal_web.accounts.models import User
from commonweal_web.core.audit import Actor, actor_of
from commonweal_web.core.policy import Action, Standing, check, may
from commonweal_web.core.standing import standing_for
from commonweal_web.partnerships.models import Partnership, Run
from commonweal_web.partnerships.permissions.records import check_may_prepare, may_prepare

__all__ = ["check_can_choose", "check_can_propose", "may_choose", "may_propose"]


def may_propose(standing: Standing, partnership: Partnership) -> bool:
    return partnership.state == Partnership.State.OPEN and may_prepare(standing, partnership, None)


def check_can_propose(standing: Standing, partnership: Partnership) -> None:
    check_may_prepare(standing, partnership, None)


def check_can_choose(by: User, run: Run) -> Actor:
    check(standing_for(by), Action.CHOOSE_SPLIT, run.to_thing())
    return actor_of(by)


def may_choose(standing: Standing, run: Run) -> bool:
    return may(standing, Action.CHOOSE_SPLIT, run.to_thing())
