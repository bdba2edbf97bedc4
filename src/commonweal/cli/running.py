"""Running a command so that whatever the person can mend ends in two lines, never a traceback."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
from collections.abc import Sequence
from difflib import get_close_matches

import typer

from commonweal.errors import CommonwealError, InputError

from .app import app
from .output import note, print_error, speak_utf_8

__all__ = ["main", "run"]

#: As shells report a process that a signal ended.
INTERRUPTED = 128 + signal.SIGINT
#: SIGPIPE, which not every system names.
PIPE_CLOSED = 128 + 13


def main() -> None:
    """Run `commonweal` with the words typed after it, and end the process."""
    speak_utf_8(sys.stdout, sys.stderr)
    # Matplotlib tells of its font cache on standard error, which is for our words alone.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    sys.exit(run(sys.argv[1:]))


def run(words: Sequence[str]) -> int:
    """Run the command that the words ask for and return its exit status."""
    command = typer.main.get_command(app)
    try:
        status = command.main(list(words), prog_name="commonweal", standalone_mode=False)
    except CommonwealError as error:
        print_error(error, as_json="--json" in words)
        return error.exit_code
    except typer.Abort:
        return _interrupted()
    except typer.TyperException as error:
        print_error(usage_error(error, words), as_json="--json" in words)
        return 2
    except BrokenPipeError:
        return _pipe_closed()
    except SystemExit as error:
        # Typer ends the process itself for a closed pipe.
        return _pipe_closed() if error.code == 1 else int(error.code or 0)
    if status == INTERRUPTED:
        return _interrupted()
    return status if isinstance(status, int) else 0


def _interrupted() -> int:
    note("Stopped.")
    return INTERRUPTED


def _pipe_closed() -> int:
    """Whoever read our output has closed it, as `head` does: end without a word."""
    with contextlib.suppress(OSError, ValueError):
        # Else Python complains once more when it flushes standard output at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PIPE_CLOSED


def usage_error(error: typer.TyperException, words: Sequence[str]) -> InputError:
    """Say in our words what was typed wrong, and what to type instead."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "commonweal"
    see = f"See `{path} --help`."
    option = getattr(error, "option_name", None)
    if option is not None and hasattr(error, "possibilities"):
        return InputError(
            f"`{path}` has no option {option}.",
            hint=_did_you_mean(option, context, error.possibilities) or see,
        )
    parameter = getattr(error, "param", None)
    if parameter is not None:
        is_argument = parameter.param_type_name == "argument"
        name = parameter.name.upper() if is_argument else max(parameter.opts, key=len)
        if "Missing" in error.format_message():
            return InputError(
                f"`{path}` needs {name}.", hint=f"{parameter.help or ''} {see}".strip()
            )
        return InputError(f"{name}: {error.message}", hint=see)
    message = error.format_message()
    if message.startswith("No such command"):
        typed = next((word for word in words if not word.startswith("-")), "")
        known = context.command.list_commands(context) if context is not None else []
        near = get_close_matches(typed, known, n=1, cutoff=0.5)
        return InputError(
            f"There is no command {typed}.",
            hint=f"Did you mean `commonweal {near[0]}`?"
            if near
            else f"The commands are {', '.join(known)}.",
        )
    if message.startswith("Got unexpected extra argument"):
        extra = message.partition("(")[2].rstrip(")")
        extra = extra.removeprefix("s) (")
        return InputError(f"`{path}` does not know what to do with {extra}.", hint=see)
    return InputError(message, hint=see)


def _did_you_mean(option: str, context: typer.Context | None, near: Sequence[str] | None) -> str:
    known = [
        name
        for parameter in (context.command.params if context is not None else [])
        for name in parameter.opts
        if name.startswith("--")
    ]
    found = get_close_matches(option, known, n=1, cutoff=0.5) or list(near or ())[:1]
    return f"Did you mean {found[0]}?" if found else ""
