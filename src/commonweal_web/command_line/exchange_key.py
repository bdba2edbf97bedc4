"""`commonweal site exchange-key`: where the key of sealed answers is, and changing it."""

from __future__ import annotations

from typing import Annotated

import typer

from commonweal.cli.output import say as print_line
from commonweal.errors import CommonwealError

from .records import records_of_site

__all__ = ["exchange_key"]


def exchange_key(
    change: Annotated[
        bool,
        typer.Option(
            "--change",
            help="Seal what waits again under a new key, and forget the old one: what lies under "
            "it in old backups never opens again.",
        ),
    ] = False,
) -> None:
    with records_of_site():
        from django.conf import settings

        from commonweal_web.exchange.keys import (
            KeyLostError,
            forget_old_keys,
            key_file,
            keys,
            make_new_key,
        )
        from commonweal_web.exchange.services import change_key

        is_given = bool(settings.EXCHANGE_KEYS)
        if not change:
            where = "COMMONWEAL_EXCHANGE_KEY" if is_given else key_file().name
            held = ", ".join(key.id for key in keys())
            print_line(f"{where}: {held}" if held else "No key has been needed yet.")
            return
        if not is_given:
            make_new_key()
        try:
            n_changed = change_key()
        except KeyLostError as error:
            raise CommonwealError(
                str(error),
                hint="Bring that key back first. Nothing that it sealed was changed.",
            ) from error
        if not is_given:
            forget_old_keys()
        said = "answer was" if n_changed == 1 else "answers were"
        print_line(f"{n_changed} sealed {said} sealed again under {keys()[0].id}.")
        if is_given and len(keys()) > 1:
            print_line("Take the other keys out of COMMONWEAL_EXCHANGE_KEY now.")
