"""A worker that ends with the process that keeps it, however that one ended."""

from __future__ import annotations

import os
import signal
import sys
import threading

__all__: list[str] = []

_LOOK_EVERY_SECONDS = 2.0


def end_with(keeper: int) -> None:
    """Ask this process to stop once its keeper is gone: nobody else would."""

    def watch() -> None:
        pause = threading.Event()
        while os.getppid() == keeper:
            pause.wait(_LOOK_EVERY_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="keeper-watch", daemon=True).start()


def main() -> int:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal_web.config.settings")
    keeper = os.environ.get("COMMONWEAL_KEEPER", "")
    if keeper.isdecimal():
        end_with(int(keeper))
    django.setup()
    call_command("work")
    return 0


if __name__ == "__main__":
    sys.exit(main())
