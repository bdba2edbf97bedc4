"""Secrets that stand in a link: the link has the token, the database only its hash."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

__all__ = ["Token", "hash_of", "new_token"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A secret, shown once in a letter, and what is kept of it."""

    secret: str
    hash: str


def new_token() -> Token:
    """Return a token that nobody can guess: 256 random bits."""
    secret = secrets.token_urlsafe(32)
    return Token(secret=secret, hash=hash_of(secret))


def hash_of(secret: str) -> str:
    """Return what is kept of a secret. So long a secret needs no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()
