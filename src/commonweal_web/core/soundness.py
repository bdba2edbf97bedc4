"""Whether the site is sound: its log, what it keeps, its tables, its settings, its work.

An app that keeps something whole adds a module `soundness` with `faults()`, which yields a sentence
for each thing that is not as it should be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.core import checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from commonweal_web.core.audit import Heads, check_chains
from commonweal_web.core.audit.guards import missing_guards
from commonweal_web.core.models import Job
from commonweal_web.core.work import seconds_since_a_worker_was_heard

__all__ = ["Finding", "Soundness", "check_site"]

_TOO_LONG = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing found. A fault must be mended; any other is for whoever keeps the site to know."""

    about: str
    sentence: str
    is_fault: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Soundness:
    """What was looked at and what was found."""

    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        return not any(finding.is_fault for finding in self.findings)

    @property
    def faults(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.is_fault)


def check_site(heads: Heads | None = None) -> Soundness:
    """Look at everything, and compare the log with a list of heads kept elsewhere if given.

    Where the tables are not those of this version, nothing else can be judged.
    """
    lacking = tuple(_migrations())
    if lacking:
        return Soundness(findings=lacking)
    found = (*_log(heads), *_kept(), *_settings(), *_work())
    return Soundness(findings=found)


def _migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        n = len(plan)
        yield Finding(
            about="tables",
            sentence=f"{n} change{'s' if n > 1 else ''} of the tables must be made first: run "
            "`commonweal serve`, or `python -m commonweal_web migrate`.",
            is_fault=True,
        )


def _log(heads: Heads | None) -> Iterator[Finding]:
    report = check_chains(heads)
    for fault in report.faults:
        yield Finding(about="log", sentence=str(fault), is_fault=True)
    for name in missing_guards(connection):
        yield Finding(
            about="log",
            sentence=f"The trigger {name} is gone, so the database would let what is kept be "
            "changed: `python -m commonweal_web migrate` puts it back.",
            is_fault=True,
        )
    if report.is_whole:
        yield Finding(
            about="log",
            sentence=f"{report.n_entries:,} entries in {report.n_chains:,} chains are as they were "
            "written.",
            is_fault=False,
        )


def _kept() -> Iterator[Finding]:
    for config in apps.get_app_configs():
        name = f"{config.name}.soundness"
        if config.name.startswith("commonweal_web.") and config.label != "core" and find_spec(name):
            for sentence in import_module(name).faults():
                yield Finding(about=config.label, sentence=sentence, is_fault=True)


def _settings() -> Iterator[Finding]:
    for said in checks.run_checks():
        if said.level >= checks.ERROR:
            hint = f" {said.hint}" if said.hint else ""
            yield Finding(about="settings", sentence=f"{said.msg}{hint}", is_fault=True)


def _work() -> Iterator[Finding]:
    now = timezone.now()
    n_waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=now - _TOO_LONG).count()
    heard = seconds_since_a_worker_was_heard()
    is_there = heard is not None and heard < _TOO_LONG.total_seconds()
    if n_waiting:
        worker = "and a worker is there" if is_there else "and no worker has been heard of"
        yield Finding(
            about="work",
            sentence=f"{_pieces(n_waiting)} waited for more than ten minutes, {worker}.",
            is_fault=not is_there,
        )
    n_lost = Job.objects.filter(leased_until__lt=now - _TOO_LONG).count()
    if n_lost:
        yield Finding(
            about="work",
            sentence=f"{_pieces(n_lost)} lost the worker that did it, and waits for another.",
            is_fault=not is_there,
        )


def _pieces(n: int) -> str:
    return "1 piece of background work has" if n == 1 else f"{n} pieces of background work have"
