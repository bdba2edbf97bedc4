"""Partnerships, the bodies and people in them, and what they keep."""

from .freezing import Freeze, Lifting, Signature
from .partnership import Partner, PartnerInvitation, Partnership, PartnershipMembership
from .records import Document, Run
from .waiting import WaitingFile

__all__ = [
    "Document",
    "Freeze",
    "Lifting",
    "Partner",
    "PartnerInvitation",
    "Partnership",
    "PartnershipMembership",
    "Run",
    "Signature",
    "WaitingFile",
]
