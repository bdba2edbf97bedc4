"""The site and its worker in one process group: one stops, both do; a dead worker is replaced."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from .starting import say

__all__ = ["WorkerKeeper", "serve_site", "site_running", "stopping_on_signals"]

_FIRST_PAUSE_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 30.0
#: A worker that lived so long did not die of how it was started.
_LIVED_SECONDS = 60.0
_PATIENCE_SECONDS = 20.0


class WorkerKeeper:
    """Keeps one worker running until it is told to stop."""

    def __init__(self) -> None:
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="worker-keeper", daemon=True)
        self._worker: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Let the worker finish what it does, for a while; then end it."""
        self._is_over.set()
        with self._lock:
            worker = self._worker
            if worker is not None and worker.poll() is None:
                worker.terminate()
        if worker is not None:
            try:
                worker.wait(timeout=_PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                say("The worker did not stop in time; what it did is taken up at the next start.")
                worker.kill()
                worker.wait()
        self._thread.join(timeout=5)

    def _keep(self) -> None:
        pause = _FIRST_PAUSE_SECONDS
        while not self._is_over.is_set():
            began = time.monotonic()
            with self._lock:
                if self._is_over.is_set():
                    return
                self._worker = subprocess.Popen(
                    [sys.executable, "-m", "commonweal_web.command_line.worker_process"],
                    env={**os.environ, "COMMONWEAL_KEEPER": str(os.getpid())},
                )
            status = self._worker.wait()
            if self._is_over.is_set():
                return
            if time.monotonic() - began > _LIVED_SECONDS:
                pause = _FIRST_PAUSE_SECONDS
            say(f"The worker ended (status {status}); a new one starts in {pause:g} seconds.")
            self._is_over.wait(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)


@contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Turn SIGTERM into an orderly end, as Ctrl-C is."""

    def end(number: int, frame: Any) -> None:  # noqa: ARG001
        raise SystemExit(0)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def serve_site(host: str, port: int, *, n_threads: int) -> Any:
    """Return a server that listens already; its `run` answers until the process is told to end."""
    import waitress
    from django.conf import settings
    from django.urls import get_resolver

    from commonweal_web.config.wsgi import application

    # A page that cannot be loaded is found now, and not by whoever asks for one first.
    assert get_resolver().url_patterns
    return waitress.create_server(
        application,
        host=host,
        port=port,
        threads=n_threads,
        ident="Commonweal",
        # A little more than pages take, so that they can say themselves what is too large.
        max_request_body_size=4 * settings.MOST_UPLOAD_BYTES,
        clear_untrusted_proxy_headers=not settings.IS_BEHIND_PROXY,
        channel_timeout=60,
    )


@contextmanager
def site_running(host: str, port: int) -> Iterator[None]:
    """Answer requests in a thread while the block lasts."""
    server = serve_site(host, port, n_threads=4)
    thread = threading.Thread(target=server.run, name="site", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.close()
        thread.join(timeout=10)
