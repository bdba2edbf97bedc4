"""Two versions of one case in plain words: what changed in the file, and what it did to the answer.

What stands in both is compared field by field; a row is known by its own name, so that moving it
up or down is no change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from commonweal.appraisal import Appraisal
from commonweal.money import say_pounds
from commonweal.partnership import Baseline, Entry, Partnership, Range

from .agree import Deal, work_out
from .verdict import Answer

__all__ = ["Change", "Comparison", "Effect", "compare", "compare_deals"]

ChangeKind = Literal["changed", "added", "removed"]

#: Keys that tell one row from another in its list, in this order.
_KEYS = ("id", "lever", "cost", "risk", "label", "name", "title", "on", "what")

#: A difference in pounds that is none.
_A_POUND = 1.0

#: Fields that say what something is rather than how much; they are compared like any other.
_UNSAID = ("schema_version",)

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that stands otherwise in the newer version."""

    kind: ChangeKind
    where: str
    """What it belongs to, in words: "option One shared team, management deduplication"."""
    what: str
    """The field; empty where a whole row came or went."""
    before: str
    after: str

    @property
    def sentence(self) -> str:
        of = f" of {self.where}" if self.where else ""
        if not self.what:
            return f"{self.where[0].upper()}{self.where[1:]}: {self.kind}."
        what = f"{self.what[0].upper()}{self.what[1:]}{of}"
        if self.kind == "added":
            return f"{what}: {self.after}, where nothing was said before."
        if self.kind == "removed":
            return f"{what}: no longer said; it was {self.before}."
        return f"{what}: from {self.before} to {self.after}."

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "where": self.where,
            "what": self.what,
            "before": self.before,
            "after": self.after,
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What the changes together did to one figure. Present-value pounds; None where there is none
    in that version."""

    what: str
    before: float | None
    after: float | None

    @property
    def change(self) -> float | None:
        if self.before is None or self.after is None:
            return None
        return self.after - self.before

    @property
    def is_material(self) -> bool:
        return self.change is None or abs(self.change) >= _A_POUND

    @property
    def sentence(self) -> str:
        if self.before is None and self.after is not None:
            return f"{self.what}: {say_pounds(self.after)}, new."
        if self.after is None and self.before is not None:
            return f"{self.what}: gone; it was {say_pounds(self.before)}."
        assert self.before is not None
        assert self.after is not None
        if not self.is_material:
            return f"{self.what}: {say_pounds(self.after)}, as before."
        word = "up" if self.after > self.before else "down"
        return (
            f"{self.what}: from {say_pounds(self.before)} to {say_pounds(self.after)}, {word} "
            f"{say_pounds(abs(self.after - self.before))}."
        )

    def to_dict(self) -> dict[str, Any]:
        return {
            "what": self.what,
            "before": None if self.before is None else round(self.before, 2),
            "after": None if self.after is None else round(self.after, 2),
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What changed between two versions of a case, and what that did."""

    changes: tuple[Change, ...]
    options: tuple[Effect, ...]
    """Net present value of each option against doing nothing."""
    joint_gain: Effect
    """Gain of the sharing option proposed over the best each partner could do alone."""
    partners: tuple[Effect, ...]
    """Each partner's gain under the split proposed."""
    answer_before: Answer
    answer_after: Answer
    sentence_before: str
    sentence_after: str
    parameters_before: str
    parameters_after: str

    @property
    def turned(self) -> bool:
        return self.answer_before != self.answer_after

    @property
    def sentence(self) -> str:
        """What came of it, as one sentence."""
        if not self.changes:
            return "The two versions say the same, and so do their results."
        n_changes = len(self.changes)
        things = "1 thing has changed" if n_changes == 1 else f"{n_changes} things have changed"
        if self.turned:
            return (
                f"{things}, and the answer has turned from {_SAID[self.answer_before]} to "
                f"{_SAID[self.answer_after]}."
            )
        return f"{things}; the answer is still {_SAID[self.answer_after]}."

    def to_dict(self) -> dict[str, Any]:
        return {
            "sentence": self.sentence,
            "changes": [change.to_dict() for change in self.changes],
            "options": [effect.to_dict() for effect in self.options],
            "joint_gain": self.joint_gain.to_dict(),
            "partners": [effect.to_dict() for effect in self.partners],
            "verdict": {
                "before": {"answer": self.answer_before, "sentence": self.sentence_before},
                "after": {"answer": self.answer_after, "sentence": self.sentence_after},
                "turned": self.turned,
            },
            "parameter_set": {"before": self.parameters_before, "after": self.parameters_after},
        }


_SAID: dict[Answer, str] = {
    "share": "“share”",
    "share-if": "“share, if”",
    "not-yet": "“not yet”",
    "do-not-share": "“do not share”",
}


def compare(
    old: Partnership, new: Partnership, *, n_draws: int | None = None, seed: int | None = None
) -> Comparison:
    """Say what changed between two versions of a case and what it did to their results.

    Both are worked out by this version of Commonweal, each with its own jurisdiction's parameters,
    so that a difference in the results is a difference in the files.

    Raises
    ------
    CommonwealError
        One of them cannot be appraised.
    """
    before = work_out(old, n_draws=n_draws, seed=seed)
    after = before if old == new else work_out(new, n_draws=n_draws, seed=seed)
    return compare_deals(before, after)


def compare_deals(before: Deal, after: Deal) -> Comparison:
    """Say what changed between two deals already worked out."""
    return Comparison(
        changes=tuple(_changes(before.partnership, after.partnership, _names(before, after))),
        options=_paired(_npv_by_option(before.appraisal), _npv_by_option(after.appraisal)),
        joint_gain=Effect(
            what="Gain of sharing over the best alone",
            before=_joint_gain(before),
            after=_joint_gain(after),
        ),
        partners=_paired(_gain_by_partner(before), _gain_by_partner(after)),
        answer_before=before.verdict.answer,
        answer_after=after.verdict.answer,
        sentence_before=before.verdict.sentence,
        sentence_after=after.verdict.sentence,
        parameters_before=before.appraisal.run.parameter_set,
        parameters_after=after.appraisal.run.parameter_set,
    )


def _npv_by_option(appraisal: Appraisal) -> dict[str, tuple[str, float]]:
    return {
        option.id: (option.name, option.npv.expected)
        for option in appraisal.options
        if option.family != "nothing"
    }


def _gain_by_partner(deal: Deal) -> dict[str, tuple[str, float]]:
    return {one.id: (one.name, one.gain) for one in deal.partners if one.takes_part}


def _joint_gain(deal: Deal) -> float | None:
    return sum(share.gain for share in deal.splits[0].shares) if deal.splits else None


def _paired(
    before: Mapping[str, tuple[str, float]], after: Mapping[str, tuple[str, float]]
) -> tuple[Effect, ...]:
    return tuple(
        Effect(
            what=(after.get(key) or before[key])[0],
            before=before[key][1] if key in before else None,
            after=after[key][1] if key in after else None,
        )
        for key in dict.fromkeys([*before, *after])
    )


def _changes(old: Any, new: Any, names: Mapping[str, str], where: Words = ()) -> Iterator[Change]:
    """Yield what differs between two tables of the same kind, in the order of the schema."""
    for name in _fields_of(old, new):
        if name in _UNSAID:
            continue
        before, after = getattr(old, name, None), getattr(new, name, None)
        if before != after:
            yield from _field_changes(before, after, names, where, name)


def _names(before: Deal, after: Deal) -> dict[str, str]:
    """Return the bodies' names in either version by id, the newer's where they differ."""
    both = (*before.partnership.bodies, *after.partnership.bodies)
    return {body.id: body.name for body in both}


def _fields_of(old: Entry, new: Entry) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*type(old).model_fields, *type(new).model_fields]))


def _field_changes(
    before: Any, after: Any, names: Mapping[str, str], where: Words, name: str
) -> Iterator[Change]:
    """Yield what differs in one field, opening the tables and rows within it."""
    if _are_rows(before) and _are_rows(after) and (before or after):
        yield from _row_changes(before, after, names, where, name)
    elif _is_table(before) and _is_table(after):
        yield from _changes(before, after, names, (*where, _in_words(name)))
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys([*before, *after]):
            if before.get(key) != after.get(key):
                what = f"{_in_words(name)}, {_in_words(str(key))}"
                yield _change(before.get(key), after.get(key), where, what)
    elif _is_table(before) != _is_table(after) and (before is None or after is None):
        yield _row_change(before, (*where, _in_words(name)))
    else:
        yield _change(before, after, where, _in_words(name))


def _row_changes(
    before: Sequence[Entry],
    after: Sequence[Entry],
    names: Mapping[str, str],
    where: Words,
    name: str,
) -> Iterator[Change]:
    """Yield what differs between two lists of rows, each known by its own name."""
    old, new = _by_name(before), _by_name(after)
    for key in dict.fromkeys([*old, *new]):
        row_before, row_after = old.get(key), new.get(key)
        label = _row_label(name, row_after or row_before, names)
        if row_before is None or row_after is None:
            yield _row_change(row_before, (*where, label))
        elif row_before != row_after:
            yield from _changes(row_before, row_after, names, (*where, label))


def _by_name(rows: Sequence[Entry]) -> dict[tuple[str, int], Entry]:
    """Return rows by their own names; those of one name are told apart by their order."""
    found: dict[tuple[str, int], Entry] = {}
    for row in rows:
        name = _row_name(row)
        n_before = sum(key[0] == name for key in found)
        found[name, n_before] = row
    return found


def _row_name(row: Entry) -> str:
    if isinstance(row, Baseline):
        return f"{row.body} {row.service}"
    return next((str(getattr(row, key)) for key in _KEYS if getattr(row, key, None)), "")


def _row_label(name: str, row: Any, names: Mapping[str, str]) -> str:
    """Say what a row is: "option One shared team", "baseline of Ashby, building control"."""
    singular = _SINGULAR.get(name, _in_words(name).removesuffix("s"))
    if isinstance(row, Baseline):
        return f"{singular} of {names.get(row.body, row.body)}, {_in_words(row.service)}"
    shown = getattr(row, "name", "") or _in_words(_row_name(row))
    return f"{singular} {shown}".strip()


_SINGULAR = {"bodies": "body", "history": "version", "stresses": "demand stress"}


def _row_change(before: Any, where: Words) -> Change:
    return Change(
        kind="added" if before is None else "removed",
        where=", ".join(where),
        what="",
        before="",
        after="",
    )


def _change(before: Any, after: Any, where: Words, what: str) -> Change:
    kind: ChangeKind = "changed"
    if _is_nothing(before):
        kind = "added"
    elif _is_nothing(after):
        kind = "removed"
    return Change(
        kind=kind,
        where=", ".join(where),
        what=what,
        before="" if kind == "added" else _said(before),
        after="" if kind == "removed" else _said(after),
    )


def _is_nothing(value: Any) -> bool:
    return value is None or value == "" or (isinstance(value, (tuple, dict)) and not value)


def _is_table(value: Any) -> bool:
    return isinstance(value, Entry) and not isinstance(value, Range)


def _are_rows(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(row, Entry) for row in value)


def _said(value: Any) -> str:
    """Say a value as an officer would: a range by its ends, yes and no, numbers with commas."""
    if isinstance(value, Range):
        return _said_range(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.6f}".rstrip("0").rstrip(".")
    if isinstance(value, tuple):
        return ", ".join(_said(one) for one in value)
    if isinstance(value, str) and value.startswith("assumption:"):
        return f"the assumption {_in_words(value.removeprefix('assumption:'))}"
    return f"“{value}”" if isinstance(value, str) else str(value)


def _said_range(value: Range) -> str:
    if value.outcomes:
        pairs = zip(value.outcomes, value.chances, strict=True)
        return " or ".join(f"{_said(outcome)} ({chance:.0%})" for outcome, chance in pairs)
    said = f"between {_said(value.low)} and {_said(value.high)}"
    if value.likely is not None:
        said += f", most likely {_said(value.likely)}"
    extras: list[str] = [] if value.shape == "pert" else [value.shape]
    if value.moves_with:
        extras.append(f"moving with {_in_words(value.moves_with)}")
    if value.grade:
        extras.append(f"grade {value.grade}")
    return f"{said} ({', '.join(extras)})" if extras else said


def _in_words(key: str) -> str:
    return key.replace("_", " ").replace("-", " ")
