"""What the check of an agreement finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

__all__ = ["GRADES", "Finding", "Grade", "caution", "contradiction", "hole"]

#: A matter left open; two clauses that cannot both hold; something to be sure that it is meant.
Grade = Literal["hole", "contradiction", "caution"]

GRADES: Final[tuple[Grade, ...]] = get_args(Grade)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to mend before anybody signs."""

    id: str
    """What was found: `silent/notice`, `notice-shorter-than-contract/network`."""
    grade: Grade
    matters: tuple[str, ...]
    """The matters it is about, that to be mended first."""
    sentence: str
    mend: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "grade": self.grade,
            "matters": list(self.matters),
            "sentence": self.sentence,
            "mend": self.mend,
        }


def hole(finding_id: str, *matters: str, sentence: str, mend: str) -> Finding:
    return Finding(id=finding_id, grade="hole", matters=matters, sentence=sentence, mend=mend)


def contradiction(finding_id: str, *matters: str, sentence: str, mend: str) -> Finding:
    return Finding(
        id=finding_id, grade="contradiction", matters=matters, sentence=sentence, mend=mend
    )


def caution(finding_id: str, *matters: str, sentence: str, mend: str) -> Finding:
    return Finding(id=finding_id, grade="caution", matters=matters, sentence=sentence, mend=mend)
