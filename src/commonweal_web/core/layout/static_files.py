"""Addresses of the files that browsers keep: each names its own content, so none is ever stale."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static as django_static

__all__ = ["static"]


def static(name: str) -> str:
    """Return the address of a static file, with a mark that changes when the file does."""
    mark = _read_mark(name) if settings.DEBUG else _mark(name)
    plain = django_static(name)
    return f"{plain}?{mark}" if mark else plain


@lru_cache(maxsize=256)
def _mark(name: str) -> str:
    return _read_mark(name)


def _read_mark(name: str) -> str:
    """Return ten letters of the file's hash, or nothing where the file has not been built."""
    found = finders.find(name)
    if found is None:
        return ""
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:10]
