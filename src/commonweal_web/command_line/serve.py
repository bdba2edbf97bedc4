"""`commonweal serve`: the site and its worker, supervised together."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["app"]

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

Port = Annotated[int, typer.Option(min=1, max=65535, help="The port to listen at.")]
Host = Annotated[
    str,
    typer.Option(help="The address to listen at; 0.0.0.0 for every one that this machine has."),
]
Open = Annotated[
    bool, typer.Option("--open/--no-open", help="Open the site in a browser, where there is one.")
]


@app.command(
    short_help="Run the site and its worker, supervised together.",
    help="Run the site and its background worker until told to stop (Ctrl-C).\n\n"
    "The database is brought up to date first. Settings come from the environment: see "
    "dotenv-sample.",
    epilog="\b\nExamples:\n  commonweal serve\n  commonweal serve --port 8080 --no-worker",
)
def serve(
    port: Port = 8000,
    host: Host = "127.0.0.1",
    threads: Annotated[
        int, typer.Option(min=1, max=64, help="How many requests to answer at once.")
    ] = 8,
    worker: Annotated[
        bool,
        typer.Option("--worker/--no-worker", help="Run a background worker beside the site."),
    ] = True,
    open_browser: Open = False,
) -> None:
    from .ports import check_port
    from .running import run_site
    from .starting import bring_up_to_date, say, start_django

    check_port(host, port)
    start_django()
    n_changes = bring_up_to_date()
    if n_changes:
        say(f"The database was brought up to date: {n_changes} changes.")
    run_site(host, port, n_threads=threads, has_worker=worker, is_opened=open_browser)
