"""Papers asked for, made and given to the partners; templates kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.core.audit import Chain, Event, SystemJob, record, recorded
from commonweal_web.core.work import ask
from commonweal_web.papers.models import Paper, PaperFile, Template
from commonweal_web.papers.permissions import (
    check_can_ask,
    check_can_keep_template,
    check_can_release,
)
from commonweal_web.papers.policies import (
    check_can_be_released,
    check_not_too_many,
    check_run_is_done,
)
from commonweal_web.papers.queries import own_rows, template_of
from commonweal_web.papers.tasks import make_paper
from commonweal_web.partnerships.models import Partnership, Run
from commonweal_web.partnerships.policies.partnership import check_is_open

if TYPE_CHECKING:
    from commonweal_web.papers.making import Made

__all__ = [
    "ask_for_paper",
    "drop_template",
    "finish_paper",
    "keep_template",
    "paper_not_made",
    "release_paper",
    "work_key",
]


def work_key(paper: Paper) -> str:
    """Return the key of a paper's work in the queue."""
    return f"paper-{paper.pk}"


def ask_for_paper(
    *,
    by: User,
    partnership: Partnership,
    run: Run,
    kind: str,
    size: str = Paper.Size.OUTLINE,
    body: Body | None = None,
) -> Paper:
    """Have a paper made of a run, in the background. Asked for twice while one waits, it is one.

    A body's own paper takes the headings, texts and dates that the body holds now, a draft or
    not, and its Word template.

    Raises
    ------
    PolicyError
        The run is not done, the partnership is closed, or enough papers wait.
    """
    actor = check_can_ask(by, partnership, body)
    check_is_open(partnership)
    check_run_is_done(run)
    rows = own_rows(partnership, body) if body is not None else []
    template = template_of(body) if body is not None else None
    with recorded():
        Partnership.objects.select_for_update().get(pk=partnership.pk)
        waiting = partnership.papers.filter(
            run=run, kind=kind, size=size, body=body, state=Paper.State.WAITING
        ).first()
        if waiting is not None:
            return waiting
        check_not_too_many(partnership)
        last = partnership.papers.aggregate(last=Max("number"))["last"] or 0
        paper = Paper.objects.create(
            partnership=partnership,
            run=run,
            number=last + 1,
            kind=kind,
            size=size,
            body=body,
            own_text=json.dumps(rows, ensure_ascii=False) if rows else "",
            template=template,
            asked_by=by,
            asked_as=actor.name,
        )
        ask(make_paper, key=work_key(paper), paper_id=paper.pk)
        record(
            Event.PAPER_ASKED,
            by=actor,
            chain=Chain.of(partnership.pk),
            about=partnership.name,
            body=None if body is None else body.pk,
            paper=paper.said,
            number=run.number,
        )
    return paper


def finish_paper(paper_id: int, made: Made) -> None:
    """Keep the files of a paper; where it is over already, nothing changes."""
    with recorded():
        paper = _waiting(paper_id)
        if paper is None:
            return
        files = []
        for one in made.files:
            name = f"{paper.partnership.reference}-run-{paper.run.number}-{one.name}"
            file = PaperFile(paper=paper, part=one.part, form=one.form, file_name=name)
            file.hold(one.data)
            files.append(file)
        PaperFile.objects.bulk_create(files)
        paper.state = Paper.State.DONE
        paper.finished_at = timezone.now()
        paper.title = made.title
        paper.has_exempt_part = made.has_exempt_part
        paper.save(update_fields=["state", "finished_at", "title", "has_exempt_part"])
        record(
            Event.PAPER_MADE,
            by=SystemJob.WORKER,
            chain=Chain.of(paper.partnership_id),
            about=paper.partnership.name,
            body=paper.body_id,
            paper=paper.said,
            number=paper.run.number,
            files={f"{file.part}.{file.form}": file.sha256 for file in files},
        )


def paper_not_made(paper_id: int, reason: str) -> None:
    """Say why a paper could not be made; where it is over already, nothing changes."""
    with recorded():
        paper = _waiting(paper_id)
        if paper is None:
            return
        paper.state = Paper.State.FAILED
        paper.finished_at = timezone.now()
        paper.failure = reason[:1000]
        paper.save(update_fields=["state", "finished_at", "failure"])
        record(
            Event.PAPER_FAILED,
            by=SystemJob.WORKER,
            chain=Chain.of(paper.partnership_id),
            about=paper.partnership.name,
            body=paper.body_id,
            paper=paper.said,
            number=paper.run.number,
            reason=paper.failure,
        )


def _waiting(paper_id: int) -> Paper | None:
    papers = Paper.objects.select_for_update(of=("self",))
    paper = papers.select_related("partnership", "run", "body").get(pk=paper_id)
    return paper if paper.state == Paper.State.WAITING else None


def release_paper(*, by: User, paper: Paper) -> None:
    """Give the public part of a body's paper to its partners.

    Raises
    ------
    PolicyError
        It is not made yet, or they have it already.
    """
    actor = check_can_release(by, paper)
    with recorded():
        locked = Paper.objects.select_for_update().get(pk=paper.pk)
        check_can_be_released(locked)
        locked.released_at = timezone.now()
        locked.released_as = actor.name
        locked.save(update_fields=["released_at", "released_as"])
        record(
            Event.PAPER_RELEASED,
            by=actor,
            chain=Chain.of(paper.partnership_id),
            about=paper.partnership.name,
            body=paper.body_id,
            paper=paper.said,
            number=paper.run.number,
        )


def keep_template(*, by: User, body: Body, data: bytes, file_name: str) -> Template:
    """Keep a body's own Word template, tried on a short paper first; it replaces the one before.

    Raises
    ------
    FileFormatError
        It is no Word file, or asks for what a paper does not hold.
    """
    from commonweal_web.papers.trying import try_template

    actor = check_can_keep_template(by, body)
    try_template(data, file_name=file_name)
    with recorded():
        Body.objects.select_for_update().get(pk=body.pk)
        Template.objects.filter(body=body, ended_at__isnull=True).update(ended_at=timezone.now())
        template = Template(body=body, file_name=file_name[:200], kept_by=by)
        template.hold(data)
        template.save()
        record(
            Event.TEMPLATE_KEPT,
            by=actor,
            chain=Chain.site(),
            about=body.name,
            body=body.pk,
            file=template.file_name,
            sha256=template.sha256,
        )
    return template


def drop_template(*, by: User, body: Body) -> None:
    """Go back to the house style; papers made with the template stay as they are."""
    actor = check_can_keep_template(by, body)
    with recorded():
        template = Template.objects.select_for_update().filter(body=body, ended_at=None).first()
        if template is None:
            return
        template.ended_at = timezone.now()
        template.save(update_fields=["ended_at"])
        record(
            Event.TEMPLATE_DROPPED,
            by=actor,
            chain=Chain.site(),
            about=body.name,
            body=body.pk,
            file=template.file_name,
        )
