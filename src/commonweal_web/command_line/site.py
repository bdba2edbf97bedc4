"""`commonweal site ...`: looking after a site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .administrators import create_admin
from .exchange_key import exchange_key
from .records import add_record_commands
from .serve import Host, Open

__all__ = ["app"]

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    short_help="Look after a site: demonstration, checks, backups.",
    help="Look after a site: a demonstration, its checks, backups, its first administrator.",
)

Home = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        help="Where the demonstration's database lies; commonweal-data/demonstration if left out.",
        show_default=False,
    ),
]


@app.command(
    short_help="Show the site with demonstration people and a partnership.",
    help="Show the site with demonstration bodies, people and a partnership.\n\n"
    "Anybody may sign in as any of the people by one click, so it listens on this machine alone "
    "unless told otherwise. What is done in it is kept for the next time.",
    epilog="\b\nExamples:\n  commonweal site demo\n  commonweal site demo --port 8080 --fresh",
)
def demo(
    port: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=65535,
            metavar="PORT",
            help="The port to listen at; 8000, or the next that is free, if left out.",
            show_default=False,
        ),
    ] = None,
    host: Host = "127.0.0.1",
    open_browser: Open = True,
    home: Home = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Forget what was done in it before, and begin anew.")
    ] = False,
    comes_back: Annotated[
        bool,
        typer.Option(
            "--return", help="Start it, look at its pages, stop it and come back: for tests."
        ),
    ] = False,
) -> None:
    from .demonstrating import look_and_return, ready, show

    place = ready(home, is_fresh=fresh)
    if comes_back:
        look_and_return(place)
    else:
        show(place, host=host, port=port, is_opened=open_browser)


add_record_commands(app)
app.command(
    name="create-admin",
    short_help="Add the first person who keeps the site.",
    help="Add somebody who keeps the site: people, bodies, its log. They can sign in at once.",
    epilog="\b\nExamples:\n  commonweal site create-admin alex@ashby.example --name 'Alex Brook'",
)(create_admin)
app.command(
    name="exchange-key",
    short_help="Say where the key of sealed answers is, or change it.",
    help="Say where the key of sealed answers is, or change it.\n\nIt is in no backup: keep a copy "
    "of it elsewhere. Where it is lost, what is sealed under it can never be opened.",
    epilog="\b\nExamples:\n  commonweal site exchange-key\n  commonweal site exchange-key --change",
)(exchange_key)
