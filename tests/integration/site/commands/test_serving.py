"""`commonweal serve` and `commonweal site demo`, as processes of their own."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

COMMONWEAL = (sys.executable, "-c", "from commonweal.cli import main; main()")
PATIENCE_SECONDS = 90


def environment(home: Path) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("COMMONWEAL", "DJANGO"))
    }
    return {**kept, "COMMONWEAL_HOME": str(home)}


def run(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMONWEAL, *words],
        env=environment(home) | more,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(home: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the site; it is ended, with all it started, when the block is left."""
    port = free_port()
    process = subprocess.Popen(
        [*COMMONWEAL, "serve", "--port", str(port), *words],
        env=environment(home),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # A shell that runs tests in the background has them ignore Ctrl-C, and so what they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=PATIENCE_SECONDS)
        process.stderr.close()


def health(address: str) -> dict[str, str]:
    """Ask how the site is until it answers, fit or not."""
    for _ in range(PATIENCE_SECONDS * 4):
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=10) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            return json.load(error)
        except OSError:
            time.sleep(0.25)
    pytest.fail("The site did not answer.")


def wait_for(address: str, **wanted: str) -> dict[str, str]:
    for _ in range(PATIENCE_SECONDS * 4):
        said = health(address)
        if wanted.items() <= said.items():
            return said
        time.sleep(0.25)
    pytest.fail(f"The site did not become {wanted}: {said}")


def workers_of(process: subprocess.Popen[str]) -> list[int]:
    """Return the ids of the worker processes that the site keeps.

    Not from `ps`: where a terminal's width is set it cuts the command before the worker's name.
    """
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            # It ended while it was looked at.
            continue
        if parent == process.pid and any(word.endswith(b"worker_process") for word in words):
            found.append(int(folder.name))
    return found


def wait_for_workers(process: subprocess.Popen[str], *, other_than: list[int]) -> list[int]:
    """Return the site's workers once there are any but those: they start beside the site."""
    for _ in range(PATIENCE_SECONDS * 4):
        found = workers_of(process)
        if found and found != other_than:
            return found
        time.sleep(0.25)
    pytest.fail("No worker started.")


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A process that has ended and that nobody has asked about is no longer alive.
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def test_the_site_and_its_worker_start_together_and_a_dead_worker_is_replaced(tmp_path):
    with serving(tmp_path) as (process, address):
        wait_for(address, status="fit")
        first = wait_for_workers(process, other_than=[])

        os.kill(first[0], signal.SIGKILL)
        second = wait_for_workers(process, other_than=first)
        process.send_signal(signal.SIGTERM)
        status = process.wait(timeout=PATIENCE_SECONDS)

        assert len(first) == 1
        assert len(second) == 1
        assert second != first
        assert status == 0
        assert not is_alive(second[0])
        said = process.stderr.read()
        assert re.search(r"Commonweal is at http://127\.0\.0\.1:\d+/", said)
        assert "The worker ended (status -9); a new one starts in 1 seconds." in said
        assert "Traceback" not in said


@pytest.mark.long
def test_ctrl_c_stops_the_site_without_a_traceback(tmp_path):
    with serving(tmp_path, "--no-worker") as (process, address):
        health(address)

        process.send_signal(signal.SIGINT)

        assert process.wait(timeout=PATIENCE_SECONDS) == 0
        said = process.stderr.read()
        assert "No worker runs here" in said
        assert "Traceback" not in said


@pytest.mark.long
def test_a_worker_does_not_outlive_a_site_that_was_killed(tmp_path):
    with serving(tmp_path) as (process, address):
        wait_for(address, worker="heard")
        (worker,) = wait_for_workers(process, other_than=[])

        process.kill()
        process.wait(timeout=PATIENCE_SECONDS)
        for _ in range(PATIENCE_SECONDS * 4):
            if not is_alive(worker):
                break
            time.sleep(0.25)

        assert not is_alive(worker)


def test_a_port_that_is_taken_is_named_with_one_that_is_free(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        done = run(tmp_path, "serve", "--port", str(port))

    assert done.returncode == 2
    error, mend = done.stderr.strip().splitlines()
    assert error == f"Error: Port {port} at 127.0.0.1 is taken by another program."
    assert re.fullmatch(r"Mend: Use --port \d+, which is free\.", mend)


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("COMMONWEAL_DEBUG", "yes", "COMMONWEAL_DEBUG is 'yes'."),
        ("COMMONWEAL_DATABASE", "mysql://x", "COMMONWEAL_DATABASE begins with 'mysql'."),
        ("COMMONWEAL_SECRET_KEY", "short", "COMMONWEAL_SECRET_KEY has 5 characters."),
        ("COMMONWEAL_ADDRESS", "commonweal.example", "COMMONWEAL_ADDRESS is"),
        ("COMMONWEAL_SMTP", "mail.example", "COMMONWEAL_SMTP begins with 'nothing'."),
        ("COMMONWEAL_SESSION_HOURS", "many", "COMMONWEAL_SESSION_HOURS is 'many'."),
        ("COMMONWEAL_DATABASE", "postgresql://nobody@127.0.0.1:1/x", "The database could not be"),
    ],
)
def test_a_setting_that_cannot_be_used_ends_in_two_lines_with_advice(
    tmp_path, setting, value, said
):
    done = run(tmp_path, "serve", "--port", str(free_port()), **{setting: value})

    lines = done.stderr.strip().splitlines()
    assert done.returncode == 2
    assert lines[0].startswith(f"Error: {said}")
    assert lines[1].startswith("Mend: ")
    assert len(lines) == 2


def test_the_demonstration_shows_itself_and_comes_back(tmp_path):
    done = run(tmp_path, "site", "demo", "--home", str(tmp_path / "demo"), "--return")

    assert done.returncode == 0, done.stderr
    assert '"status": "fit"' in done.stdout


def test_a_demonstration_takes_no_folder_that_holds_something_else(tmp_path):
    (tmp_path / "real.sqlite3").write_text("records of a real site")

    done = run(tmp_path, "site", "demo", "--home", str(tmp_path), "--fresh", "--return")

    assert done.returncode == 2
    assert "holds something that is no demonstration" in done.stderr
    assert (tmp_path / "real.sqlite3").exists()


@pytest.mark.long
def test_the_first_administrator_is_made_once_and_can_sign_in(tmp_path):
    words = ("site", "create-admin", "Alex@Ashby.example", "--name", "Alex Brook")

    done = run(tmp_path, *words, COMMONWEAL_NEW_PASSWORD="quiet-teal-otter-41")
    again = run(tmp_path, *words, COMMONWEAL_NEW_PASSWORD="quiet-teal-otter-41")
    weak = run(tmp_path, *words, COMMONWEAL_NEW_PASSWORD="password")

    assert done.returncode == 0, done.stderr
    assert "They sign in as alex@ashby.example" in done.stderr
    assert (again.returncode, weak.returncode) == (2, 2)
    assert "has an account already" in again.stderr


def test_help_of_the_site_needs_no_django():
    """The command line stays quick for those who never run a site."""
    code = (
        "import sys; from commonweal.cli.running import run; run(['serve', '--help']);"
        "run(['site', '--help']); sys.exit('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_a_site_that_is_served_by_https_is_set_up_as_django_advises(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "commonweal_web", "check", "--deploy", "--fail-level", "WARNING"],
        env=environment(tmp_path) | {"COMMONWEAL_ADDRESS": "https://commonweal.example"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


def test_the_tables_are_those_of_the_models(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "commonweal_web", "makemigrations", "--check", "--dry-run"],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout
