"""Background work of papers."""

from __future__ import annotations

import json
from typing import Any

from django_tasks import task

from commonweal_web.core.work import Ending, say_progress, when_it_ends_undone

__all__ = ["make_paper"]


def _say_so(ending: Ending, reason: str, *, paper_id: int, **_: Any) -> None:  # noqa: ARG001
    from commonweal_web.papers.services import paper_not_made

    paper_not_made(paper_id, reason)


@when_it_ends_undone(_say_so)
@task()
def make_paper(*, paper_id: int) -> None:
    """Make a paper of a run's own input, and keep its files whole."""
    # Pages ask for papers and never make them: what lays them out is loaded by the worker alone.
    from commonweal_web.papers.making import Wanted, desk_of_run, made
    from commonweal_web.papers.models import Paper
    from commonweal_web.papers.queries import certified_lines
    from commonweal_web.papers.services import finish_paper
    from commonweal_web.partnerships.results import result_of

    paper = Paper.objects.select_related("run", "partnership", "body", "template").get(pk=paper_id)
    if paper.state != Paper.State.WAITING:
        return
    say_progress(0.1, "Working the run out again from its own input")
    result = result_of(paper.run)
    desk = desk_of_run(result, name=paper.partnership.name)
    say_progress(0.5, "Writing the paper in each form")
    wanted = Wanted(
        kind=paper.kind,
        size=paper.size,
        body=None if paper.body is None else paper.body.reference,
        own_rows=tuple(json.loads(paper.own_text)) if paper.own_text else (),
        template=None if paper.template is None else paper.template.data,
        certified=certified_lines(paper.run),
    )
    files = made(desk, wanted, document=result["run"]["document"])
    say_progress(0.9, "Keeping it")
    finish_paper(paper_id, files)
