"""What a trace is: a figure with its formula in words, its inputs and their sources."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Cited", "Trace", "TraceInput"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A figure as it is said, with the id of the trace that says where it comes from."""

    said: str
    trace: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceInput:
    """One thing that a figure was worked out from."""

    name: str
    said: str
    source: str = ""
    """Where it came from; empty where it is itself worked out, and `trace` says how."""
    grade: str = ""
    trace: str = ""
    """The id of the trace of this input, where it is itself a worked-out figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Where a figure comes from: in words a finance officer can follow with a calculator."""

    id: str
    name: str
    said: str
    """The figure as papers say it; empty for a trace that stands for a whole table."""
    formula: str
    """The sum in words."""
    inputs: tuple[TraceInput, ...] = ()
    method: str = ""
    """The section of docs/methods that explains it: `02-time#discounting`."""
