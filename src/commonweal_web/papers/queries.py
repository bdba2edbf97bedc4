"""Papers that somebody may see, and a body's template."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import QuerySet

from commonweal_web.bodies.models import Body
from commonweal_web.core.layout.filters import say_date
from commonweal_web.core.policy import Action, HiddenError, Standing, may
from commonweal_web.papers.models import Paper, PaperFile, Template
from commonweal_web.papers.permissions import check_can_see, parts_for
from commonweal_web.partnerships.models import Document, Partnership, Run
from commonweal_web.partnerships.queries.records import CURRENT

__all__ = [
    "certified_lines",
    "files_for",
    "find_file",
    "find_paper",
    "own_rows",
    "papers_for",
    "runs_done",
    "template_of",
]

_LIGHT = ("encoded",)


def papers_for(standing: Standing, partnership: Partnership) -> list[Paper]:
    """Return the papers of a partnership that somebody may see, newest first: one question."""
    found = []
    for paper in partnership.papers.select_related("run", "body").defer(
        "run__input_text", "run__result_text", "own_text"
    ):
        # Its partners are asked of the partnership at hand: not of the database, row by row.
        paper.partnership = partnership
        if may(standing, Action.SEE_PAPER, paper.to_thing()):
            found.append(paper)
    return found


def find_paper(standing: Standing, partnership: Partnership, number: int) -> Paper:
    """Return a paper that somebody may see.

    Raises
    ------
    HiddenError
        There is none of that number in the partnership, or not for them.
    """
    paper = (
        partnership.papers.filter(number=number)
        .select_related("run", "body", "template")
        .defer("run__input_text", "run__result_text", "template__encoded")
        .first()
    )
    if paper is None:
        raise HiddenError
    paper.partnership = partnership
    check_can_see(standing, paper)
    return paper


def files_for(standing: Standing, paper: Paper) -> list[PaperFile]:
    """Return the files of a paper that somebody may take away, without what is in them."""
    files = paper.files.filter(part__in=parts_for(standing, paper))
    return list(files.exclude(form__in=["fragment", "css"]).defer(*_LIGHT).order_by("pk"))


def find_file(standing: Standing, paper: Paper, part: str, form: str) -> PaperFile:
    """Return one file of a paper.

    Raises
    ------
    HiddenError
        There is none such, or not for them.
    """
    if part not in parts_for(standing, paper):
        raise HiddenError
    file = paper.files.filter(part=part, form=form).first()
    if file is None:
        raise HiddenError
    return file


def certified_lines(run: Run) -> tuple[str, ...]:
    """Return who certified a run's verdict, a line for each body, for a paper to print."""
    return tuple(
        f"{one.body.name}: {one.certified_as}, {one.role}, {say_date(one.certified_at)}"
        + (f" ({one.note})" if one.note else "")
        for one in run.certificates.select_related("body")
    )


def runs_done(partnership: Partnership) -> QuerySet[Run]:
    """Return the runs of which papers can be made, newest first, without their texts."""
    return partnership.runs.filter(state=Run.State.DONE).defer("input_text", "result_text")


def own_rows(partnership: Partnership, body: Body) -> list[dict[str, Any]]:
    """Return what a body says of its own papers, as it stands in its newest version, a draft or
    not; nothing where it has given no figures of its own."""
    held = partnership.documents.filter(
        body=body, state__in=[Document.State.DRAFT, *CURRENT]
    ).order_by("-version")
    text = held.values_list("values_text", flat=True).first()
    rows = json.loads(text).get("papers", []) if text else []
    return [row for row in rows if row.get("body") == body.reference]


def template_of(body: Body) -> Template | None:
    """Return the template that a body uses now, without what is in it."""
    return Template.objects.filter(body=body, ended_at__isnull=True).defer(*_LIGHT).first()
