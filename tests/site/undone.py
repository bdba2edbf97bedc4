"""A transaction that is always undone, the numbers that it gave to rows too."""

from __future__ import annotations

from django.db import connection, transaction

__all__ = ["undone"]


class undone:  # noqa: N801
    """A transaction that is always undone, and that services may take for the outermost.

    PostgreSQL gives no number of a row twice, whatever is undone; here it does, as SQLite does, so
    that what happens twice can be held against itself to the letter.
    """

    def __enter__(self) -> None:
        self.numbers = _numbers()
        self.block = transaction.atomic()
        # Django's own tests mark theirs so; else a durable block within it would be refused.
        self.block._from_testcase = True  # type: ignore[attr-defined]
        self.block.__enter__()

    def __exit__(self, *_: object) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)
        _set_numbers(self.numbers)


def _numbers() -> list[tuple[str, int, bool]]:
    """Return where each count of rows stands: its name, its number, whether that is given out."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(schemaname) || '.' || quote_ident(sequencename), "
            "coalesce(last_value, start_value), last_value IS NOT NULL FROM pg_sequences"
        )
        return list(cursor.fetchall())


def _set_numbers(numbers: list[tuple[str, int, bool]]) -> None:
    if numbers:
        with connection.cursor() as cursor:
            cursor.executemany("SELECT setval(%s, %s, %s)", numbers)
