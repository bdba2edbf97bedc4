"""How long main pages take while fifty officers read them, on SQLite and on PostgreSQL.

    python bench/pages.py                  a minute for each database
    python bench/pages.py --seconds 20     less

Runs the demonstration as `commonweal site demo` does, in a process of its own, and reads it as
fifty people at once: each opens a page, thinks five seconds, and opens the next. Milliseconds are
from asking to the last byte, by the clock of the reader, so whatever else the machine does counts
too: its load stands beside. PostgreSQL is left out where it is not installed. Nothing is asserted;
the target of the design is a 95th percentile under 150 ms.
"""

from __future__ import annotations

import argparse
import http.cookiejar
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.databases import find_postgresql, postgresql

N_OFFICERS = 50
SECONDS_OF_THOUGHT = 5.0
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_CASE = re.compile(r'href="(/partnerships/pennine[\w-]*)/"')
_BE = re.compile(r'action="(/demonstration/\d+/)"')
#: What a page is called in the print, and the end of its address after the partnership's.
PAGES = {
    "tasks": "HOME",
    "partnership": "/",
    "figures": "/figures/",
    "a body's figures": "/documents/{document}/",
    "results": "/runs/1/",
    "a section of results": "/runs/1/results/options/",
    "fair shares": "/runs/1/shares/",
    "signatures": "/signatures/",
    "papers": "/papers/",
    "comments": "/comments/",
    "log": "/log/",
    "search": "SEARCH",
}


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    given.add_argument("--seconds", type=float, default=60.0)
    options = given.parse_args()
    programs = find_postgresql()
    for name in ("SQLite", "PostgreSQL"):
        if name == "PostgreSQL" and programs is None:
            print("PostgreSQL is not installed: left out.")
            continue
        database = postgresql(programs) if name == "PostgreSQL" and programs else nullcontext()
        with database as at, demonstration(at) as address:
            show(name, read_all(address, options.seconds))


@contextmanager
def demonstration(database: str | None) -> Iterator[str]:
    """Run a demonstration of its own and yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {key: text for key, text in os.environ.items() if "COMMONWEAL_" not in key}
    if database is not None:
        environment["COMMONWEAL_DATABASE"] = database
    with tempfile.TemporaryDirectory(prefix="commonweal-bench-") as home:
        command = [
            *(str(Path(sys.executable).with_name("commonweal")), "site", "demo"),
            *("--home", str(Path(home) / "demo"), "--port", str(port)),
        ]
        site = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(address, site)
            yield address
        finally:
            site.terminate()
            site.wait(timeout=30)


def wait_for(address: str, site: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        if site.poll() is not None:
            sys.exit(f"The demonstration ended with status {site.returncode}.")
        try:
            with urllib.request.urlopen(f"{address}/version/", timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    sys.exit("The demonstration did not come up within ten minutes.")


class Officer:
    """One person's browser."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def read(self, path: str) -> str:
        with self.opener.open(f"{self.address}{path}", timeout=60) as answer:
            return str(answer.read().decode())

    def be_somebody(self) -> None:
        page = self.read("/demonstration/")
        # The coordinator comes first, and sees everything that is read here.
        form = {"csrfmiddlewaretoken": _TOKEN.findall(page)[0]}
        data = urllib.parse.urlencode(form).encode()
        asked = urllib.request.Request(f"{self.address}{_BE.findall(page)[0]}", data=data)
        asked.add_header("Referer", f"{self.address}/demonstration/")
        with self.opener.open(asked, timeout=60) as answer:
            answer.read()


def read_all(address: str, seconds: float) -> dict[str, list[float]]:
    """Return how many milliseconds each page took, each time it was read."""
    officers = [Officer(address) for _ in range(N_OFFICERS)]
    officers[0].be_somebody()
    # Signing in is not what is measured: one session, read by fifty.
    for officer in officers[1:]:
        for cookie in officers[0].jar:
            officer.jar.set_cookie(cookie)
    case = _CASE.findall(officers[0].read("/partnerships/"))[0]
    found = re.findall(r"/documents/(\d+)/", officers[0].read(f"{case}/figures/"))
    paths = {
        name: {"HOME": "/home/", "SEARCH": "/search/?q=burnley"}.get(
            path, case + path.format(document=found[0])
        )
        for name, path in PAGES.items()
    }
    for path in paths.values():
        officers[0].read(path)
    took: dict[str, list[float]] = defaultdict(list)
    until = time.monotonic() + seconds

    def reading(officer: Officer, chance: random.Random) -> None:
        time.sleep(chance.uniform(0, SECONDS_OF_THOUGHT))
        while time.monotonic() < until:
            name = chance.choice(list(paths))
            begun = time.perf_counter()
            try:
                officer.read(paths[name])
            except OSError as error:
                took[f"{name}: {error}"].append(0.0)
            else:
                took[name].append(1000 * (time.perf_counter() - begun))
            time.sleep(chance.uniform(0.5, 1.5) * SECONDS_OF_THOUGHT)

    threads = [
        threading.Thread(target=reading, args=(officer, random.Random(place)))
        for place, officer in enumerate(officers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took


def show(name: str, took: dict[str, list[float]]) -> None:
    every = [one for several in took.values() for one in several]
    print(f"\n{name}: {N_OFFICERS} officers, {len(every)} pages, load {os.getloadavg()[0]:.1f}")
    print(f"{'page':<28}{'read':>6}{'median':>9}{'p95':>9} ms")
    for page, several in [*sorted(took.items()), ("all", every)]:
        if len(several) < 2:
            print(f"{page:<28}{len(several):>6}")
            continue
        p95 = statistics.quantiles(several, n=20)[-1]
        print(f"{page:<28}{len(several):>6}{statistics.median(several):>9.0f}{p95:>9.0f}")


if __name__ == "__main__":
    main()
