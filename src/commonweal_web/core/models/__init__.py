"""What the core keeps: the log with its heads and digests, and the state of background work."""

from .audit import AuditEvent, ChainDigest, ChainHead
from .work import Job, WorkerBeat

__all__ = ["AuditEvent", "ChainDigest", "ChainHead", "Job", "WorkerBeat"]
