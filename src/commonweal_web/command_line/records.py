"""`commonweal site check|backup|restore`: whether what the site keeps is whole, and keeping it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from commonweal.cli.output import print_json
from commonweal.cli.output import say as print_line
from commonweal.errors import CommonwealError

from .starting import say, start_django

__all__ = ["add_record_commands", "records_of_site"]

FAULTS_FOUND = 1


@contextmanager
def records_of_site() -> Iterator[None]:
    """Load the site; records that cannot be used end in two lines."""
    start_django()
    from django.db import DatabaseError

    try:
        yield
    except DatabaseError as error:
        raise CommonwealError(
            f"The records could not be used: {str(error).strip()}.",
            hint="Look at COMMONWEAL_HOME and COMMONWEAL_DATABASE; `commonweal serve` makes the "
            "tables that a new site lacks.",
        ) from error


def check(
    heads: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Compare the log with a list of heads kept elsewhere: shows an end cut off.",
            show_default=False,
        ),
    ] = None,
    print_heads: Annotated[
        bool,
        typer.Option(
            "--print-heads", help="Print where each chain of the log ends now, to keep elsewhere."
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    with records_of_site():
        from commonweal.files import read_text
        from commonweal_web.core.audit import heads_now, read_heads
        from commonweal_web.core.soundness import check_site

        if print_heads:
            print_line(heads_now().to_text().rstrip())
            return
        given = read_heads(read_text(heads)) if heads is not None else None
        found = check_site(given)
    if as_json:
        print_json(
            {
                "sound": found.is_sound,
                "findings": [
                    {"about": one.about, "fault": one.is_fault, "sentence": one.sentence}
                    for one in found.findings
                ],
            }
        )
    else:
        for one in found.findings:
            print_line(f"{'FAULT' if one.is_fault else 'ok'}  {one.about}: {one.sentence}")
        n = len(found.faults)
        faults = "1 fault was found." if n == 1 else f"{n} faults were found."
        print_line("The site is sound." if found.is_sound else faults)
    if not found.is_sound:
        raise typer.Exit(FAULTS_FOUND)


def backup(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="The file to write; one named by day and time in the site's backups if left out.",
            show_default=False,
        ),
    ] = None,
) -> None:
    with records_of_site():
        from django.conf import settings

        from commonweal_web.core.backup import make_backup

        now = datetime.now().astimezone()
        usual = settings.HOME / "backups" / f"commonweal-{now:%Y-%m-%d-%H%M%S}.zip"
        made = make_backup(file if file is not None else usual)
    say(f"Wrote {made.n_rows:,} rows to {made.file} ({made.n_bytes / 1e6:,.1f} MB).")
    say(
        "It holds people's records: keep it as safe as the site. The secret key is not in it: keep "
        f"{settings.HOME / 'secret-key'} too, elsewhere."
    )
    say("Where the log ends, to keep apart from the backup:")
    print_line(made.heads.to_text().rstrip())


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.", show_default=False)],
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help="Delete what is here first, and restore a log that does not hold as it is.",
        ),
    ] = False,
) -> None:
    with records_of_site():
        from commonweal_web.core.backup import restore_backup

        restored = restore_backup(file, force=force)
    say(
        f"Restored {restored.n_rows:,} rows, as they were on {restored.manifest.made_at} under "
        f"version {restored.manifest.version}."
    )
    for fault in restored.chains.faults:
        say(f"FAULT  log: {fault}")
    if restored.chains.is_whole:
        say("The log is as it was written. Everybody signs in anew.")


def add_record_commands(app: typer.Typer) -> None:
    """Add the commands to `commonweal site`."""
    app.command(
        help="Check that what the site keeps is whole: the log, documents, runs, tables, settings, "
        "work.\n\nExits with 1 where a fault is found.",
        epilog="\b\nExamples:\n  commonweal site check\n"
        "  commonweal site check --print-heads > heads.json\n"
        "  commonweal site check --heads heads.json",
    )(check)
    app.command(
        help="Write everything the site keeps to one file, while it runs.\n\nPrints where the log "
        "ends, to keep apart from the backup.",
        epilog="\b\nExamples:\n  commonweal site backup\n  commonweal site backup /safe/monday.zip",
    )(backup)
    app.command(
        help="Bring back a backup into an empty site, on SQLite or PostgreSQL, and check its log.",
        epilog="\b\nExamples:\n  commonweal site restore monday.zip",
    )(restore)
