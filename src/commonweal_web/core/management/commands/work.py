"""`python -m commonweal_web work`: a background worker, as `commonweal serve` starts it."""

from __future__ import annotations

import signal
import threading
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand

from commonweal_web.core.work import Worker, work_off


class Command(BaseCommand):
    help = "Do background work until told to stop (SIGTERM or Ctrl-C); a second time, at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--lease",
            type=float,
            default=60.0,
            help="Seconds after which a worker that is not heard of is held to be gone.",
        )
        parser.add_argument(
            "--until-idle", action="store_true", help="Do all that waits, and stop."
        )

    def handle(self, *_: Any, lease: float, until_idle: bool, **__: Any) -> None:
        if until_idle:
            work_off()
            return
        stop = threading.Event()

        def ask_to_stop(number: int, _: Any) -> None:
            stop.set()
            signal.signal(number, signal.SIG_DFL)

        signal.signal(signal.SIGTERM, ask_to_stop)
        signal.signal(signal.SIGINT, ask_to_stop)
        Worker(lease=timedelta(seconds=lease)).run(stop)
