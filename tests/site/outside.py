"""Papers, a published case and a guest's link for the world of the route walk, made by hand."""

from __future__ import annotations

import datetime
import json
from typing import Any

from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.accounts.tokens import hash_of
from commonweal_web.appraisals.models import WhatIf
from commonweal_web.bodies.models import Body
from commonweal_web.papers.models import Paper, PaperFile
from commonweal_web.partnerships.models import Partnership, Run
from commonweal_web.publishing.models import Agreement, GuestLink, Publication

__all__ = ["make_paper", "names_of_outside"]

_FORMS = {"fragment": b"<article><h1>A paper</h1></article>", "css": b"", "pdf": b"%PDF-1.7"}

#: What a what-if says that came to nothing.
TOLD = {
    "moved": "A share: 0.50 in the place of 0.40",
    "suggested": "What if a share were 0.50",
    "sentence": "The answer stays.",
    "points": [],
    "effects": [],
    "table": {
        "id": "tried-table", "caption": "Gain", "small_print": "", "columns": [], "rows": [],
        "trace": "",
    },
    "chart": None,
    "draws": 200,
}  # fmt: skip


def make_paper(run: Run, by: User, *, number: int, body: Body | None = None) -> Paper:
    """Make a finished paper with short files: a body's own in each of its parts."""
    paper = Paper.objects.create(
        partnership=run.partnership,
        run=run,
        number=number,
        kind="brief" if body is None else "decision",
        body=body,
        state=Paper.State.DONE,
        finished_at=timezone.now(),
        asked_by=by,
        asked_as=by.name,
        has_exempt_part=body is not None,
    )
    for part in ["whole"] if body is None else ["whole", "public", "exempt"]:
        for form, data in _FORMS.items():
            file = PaperFile(paper=paper, part=part, form=form, file_name=f"{part}.{form}")
            file.hold(data)
            file.save()
    return paper


def names_of_outside(
    partnership: Partnership, run: Run, people: dict[str, User], bodies: tuple[Body, Body]
) -> dict[str, Any]:
    """Return what routes of papers and publishing name; decision papers are the first body's."""
    coordinator = people["coordinator"]
    brief = make_paper(run, coordinator, number=1)
    decision = make_paper(run, people["editor"], number=2, body=bodies[0])
    common = {
        "partnership": partnership,
        "run": run,
        "contact": "The coordinator",
        "proposed_by": coordinator,
        "proposed_as": coordinator.name,
    }
    public = Publication.objects.create(
        **common,
        state=Publication.State.PUBLISHED,
        published_as=coordinator.name,
        published_at=timezone.now(),
    )
    public.papers.set([brief])
    proposed = Publication.objects.create(**common)
    for body in bodies:
        Agreement.objects.create(
            publication=proposed, body=body, agreed_by=coordinator, agreed_as=coordinator.name
        )
    link = GuestLink.objects.create(
        partnership=partnership,
        run=run,
        person="A guest",
        token_hash=hash_of("guest-token"),
        made_by=coordinator,
        made_as=coordinator.name,
        expires_at=timezone.now() + datetime.timedelta(days=7),
    )
    WhatIf.objects.create(
        run=run,
        number=1,
        name="What if",
        figure="options.one.levers.1.share",
        value=0.5,
        sentence="The answer stays.",
        text=json.dumps(TOLD),
        kept_by=coordinator,
        kept_as=coordinator.name,
    )
    return {
        "brief": brief.number,
        "decision": decision.number,
        "published": public.pk,
        "proposed": proposed.pk,
        "guest": link.pk,
    }
