"""A trial kept by its name."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import Max

from commonweal_web.accounts.models import User
from commonweal_web.appraisals.models import WhatIf
from commonweal_web.appraisals.permissions import check_can_keep_what_if
from commonweal_web.appraisals.policies import check_not_too_many_kept
from commonweal_web.core.audit import Chain, Event, record, recorded
from commonweal_web.partnerships.models import Partnership, Run
from commonweal_web.partnerships.policies.partnership import check_is_open

__all__ = ["keep_what_if"]


def keep_what_if(
    *, by: User, run: Run, name: str, figure: str, value: float, told: dict[str, Any]
) -> WhatIf:
    """Keep what came of a figure moved; the same name and value kept twice are one.

    `told` is all that `appraisals.telling.told` said of it.

    Raises
    ------
    PolicyError
        The partnership is closed, or enough are kept of the run.
    """
    actor = check_can_keep_what_if(by, run)
    check_is_open(run.partnership)
    with recorded():
        Partnership.objects.select_for_update().get(pk=run.partnership_id)
        before = run.what_ifs.filter(name=name, figure=figure, value=value).first()
        if before is not None:
            found: WhatIf = before
            return found
        check_not_too_many_kept(run)
        last = run.what_ifs.aggregate(last=Max("number"))["last"] or 0
        kept: WhatIf = WhatIf.objects.create(
            run=run,
            number=last + 1,
            name=name,
            figure=figure,
            value=value,
            sentence=told["sentence"][:500],
            text=json.dumps(told, ensure_ascii=False),
            kept_by=by,
            kept_as=actor.name,
        )
        record(
            Event.WHAT_IF_KEPT,
            by=actor,
            chain=Chain.of(run.partnership_id),
            about=run.partnership.name,
            number=run.number,
            name=name,
            what_if=kept.number,
        )
    return kept
