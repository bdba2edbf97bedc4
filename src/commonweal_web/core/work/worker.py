"""The worker: takes work, does it, and says how it ended."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from datetime import timedelta
from uuid import uuid4

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django_tasks_db.models import DBTaskResult

from commonweal.errors import CommonwealError
from commonweal_web.core.models import Job

from . import leases
from .asking import Ending, ending_of
from .beats import Heart
from .chores import do_chores, do_frequent_chores
from .doing import StoppedError, say_progress, this_job

__all__ = ["Worker", "work_off"]

logger = logging.getLogger(__name__)

OURS = (
    "Something in Commonweal did not work. Ask for it again; if it happens again, tell whoever "
    "keeps this site when it happened."
)
LOST = (
    "It was begun {often}, and the program that did it stopped before the end. "
    "Ask for it again with fewer draws, or tell whoever keeps this site."
)
STOPPED = "It was cancelled."

BETWEEN_CHORES = 3600.0
BETWEEN_FREQUENT_CHORES = 20.0


class Worker:
    """Does work until it is told to stop.

    `lease` is how long work is held without word from its worker, `longest` how long one piece
    may take, `pause` how long to wait where there is nothing to do.
    """

    def __init__(
        self,
        *,
        lease: timedelta = timedelta(seconds=60),
        longest: timedelta = timedelta(minutes=20),
        pause: float = 0.5,
    ) -> None:
        self.worker_id = f"{socket.gethostname()[:20]}-{os.getpid()}-{uuid4().hex[:8]}"
        self.lease = lease
        self.pause = pause
        self.heart = Heart(self.worker_id, lease=lease, longest=longest, every=lease / 5)

    def run(self, stop: threading.Event) -> None:
        """Work until `stop` is set; a piece that is under way is finished first."""
        self.heart.start()
        chores_at = frequent_at = 0.0
        try:
            while not stop.is_set():
                try:
                    close_old_connections()
                    if time.monotonic() >= chores_at:
                        do_chores()
                        chores_at = time.monotonic() + BETWEEN_CHORES
                    if time.monotonic() >= frequent_at:
                        do_frequent_chores()
                        frequent_at = time.monotonic() + BETWEEN_FREQUENT_CHORES
                    if not self.step():
                        stop.wait(self.pause)
                except (OperationalError, InterfaceError):
                    logger.warning("The records cannot be reached; trying again.", exc_info=True)
                    connection.close()
                    stop.wait(5 * self.pause)
        finally:
            self.heart.stop()

    def step(self) -> bool:
        """Take up what was lost, and do one piece of work; False where none waited."""
        for lost in leases.take_up_lost():
            n = lost.job.n_attempts
            reason = LOST.format(often="once" if n == 1 else f"{n} times")
            self._end_undone(lost.job, lost.result, Ending.FAILED, reason)
        taken = leases.take_next(self.worker_id, self.lease)
        if taken is None:
            return False
        job, result = taken
        self.heart.hold(job.pk)
        try:
            self._do(job, result)
        finally:
            self.heart.hold(None)
        return True

    def _do(self, job: Job, result: DBTaskResult) -> None:
        token = this_job.set(job.pk)
        try:
            # Whoever asked may have thought better of it while it waited.
            say_progress(0.0, "")
            result.task.call(**result.args_kwargs["kwargs"])
        except StoppedError as error:
            self._end_undone(job, result, Ending.STOPPED, STOPPED, error)
        except CommonwealError as error:
            self._end_undone(job, result, Ending.FAILED, f"{error} {error.hint}".strip(), error)
        except (OperationalError, InterfaceError) as error:
            connection.close()
            logger.warning("%s met records that could not be reached.", job, exc_info=True)
            if not leases.put_back(job):
                self._end_undone(job, result, Ending.FAILED, OURS, error)
        except Exception as error:
            logger.exception("%s failed.", job)
            self._end_undone(job, result, Ending.FAILED, OURS, error)
        else:
            if not leases.end(job, result):
                logger.warning("%s was done by a worker that had lost it.", job)
        finally:
            this_job.reset(token)

    def _end_undone(
        self,
        job: Job,
        result: DBTaskResult,
        ending: Ending,
        reason: str,
        error: Exception | None = None,
    ) -> None:
        """Tell whoever keeps the work's own record, then write it; a crash between tells twice."""
        try:
            ending_of(result.task)(ending, reason, **result.args_kwargs["kwargs"])
        except Exception:
            logger.exception("Nobody could be told that %s ended undone.", job)
        leases.end(job, result, failure=reason, error=error)


def work_off() -> int:
    """Do all that waits, here and now, and return how many pieces: for commands and tests."""
    worker = Worker()
    n_done = 0
    while worker.step():
        n_done += 1
    return n_done
