"""Work for tests: what it did is written beside it, one line each time it was begun or ended."""

from __future__ import annotations

import time
from pathlib import Path

from django.db import OperationalError
from django_tasks import task

from commonweal.errors import InputError
from commonweal_web.core.work import say_progress, when_it_ends_undone


def _note(file: str, line: str) -> None:
    with Path(file).open("a", encoding="utf-8") as notes:
        notes.write(line + "\n")


def _say_so(ending, reason, *, file, **_):
    _note(file, f"{ending.value}: {reason}")


@when_it_ends_undone(_say_so)
@task()
def work_slowly(*, file: str, seconds: float = 0.0, then: str = "") -> None:
    _note(file, "begun")
    n_begun = Path(file).read_text(encoding="utf-8").count("begun")
    until = time.monotonic() + seconds
    # Only the first is slow: whoever takes it up again need not wait.
    while n_begun == 1 and time.monotonic() < until:
        time.sleep(0.05)
        say_progress(0.5, "Half way")
    match then:
        case "refuse":
            raise InputError("Ashby has no population.", hint="Give it.")
        case "break":
            raise ValueError("a defect")
        case "away once" if n_begun == 1:
            raise OperationalError("the database is away")
        case "away":
            raise OperationalError("the database is away")
    _note(file, "done")
