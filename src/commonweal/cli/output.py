"""Where things are printed: results to standard output, the rest to standard error."""

from __future__ import annotations

import contextlib
import json
import sys
import threading
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TextIO

from commonweal.errors import CommonwealError, Place, Refusal, RefusedError

if TYPE_CHECKING:
    from rich.console import Console

__all__ = [
    "console",
    "error_lines",
    "note",
    "patience",
    "print_error",
    "print_json",
    "say",
    "speak_utf_8",
    "to_json",
]

#: A wait shorter than this needs no word.
SECONDS_BEFORE_BAR = 1.0


def say(text: str) -> None:
    """Print a result.

    Raises
    ------
    BrokenPipeError
        Whoever was reading has stopped.
    CommonwealError
        It could not be written, as on a full drive.
    """
    try:
        print(text, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CommonwealError(
            f"The result could not be printed: {error.strerror or error}.",
            hint="Look at where standard output goes, and at the room left there.",
        ) from error


def note(text: str) -> None:
    """Print what is no result: where a file went, a warning."""
    print(text, file=sys.stderr, flush=True)


def to_json(value: Mapping[str, Any]) -> str:
    """Return JSON as every command writes it; dates as ISO text, pound signs as they are."""
    return json.dumps(value, indent=2, ensure_ascii=False, default=str, allow_nan=False)


def print_json(value: Mapping[str, Any]) -> None:
    say(to_json(value))


def console() -> Console:
    """Return a console on standard output that takes text as it is: names hold no markup."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def speak_utf_8(*streams: TextIO) -> None:
    """Make sure that pounds and minus signs can be printed, whatever the locale says."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            with contextlib.suppress(ValueError, OSError):
                # A name that is no text at all is shown with a question mark, not a traceback.
                reconfigure(encoding="utf-8", errors="replace")


@contextlib.contextmanager
def patience(doing: str) -> Iterator[None]:
    """Show a moving bar on standard error if the work takes longer than a second.

    Nothing is shown where standard error is no terminal.
    """
    if not sys.stderr.isatty():
        yield
        return
    finished = threading.Event()
    watcher = threading.Thread(target=_show_bar, args=(doing, finished), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        finished.set()
        watcher.join()


def _show_bar(doing: str, finished: threading.Event) -> None:
    if finished.wait(SECONDS_BEFORE_BAR):
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        progress.add_task(doing, total=None)
        finished.wait()


def error_lines(error: CommonwealError) -> list[str]:
    """Return two lines for an error; for input refused in several places, two for each."""
    if isinstance(error, RefusedError) and error.report.refused:
        return [line for refusal in error.report.refused for line in _refusal_lines(refusal)]
    return _two_lines(error.place, error.message, error.hint)


def print_error(error: CommonwealError, *, as_json: bool = False) -> None:
    if as_json:
        note(to_json(error.to_dict()))
        return
    for line in error_lines(error):
        note(line)


def _refusal_lines(refusal: Refusal) -> list[str]:
    return _two_lines(refusal.place, refusal.reason, refusal.mend)


def _two_lines(place: Place, message: str, mend: str) -> list[str]:
    where = str(place)
    if place.file and place.file in message:
        # The message names the file already, and often the line.
        where = where.removeprefix(place.file).lstrip(", ")
        where = "" if where and where in message else where
    what = f"{where}: {message}" if where else message
    return [
        f"Error: {_one_line(what)}",
        f"Mend: {_one_line(mend) or 'See `commonweal --help`.'}",
    ]


def _one_line(text: str) -> str:
    return " ".join(text.split())
