"""What is done in the background, safely twice: progress, cancelling, leases.

The queue is django-tasks-db's. Beside each entry of it stands a `Job`: a worker holds it by a
lease that it renews while it lives, so that work whose worker was killed is taken up by another.
Work is therefore written to be safe when it is done twice.

    @when_it_ends_undone(say_so)
    @task()
    def appraise(*, run_id: int) -> None: ...

    ask(appraise, key=f"run-{run.pk}", run_id=run.pk)      # twice asked is asked once
"""

from .asking import Ending, ask, ask_to_stop, is_under_way, when_it_ends_undone
from .beats import seconds_since_a_worker_was_heard
from .chores import add_chore, add_frequent_chore, do_frequent_chores
from .doing import StoppedError, say_progress
from .worker import Worker, work_off

__all__ = [
    "Ending",
    "StoppedError",
    "Worker",
    "add_chore",
    "add_frequent_chore",
    "ask",
    "ask_to_stop",
    "do_frequent_chores",
    "is_under_way",
    "say_progress",
    "seconds_since_a_worker_was_heard",
    "when_it_ends_undone",
    "work_off",
]
