"""Partnerships, the bodies and people in them, and what they keep."""

from .partnership import Partner, PartnerInvitation, Partnership, PartnershipMembership

__all__ = ["Partner", "PartnerInvitation", "Partnership", "PartnershipMembership"]
