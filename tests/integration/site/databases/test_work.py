"""Background work: done once though asked twice, taken up again, told in words when it is not."""

from __future__ import annotations

import signal
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from commonweal_web.core.models import ChainDigest, Job, WorkerBeat
from commonweal_web.core.work import (
    Worker,
    ask,
    ask_to_stop,
    is_under_way,
    seconds_since_a_worker_was_heard,
    work_off,
)
from commonweal_web.core.work.chores import do_chores
from commonweal_web.core.work.leases import end, take_next
from tests.integration.site.databases.slow_work import work_slowly

A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def notes(tmp_path):
    file = tmp_path / "notes"

    class Notes:
        path = str(file)

        @property
        def lines(self):
            return file.read_text(encoding="utf-8").splitlines() if file.exists() else []

    return Notes()


def wait_until(is_so):
    """Wait for another process; give up only when something is plainly wrong."""
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.05)
    pytest.fail("It did not come about within half a minute.")


def test_work_asked_for_twice_is_done_once(db, notes):
    first = ask(work_slowly, key="one", file=notes.path)
    second = ask(work_slowly, key="one", file=notes.path)

    n_done = work_off()

    assert first == second
    assert (n_done, notes.lines) == (1, ["begun", "done"])
    assert not is_under_way("one")
    assert Job.objects.get(key="one").progress == 1.0


def test_what_the_person_can_mend_is_told_to_them(db, notes):
    ask(work_slowly, key="one", file=notes.path, then="refuse")

    work_off()

    assert notes.lines == ["begun", "failed: Ashby has no population. Give it."]
    assert Job.objects.get(key="one").failure == "Ashby has no population. Give it."


def test_a_defect_of_ours_is_not_blamed_on_anybody(db, notes, caplog):
    ask(work_slowly, key="one", file=notes.path, then="break")

    work_off()

    assert notes.lines[1].startswith("failed: Something in Commonweal did not work.")
    assert "a defect" in DBTaskResult.objects.get().traceback
    assert "one failed" in caplog.text


def test_work_that_waits_is_never_begun_once_it_is_cancelled(db, notes):
    ask(work_slowly, key="one", file=notes.path)
    ask_to_stop("one")

    work_off()

    assert notes.lines == ["stopped: It was cancelled."]
    assert not is_under_way("one")


def test_cancelling_what_was_never_asked_for_is_nothing(db):
    ask_to_stop("nothing of the kind")

    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("then", "lines"),
    [
        ("away once", ["begun", "begun", "done"]),
        ("away", ["begun", "begun", "begun", "failed: Something in Commonweal did not work."]),
    ],
)
def test_work_that_could_not_reach_its_records_is_tried_again_at_most_three_times(
    own_database, notes, then, lines, caplog
):
    ask(work_slowly, key="one", file=notes.path, then=then)

    work_off()

    assert [line[:44] for line in notes.lines] == [line[:44] for line in lines]
    assert not is_under_way("one")


def lose_its_worker():
    """Leave things as a worker leaves them that is killed."""
    taken = take_next("killed", A_MINUTE)
    assert taken is not None
    Job.objects.filter(pk=taken[0].pk).update(leased_until=timezone.now() - A_MINUTE)
    return taken


def test_work_whose_worker_is_lost_too_often_ends_with_a_reason(db, notes):
    ask(work_slowly, key="one", file=notes.path, most_attempts=2)
    lose_its_worker()
    Worker().step()
    assert notes.lines == ["begun", "done"]

    ask(work_slowly, key="two", file=notes.path, most_attempts=1)
    lose_its_worker()
    Worker().step()

    assert notes.lines[2:] == [
        "failed: It was begun once, and the program that did it stopped before the end. "
        "Ask for it again with fewer draws, or tell whoever keeps this site."
    ]
    assert not is_under_way("two")


def test_a_worker_that_has_lost_its_work_cannot_say_how_it_ended(db, notes):
    ask(work_slowly, key="one", file=notes.path)
    job, result = lose_its_worker()
    Worker().step()

    assert end(job, result, failure="From the grave") is False
    assert Job.objects.get(key="one").failure == ""
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_work_put_in_the_queue_by_others_is_done_too(db, notes):
    work_slowly.enqueue(file=notes.path)

    assert work_off() == 1
    assert notes.lines == ["begun", "done"]


def test_work_whose_code_is_gone_ends_and_blocks_nothing(db, notes, caplog):
    ask(work_slowly, key="one", file=notes.path)
    DBTaskResult.objects.update(task_path="commonweal_web.no.such.work")

    assert work_off() == 1
    assert not is_under_way("one")


def test_chores_keep_a_digest_a_day_and_forget_old_work(db, notes):
    ask(work_slowly, key="old", file=notes.path)
    work_off()
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=31))
    ask(work_slowly, key="new", file=notes.path)
    work_off()

    do_chores()
    do_chores()

    assert ChainDigest.objects.count() == 1
    assert [job.key for job in Job.objects.all()] == ["new"]


def test_no_worker_was_ever_heard(db):
    assert seconds_since_a_worker_was_heard() is None


def test_work_whose_worker_is_killed_is_taken_up_by_another(own_database, notes):
    ask(work_slowly, key="one", file=notes.path, seconds=60)
    killed = own_database.start("-m", "commonweal_web", "work", "--lease", "1")
    wait_until(lambda: notes.lines == ["begun"])

    killed.kill()
    killed.communicate()
    other = own_database.start("-m", "commonweal_web", "work", "--lease", "1")
    wait_until(lambda: notes.lines[-1] == "done")
    other.send_signal(signal.SIGTERM)
    _, said = other.communicate()

    assert (killed.returncode, other.returncode) == (-signal.SIGKILL, 0), said
    assert notes.lines == ["begun", "begun", "done"]
    assert Job.objects.get(key="one").n_attempts == 2
    assert WorkerBeat.objects.count() == 2
    assert seconds_since_a_worker_was_heard() < 60


def test_a_living_worker_keeps_its_work_beyond_the_lease_and_a_word_stops_it(own_database, notes):
    ask(work_slowly, key="one", file=notes.path, seconds=60)
    worker = own_database.start("-m", "commonweal_web", "work", "--lease", "1")
    wait_until(lambda: Job.objects.filter(key="one", progress=0.5).exists())
    first = Job.objects.get(key="one").leased_until

    wait_until(lambda: Job.objects.get(key="one").leased_until > first + timedelta(seconds=1))
    assert Worker().step() is False
    ask_to_stop("one")
    wait_until(lambda: not is_under_way("one"))
    worker.send_signal(signal.SIGTERM)
    _, said = worker.communicate()

    assert worker.returncode == 0, said
    assert notes.lines == ["begun", "stopped: It was cancelled."]
    assert connection.in_atomic_block is False
