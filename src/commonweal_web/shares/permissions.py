"""Who may propose a rule: whoever writes what the partners hold in common."""

from __future__ import annotations

from commonweal_web.core.policy import Standing
from commonweal_web.partnerships.models import Partnership
from commonweal_web.partnerships.permissions.records import check_may_prepare, may_prepare

__all__ = ["check_can_propose", "may_propose"]


def may_propose(standing: Standing, partnership: Partnership) -> bool:
    return partnership.state == Partnership.State.OPEN and may_prepare(standing, partnership, None)


def check_can_propose(standing: Standing, partnership: Partnership) -> None:
    check_may_prepare(standing, partnership, None)
