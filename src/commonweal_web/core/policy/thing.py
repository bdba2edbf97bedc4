"""What is asked about: a kind, whose it is, and the facts of its state that the rules turn on."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal_web.core.policy.words import Kind

__all__ = ["THE_SITE", "Thing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing, as values.

    `partner_body_ids` are the bodies that take part in its partnership now: invited ones, and
    ones that declined or left, are not among them. `name` is the body's or partnership's, for the
    sentence of a refusal.
    """

    kind: Kind
    name: str = ""
    body_id: int | None = None
    partnership_id: int | None = None
    partner_body_ids: frozenset[int] = frozenset()
    has_coordinator: bool = True
    prepared_by: int | None = None
    certified_by: int | None = None
    makers: frozenset[int] = frozenset()
    """Of an appraisal: who asked for it, and who prepared the body's figures beneath it."""
    is_submitted: bool = False
    is_public: bool = False


THE_SITE = Thing(kind=Kind.SITE, name="the site")
