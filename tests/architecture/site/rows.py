"""How the walk says what a route answers to everybody.

Each row says who sees the thing (others get 404, as if there were none), who of them may (others
get 403, with a reason), and what those who may are answered to GET and to an empty POST.
Whoever has not signed in is sent to sign in, unless a row says that the page is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.site.world import ROLES

__all__ = [
    "ADMINISTRATOR",
    "ASHBY",
    "CERTIFIERS",
    "COORDINATOR",
    "EDITOR",
    "NAMED",
    "PARTNERS",
    "READERS_OF_LOGS",
    "SIGNED_IN",
    "SITE",
    "Row",
    "body_row",
    "document_row",
    "entrance_row",
    "open_row",
    "own_row",
    "partnership_row",
]

SIGNED_IN = frozenset(ROLES) - {"stranger"}
ASHBY = frozenset(
    {
        "viewer",
        "editor",
        "certifier",
        "section-151",
        "monitoring",
        "administrator",
        "auditor",
        "scrutiny",
    }
)
NAMED = frozenset({"coordinator", "member", "observer"})
PARTNERS = ASHBY | NAMED
ADMINISTRATOR = frozenset({"administrator"})
COORDINATOR = frozenset({"coordinator"})
EDITOR = frozenset({"editor"})
CERTIFIERS = frozenset({"certifier", "section-151"})
READERS_OF_LOGS = frozenset({"section-151", "monitoring", "administrator", "auditor"})
SITE = frozenset({"site"})
NOT_TAKEN = 405


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One route, of one thing. `names` says what of the world stands for its parameters.

    `get` and `post` are what those who may are answered; `but` has exceptions, by role.
    """

    see: frozenset[str] = SIGNED_IN
    may: frozenset[str] | None = None
    get: int = 200
    post: int = NOT_TAKEN
    names: Mapping[str, str] = field(default_factory=dict)
    but: Mapping[str, int] = field(default_factory=dict)
    but_post: Mapping[str, int] = field(default_factory=dict)
    what: str = ""
    """Which of several things of this route, for the message of a failure."""

    def expected(self, role: str, method: str) -> int:
        answer = self.get if method == "GET" else self.post
        exceptions = self.but if method == "GET" else self.but_post
        if role in exceptions:
            return exceptions[role]
        if role == "stranger":
            return 302
        if answer == NOT_TAKEN:
            return NOT_TAKEN
        if role in (self.see if self.may is None else self.may):
            return answer
        return 403 if role in self.see else 404


def open_row(*, get: int = 200, post: int = NOT_TAKEN, **options: object) -> Row:
    """Return the row of a page that answers everybody alike, signed in or not."""
    exceptions = {"stranger": post, **options.pop("but_post", {})}  # type: ignore[dict-item]
    return Row(
        get=get,
        post=post,
        but={"stranger": get},
        but_post=exceptions,
        **options,  # type: ignore[arg-type]
    )


def entrance_row() -> Row:
    """Return the row of a page for signing in: whoever has is sent on."""
    return Row(get=302, post=302, but={"stranger": 200}, but_post={"stranger": 200})


def own_row(*, get: int = 200, post: int = NOT_TAKEN, **options: object) -> Row:
    """Return the row of a page of one's own account: a demonstration person has none to keep."""
    guarded = {"demonstration": 403}
    return Row(get=get, post=post, but=guarded, but_post=guarded, **options)  # type: ignore[arg-type]


def body_row(may: frozenset[str] = ASHBY, **options: object) -> Row:
    """Return the row of a page of Ashby, which only its own people see."""
    names = {"reference": "body", **options.pop("names", {})}  # type: ignore[dict-item]
    return Row(see=ASHBY, may=may, names=names, **options)  # type: ignore[arg-type]


def partnership_row(may: frozenset[str] = PARTNERS, **options: object) -> Row:
    """Return the row of a page of the partnership, which the people of its bodies see."""
    names = {"reference": "partnership", **options.pop("names", {})}  # type: ignore[dict-item]
    see = options.pop("see", PARTNERS)
    return Row(see=see, may=may, names=names, **options)  # type: ignore[arg-type]


def document_row(which: str, may: frozenset[str] | None = None, **options: object) -> Row:
    """Return the row of a page of a document: a draft, a submitted one, or the common one."""
    see = {
        # A draft is its body's own, and scrutiny sees only what was submitted.
        "draft": ASHBY - {"scrutiny"},
        "submitted": PARTNERS,
        "common": PARTNERS,
    }[which]
    names = options.pop("names", {"pk": which})
    return partnership_row(see if may is None else may, see=see, names=names, what=which, **options)
