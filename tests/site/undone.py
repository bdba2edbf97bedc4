"""A transaction that is always undone."""

from __future__ import annotations

from django.db import transaction

__all__ = ["undone"]


class undone:  # noqa: N801
    """A transaction that is always undone, and that services may take for the outermost."""

    def __enter__(self) -> None:
        self.block = transaction.atomic()
        # Django's own tests mark theirs so; else a durable block within it would be refused.
        self.block._from_testcase = True  # type: ignore[attr-defined]
        self.block.__enter__()

    def __exit__(self, *_: object) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)
