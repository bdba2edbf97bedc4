"""Running the site in the foreground, and saying where it is."""

from __future__ import annotations

import os
import sys
import threading
import webbrowser
from importlib import import_module

from .keeping import WorkerKeeper, serve_site, stopping_on_signals
from .starting import say

__all__ = ["address_of", "has_browser", "name_address", "run_site"]

#: What pages import only once somebody asks for figures: seconds on a slow machine.
_LOADED_LATE = ("commonweal.deal", "commonweal.reports", "commonweal.partnership.workbook")


def address_of(host: str, port: int) -> str:
    """Return the address to type in a browser on this machine."""
    named = "127.0.0.1" if host in ("0.0.0.0", "::", "") else host
    return f"http://{f'[{named}]' if ':' in named else named}:{port}/"


def has_browser() -> bool:
    """Return whether a browser could be shown to somebody here."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def name_address(host: str, port: int) -> None:
    """Let links in letters lead to this site, unless a setting says where people see it."""
    from django.conf import settings

    settings.SITE_ADDRESS = settings.SITE_ADDRESS or address_of(host, port).rstrip("/")


def run_site(host: str, port: int, *, n_threads: int, has_worker: bool, is_opened: bool) -> None:
    """Answer requests until told to stop; then stop the worker too."""
    name_address(host, port)
    keeper = WorkerKeeper() if has_worker else None
    with stopping_on_signals():
        server = serve_site(host, port, n_threads=n_threads)
        try:
            if keeper is not None:
                keeper.start()
            _say_where(host, has_worker=has_worker)
            if is_opened and has_browser():
                threading.Timer(0.5, webbrowser.open, [address_of(host, port)]).start()
            warm_up()
            server.run()
        except (KeyboardInterrupt, SystemExit):
            pass
        finally:
            say("Stopping.")
            server.close()
            if keeper is not None:
                keeper.stop()


def warm_up() -> None:
    """Load in the background what the first person to have a case worked out would wait for."""

    def load() -> None:
        for module in _LOADED_LATE:
            import_module(module)

    threading.Thread(target=load, name="warm-up", daemon=True).start()


def _say_where(host: str, *, has_worker: bool) -> None:
    from django.conf import settings

    say(f"Commonweal is at {settings.SITE_ADDRESS}/")
    if host in ("0.0.0.0", "::"):
        say("It listens at every address of this machine.")
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        say(f"No mail server is set: messages become files in {settings.EMAIL_FILE_PATH}.")
    if settings.DEBUG:
        say("COMMONWEAL_DEBUG is true: errors show the workings of the site. Not for real data.")
    if not has_worker:
        say("No worker runs here: what is asked for waits until one does.")
    if not (settings.PACKAGE / "static" / "commonweal" / "site.css").is_file():
        say("The style sheet has not been built: pages work, and look bare. Run `make site`.")
    say("Stop it by Ctrl-C.")
