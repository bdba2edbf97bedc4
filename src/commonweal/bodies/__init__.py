"""Who the bodies are: their kind, nation and codes, when they exist, and what becomes of them.

Bodies are not stable: they merge, split and hand work to one another, on dates. Everything here
takes dates as values; nothing looks at a clock.
"""

from commonweal.bodies.body import Body
from commonweal.bodies.codes import CodeScheme, check_code, code_schemes, org_id_of
from commonweal.bodies.kinds import BodyKind, body_kind, body_kinds
from commonweal.bodies.succession import (
    Heir,
    Succession,
    check_bodies,
    current_at,
    successors_of,
)

__all__ = [
    "Body",
    "BodyKind",
    "CodeScheme",
    "Heir",
    "Succession",
    "body_kind",
    "body_kinds",
    "check_bodies",
    "check_code",
    "code_schemes",
    "current_at",
    "org_id_of",
    "successors_of",
]
