"""A run as a document that holds its own input, and the same run worked out again.

A run names what it rests on (input, parameter set, seed, draws, verdict rule, version) and carries
the whole partnership, so that anyone can ask years later whether its figures still come out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from commonweal import __version__
from commonweal.appraisal import input_hash
from commonweal.deal import Deal, deal_of, verdict_rule, work_out
from commonweal.errors import FileFormatError, InputError, Place, RefusedError
from commonweal.partnership import plain, read_values

__all__ = ["Difference", "Rerun", "rerun", "run_document"]

#: Money is kept to the penny and chances to four places: less than half of the last is no change.
NO_CHANGE = 0.000_05


def run_document(deal: Deal) -> dict[str, Any]:
    """Return a deal as plain values with its own input under `run.document`.

    Values are those of JSON: written out and read in again, they are equal.
    """
    document = deal.to_dict()
    document["run"] = document["run"] | {"document": plain(deal.partnership)}
    plain_values: dict[str, Any] = json.loads(json.dumps(document, default=str))
    return plain_values


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One figure or word that is no longer what it was."""

    where: str
    """The place in the run, as a person would find it: `partners, ashby, gain`."""
    was: Any
    now: Any

    def to_dict(self) -> dict[str, Any]:
        return {"where": self.where, "was": self.was, "now": self.now}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rerun:
    """A saved run beside the same run worked out now."""

    source: str
    name: str
    verdict: str
    """The verdict's sentence as it comes out now."""
    n_compared: int
    """Figures and words compared."""
    differences: tuple[Difference, ...]
    warnings: tuple[str, ...]
    version_then: str
    version_now: str

    @property
    def sentence(self) -> str:
        """Say whether every figure is the same to the penny."""
        if not self.differences:
            return f"Every figure is the same to the penny: {self.n_compared:,} compared."
        one = len(self.differences) == 1
        return (
            f"{len(self.differences):,} of {self.n_compared:,} figures and words "
            f"{'differs' if one else 'differ'}."
        )

    def to_dict(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "name": self.name,
            "verdict": self.verdict,
            "same": not self.differences,
            "sentence": self.sentence,
            "compared": self.n_compared,
            "differences": [difference.to_dict() for difference in self.differences],
            "warnings": list(self.warnings),
            "version_then": self.version_then,
            "version_now": self.version_now,
        }


def rerun(saved: Mapping[str, Any], *, source: str) -> Rerun:
    """Work a saved run out again with its own input, parameter set, seed, draws and rule.

    Raises
    ------
    FileFormatError
        This is not a run, or its input is not the one that its stamp names.
    RefusedError
        Its input can no longer be used.
    InputError
        Its parameter set or verdict rule is no longer known.
    """
    stamp = _stamp(saved, source)
    try:
        partnership, _ = read_values(stamp["document"], source=source)
    except RefusedError as error:
        raise RefusedError(
            f"The input that {source} holds can no longer be used. {error.message}",
            report=error.report,
            hint=error.hint,
        ) from error
    if input_hash(partnership) != stamp["input_hash"]:
        raise FileFormatError(
            f"The input in {source} is not the one that its stamp names: one of them was changed.",
            hint="Use the file as it was saved; to change a figure, appraise the changed case.",
            place=Place(file=source, key="run.input_hash"),
        )
    # With the run's own parameter set, even if the jurisdiction's usual one has changed since.
    deal = work_out(
        partnership.model_copy(update={"parameter_set": stamp["parameter_set"]}),
        n_draws=stamp["draws"],
        seed=stamp["seed"],
    )
    if deal.verdict.rule != stamp["verdict_rule"]:
        deal = deal_of(deal.appraisal, rule=verdict_rule(stamp["verdict_rule"]))
    was = dict(_leaves(_comparable(saved)))
    now = dict(_leaves(_comparable(run_document(deal))))
    is_same_version = stamp["version"] == __version__
    # A later version may say more than the one that made the run: only what that one said counts.
    compared = was | now if is_same_version else was
    return Rerun(
        source=source,
        name=partnership.name,
        verdict=deal.verdict.sentence,
        n_compared=len(compared),
        differences=tuple(
            Difference(where=", ".join(path), was=was.get(path), now=now.get(path))
            for path in compared
            if _differ(was.get(path), now.get(path))
        ),
        warnings=() if is_same_version else (_other_version(stamp["version"]),),
        version_then=stamp["version"],
        version_now=__version__,
    )


_STAMP: Mapping[str, type] = {
    "input_hash": str,
    "parameter_set": str,
    "seed": int,
    "draws": int,
    "version": str,
    "verdict_rule": str,
    "document": dict,
}


def _stamp(saved: Mapping[str, Any], source: str) -> Mapping[str, Any]:
    stamp = saved.get("run")
    hint = "Give what `commonweal appraise --json` printed, or --output saved."
    if not isinstance(stamp, Mapping):
        raise FileFormatError(
            f"{source} is not a run: it holds no stamp of what it rests on.",
            hint=hint,
            place=Place(file=source, key="run"),
        )
    for key, kind in _STAMP.items():
        value = stamp.get(key)
        if not isinstance(value, kind) or isinstance(value, bool):
            what = "is missing" if key not in stamp else f"is {value!r}, which cannot be used"
            raise FileFormatError(
                f"The run's {key.replace('_', ' ')} {what}.",
                hint=hint,
                place=Place(file=source, key=f"run.{key}"),
            )
    if not 1 <= stamp["draws"] <= 200_000 or not 0 <= stamp["seed"] < 2**63:
        raise InputError(
            f"The run has {stamp['draws']:,} draws and the seed {stamp['seed']}, which no run has.",
            hint=hint,
            place=Place(file=source, key="run"),
        )
    return stamp


def _comparable(run: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is the same by definition: the stamp, and the input it carries."""
    return {key: value for key, value in run.items() if key != "run"}


def _other_version(version: str) -> str:
    return (
        f"The run was made by version {version} and this is version {__version__}; figures may "
        "differ because methods were mended in between (see CHANGELOG.md)."
    )


def _leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every plain value with the way to it; rows are named by their id."""
    if isinstance(value, Mapping) and value:
        for key, inner in value.items():
            yield from _leaves(inner, (*path, str(key)))
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value):
            yield from _leaves(inner, (*path, _row_name(inner, index)))
    else:
        yield path, value


def _row_name(row: Any, index: int) -> str:
    if isinstance(row, Mapping):
        for key in ("id", "body", "rule"):
            if isinstance(row.get(key), str):
                return str(row[key])
    return str(index + 1)


def _differ(was: Any, now: Any) -> bool:
    numbers = (int, float)
    if isinstance(was, numbers) and isinstance(now, numbers):
        return abs(was - now) > NO_CHANGE
    return bool(was != now)
