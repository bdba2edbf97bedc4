"""One family of errors that a person can mend, and the one report that every reader returns.

A `CommonwealError` says what is wrong, where, and how to mend it. The command line prints it as
two lines and exits with 2; a page shows it as an error summary; the API sends it as problem JSON.
Anything else that escapes is a defect of ours and keeps its traceback.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = [
    "Caution",
    "CommonwealError",
    "ComputationError",
    "FileFormatError",
    "InputError",
    "Place",
    "ReaderReport",
    "Refusal",
    "RefusedError",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in what was read: a file, then as much of key, row, column or sheet as is known.

    `key` is a dotted path as a person would find it, for example `bodies[2].drivers.population`.
    Rows and lines count from 1, as editors and spreadsheets do.
    """

    file: str = ""
    key: str = ""
    line: int | None = None
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        parts = [self.file] if self.file else []
        if self.line is not None:
            parts.append(f"line {self.line}")
        if self.sheet:
            parts.append(f"sheet {self.sheet}")
        if self.cell:
            parts.append(f"cell {self.cell}")
        if self.key:
            parts.append(self.key)
        return ", ".join(parts)


class CommonwealError(Exception):
    """Something that the person who gave us the input can mend.

    `message` is a sentence that holds the values; `hint` says what to do; `place` says where.
    """

    #: Exit status of the command line.
    exit_code = 2

    def __init__(self, message: str, *, hint: str = "", place: Place | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.place = place if place is not None else Place()

    def __str__(self) -> str:
        where = str(self.place)
        return f"{where}: {self.message}" if where else self.message

    def to_dict(self) -> dict[str, Any]:
        """Return the error as plain values, shaped for problem JSON (RFC 9457)."""
        return {
            "title": self.message,
            "detail": self.hint,
            "place": str(self.place),
        }


class InputError(CommonwealError):
    """A value that cannot be used as given."""


class FileFormatError(CommonwealError):
    """A file that is missing, unreadable, or not what its name says."""


class ComputationError(CommonwealError):
    """A sum that has no answer for these inputs: an unbounded programme, a game too large."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One thing that was not accepted: where, why, and how to mend it."""

    place: Place
    reason: str
    mend: str

    def to_dict(self) -> dict[str, str]:
        return {"place": str(self.place), "reason": self.reason, "mend": self.mend}


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """Something accepted that a careful officer would want to know."""

    place: Place
    message: str

    def to_dict(self) -> dict[str, str]:
        return {"place": str(self.place), "message": self.message}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderReport:
    """What became of everything that a reader was given. Every importer returns one.

    `read` counts the things met (rows, records, keys); `accepted` those kept. Each refused thing
    has its place, reason and mend, so that bad input never loses good input and nobody has to
    guess which was which. `defaults` names each value that was left out and what stands for it.
    """

    source: str
    read: int = 0
    accepted: int = 0
    refused: tuple[Refusal, ...] = ()
    warnings: tuple[Caution, ...] = ()
    defaults: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        return not self.refused

    @property
    def file_name(self) -> str:
        """The source without the folders before it: papers that travel name no machine's."""
        return self.source.replace("\\", "/").rsplit("/", 1)[-1]

    def to_dict(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "read": self.read,
            "accepted": self.accepted,
            "refused": [refusal.to_dict() for refusal in self.refused],
            "warnings": [warning.to_dict() for warning in self.warnings],
            "defaults": dict(self.defaults),
        }


class RefusedError(CommonwealError):
    """Input of which too much was refused for the whole to be used; carries the reader report."""

    def __init__(self, message: str, *, report: ReaderReport, hint: str = "") -> None:
        super().__init__(message, hint=hint, place=Place(file=report.source))
        self.report = report

    @classmethod
    def from_refusals(
        cls, source: str, refusals: Iterable[Refusal], *, read: int = 0, accepted: int = 0
    ) -> RefusedError:
        refused = tuple(refusals)
        report = ReaderReport(source=source, read=read, accepted=accepted, refused=refused)
        count = len(refused)
        first = refused[0]
        if count == 1:
            message = f"{first.place.key}: {first.reason}" if first.place.key else first.reason
            return cls(message, report=report, hint=first.mend)
        return cls(
            f"{count} things need mending.",
            report=report,
            hint=f"The first: {first.place.key or first.place}: {first.reason} {first.mend}",
        )

    def to_dict(self) -> dict[str, Any]:
        return {**super().to_dict(), "report": self.report.to_dict()}
