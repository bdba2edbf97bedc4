"""What may be commented on in a run: the run, a subject of its results, a figure."""

from __future__ import annotations

import json

from django.urls import reverse

from commonweal_web.appraisals.queries import Pieces
from commonweal_web.appraisals.seeing import reader_of
from commonweal_web.core.policy import HiddenError, Standing
from commonweal_web.discussion.subjects import Subject
from commonweal_web.partnerships.models import Partnership, Run
from commonweal_web.partnerships.queries.records import find_run

__all__ = ["subject_of"]


def subject_of(standing: Standing, partnership: Partnership, key: str) -> Subject:
    """Return what `run/3`, `run/3/section/jobs` or `run/3/figure/gain` stands for.

    Every partner reads of runs alike, so what it is called is what somebody of no body would read:
    nothing that tells one person's pay.

    Raises
    ------
    HiddenError
        There is no such run, section or figure, or not for them.
    """
    _, number, *more = f"{key}//".split("/", 3)
    if not number.isdecimal() or len(number) > 9:
        raise HiddenError
    run = find_run(standing, partnership, int(number))
    place = [partnership.reference, run.number]
    what, rest = more[0], more[1].rstrip("/")
    called = f"Run {run.number}"
    if not what:
        return Subject(key=f"run/{run.number}", said=called, address=reverse("run", args=place))
    if run.state != Run.State.DONE or not rest:
        raise HiddenError
    pieces = Pieces(run, reader_of(json.loads(run.input_text), own=frozenset()))
    if what == "section":
        address = (
            reverse("shares", args=place)
            if rest == "sharing"
            else reverse("run-section", args=[*place, rest])
        )
        said = pieces.section(rest)["heading"]
    elif what == "figure":
        address = reverse("figure", args=[*place, rest])
        said = pieces.trace(rest)["name"]
    else:
        raise HiddenError
    return Subject(key=f"run/{run.number}/{what}/{rest}", said=f"{called}: {said}", address=address)
