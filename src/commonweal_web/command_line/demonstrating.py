"""The demonstration: a home of its own, people who are made up, pages to look at."""

from __future__ import annotations

import json
import shutil
import urllib.request
from pathlib import Path

from commonweal.cli.output import say as print_line
from commonweal.errors import CommonwealError, InputError

from .keeping import WorkerKeeper, site_running
from .ports import check_port, free_port, next_free_port
from .running import run_site
from .starting import bring_up_to_date, say, start_django

__all__ = ["look_and_return", "ready", "show"]

_MARK = "demonstration"


def ready(home: Path | None, *, is_fresh: bool) -> Path:
    """Return the demonstration's home, its records there and filled.

    Raises
    ------
    InputError
        The folder holds something else, which is left alone.
    CommonwealError
        Its records cannot be used by this version.
    """
    place = (home or Path.cwd() / "commonweal-data" / "demonstration").expanduser().resolve()
    mark = place / _MARK
    if place.is_dir() and any(place.iterdir()) and not mark.is_file():
        raise InputError(
            f"{place} holds something that is no demonstration.", hint="Name another by --home."
        )
    if is_fresh and place.is_dir():
        shutil.rmtree(place)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark.write_text("A demonstration of Commonweal: nothing here is real.\n", encoding="utf-8")
    start_django(demonstration_home=place)
    try:
        bring_up_to_date()
    except CommonwealError as error:
        raise CommonwealError(
            f"The demonstration in {place} was made by another version.",
            hint="Begin anew by --fresh: what was typed into it is lost.",
        ) from error

    from commonweal_web.demonstration import load_demonstration

    load_demonstration()
    return place


def show(place: Path, *, host: str, port: int | None, is_opened: bool) -> None:
    """Run the demonstration until told to stop; at a port that is free where none was asked for.

    Raises
    ------
    InputError
        The port asked for is taken.
    """
    if port is None:
        port = next_free_port(host, 8000)
    check_port(host, port)
    say(f"Demonstration: everybody in it is made up. It lies in {place}.")
    run_site(host, port, n_threads=8, has_worker=True, is_opened=is_opened)


def look_and_return(place: Path) -> None:
    """Start the demonstration, look at its pages, and stop it.

    Raises
    ------
    CommonwealError
        A page did not come, or the site says that it is unfit.
    """
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    keeper = WorkerKeeper()
    with site_running("127.0.0.1", port):
        keeper.start()
        try:
            front = _read(f"{base}/")
            if "Should we share this service?" not in front:
                raise CommonwealError(
                    "The front page is not what it should be.", hint="Look at it."
                )
            health = _wait_until_fit(f"{base}/healthz")
        finally:
            keeper.stop()
    print_line(f"The demonstration in {place} answers: {json.dumps(health)}")


def _read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return str(answer.read().decode("utf-8"))


def _wait_until_fit(address: str) -> dict[str, str]:
    """Ask until the worker has been heard, for half a minute."""
    import time
    import urllib.error

    said: dict[str, str] = {}
    for _ in range(60):
        try:
            return dict(json.loads(_read(address)))
        except urllib.error.HTTPError as error:
            said = dict(json.loads(error.read().decode("utf-8")))
        time.sleep(0.5)
    raise CommonwealError(f"The site is unfit: {json.dumps(said)}.", hint="Look at its log.")
