"""What only a process of its own can show: pipes that close, drives that are full, a Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.cli.conftest import EXAMPLES

EXAMPLE = EXAMPLES / "pennine-lancashire-building-control.toml"
PROGRAM = "import sys; from commonweal.cli import main; main()"


def test_a_reader_that_stops_early_gets_no_traceback(here):
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.read(10)
        process.stdout.close()
        err = process.stderr.read()

    assert err == b""
    assert process.returncode == 128 + signal.SIGPIPE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_drive_ends_in_two_lines(here):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, "schema"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert done.returncode == 2
    assert done.stderr.startswith(b"Error: The result could not be printed")
    assert done.stderr.count(b"\n") == 2


def test_an_interruption_ends_in_a_word(here):
    """A Ctrl-C is sent by a timer, from within, so that it cannot come after the end."""
    interrupted = (
        "import signal, sys\n"
        "from commonweal.cli import run\n"
        "import commonweal.cli.screens.appraise\n"  # so that the work, not an import, is stopped
        # A shell that runs tests in the background has them ignore Ctrl-C, and so what they start.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "signal.signal(signal.SIGPROF, lambda *_: signal.raise_signal(signal.SIGINT))\n"
        # In time of the processor, so that a busy machine does not have it come before the work.
        "signal.setitimer(signal.ITIMER_PROF, 0.2)\n"
        f"sys.exit(run(['appraise', {str(EXAMPLE)!r}, '--draws', '200000']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", interrupted], capture_output=True, check=False, text=True
    )

    assert done.returncode == 130
    assert done.stderr == "Stopped.\n"


def test_pounds_are_printed_whatever_the_locale(commonweal_process, case):
    done = commonweal_process(
        "appraise", case, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    )

    assert done.returncode == 0
    assert "£" in done.stdout.decode("utf-8")


def test_a_name_that_is_no_text_ends_in_two_lines(commonweal_process):
    done = commonweal_process("appraise", os.fsdecode(b"bad\xff.toml"))

    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 2
    assert b"Traceback" not in done.stderr


def test_two_processes_give_the_same_bytes(commonweal_process, case):
    first = commonweal_process("appraise", case, "--json", env={"PYTHONHASHSEED": "1"})
    second = commonweal_process("appraise", case, "--json", env={"PYTHONHASHSEED": "2"})

    assert first.returncode == 0
    assert first.stdout == second.stdout
