"""Several who do the same at the same moment: one wins, the others are told, nothing is doubled."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from commonweal_web.accounts.models import User
from commonweal_web.core.audit import check_chains
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.models import AuditEvent, Job
from commonweal_web.core.work import Worker, ask
from commonweal_web.partnerships.models import Document
from commonweal_web.partnerships.queries.partnerships import partnerships
from commonweal_web.partnerships.services.documents import save_draft, submit_document
from commonweal_web.partnerships.services.runs import ask_for_run
from tests.integration.site.databases.slow_work import work_slowly
from tests.site.records import CASE

N = 4


def at_once(do):
    """Do the same in several threads, and return what each returned or was told."""

    def one(number):
        try:
            return do(number)
        except PolicyError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(N) as pool:
        return list(pool.map(one, range(N)))


def coordinator():
    return User.objects.get(name="Cora Lane")


def save(_):
    return save_draft(
        by=coordinator(),
        partnership=partnerships().get(),
        body=None,
        data=CASE.read_bytes(),
        file_name=CASE.name,
    ).document


def test_drafts_saved_at_once_are_versions_one_after_another_and_one_is_the_draft(lived_in):
    saved = at_once(save)

    assert sorted(document.version for document in saved) == [2, 3, 4, 5]
    states = dict(Document.objects.values_list("version", "state"))
    assert states == {
        1: "submitted", 2: "superseded", 3: "superseded", 4: "superseded", 5: "draft",
    }  # fmt: skip
    assert check_chains().is_whole


def test_a_draft_submitted_by_many_at_once_is_submitted_once(lived_in):
    draft = save(0)

    answers = at_once(
        lambda _: submit_document(by=coordinator(), document=Document.objects.get(pk=draft.pk))
    )

    refused = [answer for answer in answers if isinstance(answer, PolicyError)]
    assert len(refused) == N - 1
    assert all("is submitted: only what is draft" in str(answer) for answer in refused)
    assert AuditEvent.objects.filter(event="document-submitted").count() == 2
    assert Document.objects.filter(state="submitted").count() == 1


def test_no_more_runs_than_three_are_begun_however_many_ask_at_once(lived_in):
    answers = at_once(
        lambda _: ask_for_run(by=coordinator(), partnership=partnerships().get(), n_draws=200)
    )

    assert sum(isinstance(answer, PolicyError) for answer in answers) == N - 3
    numbers = [answer.number for answer in answers if not isinstance(answer, PolicyError)]
    assert sorted(numbers) == [2, 3, 4]


def test_work_asked_for_by_many_at_once_is_one_piece(own_database, tmp_path):
    jobs = at_once(lambda _: ask(work_slowly, key="one", file=str(tmp_path / "notes")))

    assert len({job.pk for job in jobs}) == 1
    assert Job.objects.count() == 1


def test_workers_that_look_at_once_take_each_piece_once(own_database, tmp_path):
    for number in range(N):
        ask(work_slowly, key=f"piece {number}", file=str(tmp_path / f"notes {number}"))

    at_once(lambda _: [None for _ in range(N) if Worker().step()])

    for number in range(N):
        notes = (tmp_path / f"notes {number}").read_text(encoding="utf-8")
        assert notes.splitlines() == ["begun", "done"]
