"""Rows that are written once: the model refuses what the database's triggers refuse too."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

__all__ = ["AppendOnly", "AppendOnlyError"]


class AppendOnlyError(RuntimeError):
    """Code tried to change or delete a row that may only be added: a defect of ours."""


def _refuse(what: str) -> NoReturn:
    raise AppendOnlyError(f"{what} may only be added to: nothing in it is changed or deleted.")


class _AppendOnlyQuerySet(models.QuerySet[Any]):
    def update(self, **_: Any) -> NoReturn:
        _refuse(self.model._meta.verbose_name_plural)

    def delete(self) -> NoReturn:
        _refuse(self.model._meta.verbose_name_plural)

    def bulk_update(self, *_: Any, **__: Any) -> NoReturn:
        _refuse(self.model._meta.verbose_name_plural)


class AppendOnly(models.Model):
    """A base for rows that are never changed nor deleted; see `core.audit.guards`."""

    objects = _AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            _refuse(self._meta.verbose_name_plural)
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        _refuse(self._meta.verbose_name_plural)
