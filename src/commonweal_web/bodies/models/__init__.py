"""Bodies, what people are to them, and how people come to them."""

from .body import Body, BodyCode, EmailDomain
from .joining import Invitation, JoinRequest
from .people import Delegation, Membership

__all__ = [
    "Body",
    "BodyCode",
    "Delegation",
    "EmailDomain",
    "Invitation",
    "JoinRequest",
    "Membership",
]
