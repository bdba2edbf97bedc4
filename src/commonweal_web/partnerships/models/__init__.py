"""Partnerships, the bodies and people in them, and what they keep."""

from .partnership import Partner, PartnerInvitation, Partnership, PartnershipMembership
from .records import Document, Run

__all__ = [
    "Document",
    "Partner",
    "PartnerInvitation",
    "Partnership",
    "PartnershipMembership",
    "Run",
]
