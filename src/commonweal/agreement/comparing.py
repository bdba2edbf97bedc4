"""Two versions of an agreement in plain words: what is promised otherwise, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from commonweal.money import pounds
from commonweal.partnership import Entry

from .clauses import Matter, matters, said
from .document import Agreement, Clause
from .reading import OWN

__all__ = ["AgreementChange", "compare_agreements"]

ChangeKind = Literal["changed", "added", "removed"]

#: Lists of the agreement, what one of their rows is, the keys that tell rows apart, and the matter.
_LISTS: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("parties", "party", ("id",), "powers"),
    ("services", "service", ("id",), "services"),
    ("local", "what stays local", ("id",), "stays-local"),
    ("boards", "board", ("id",), "board"),
    ("decisions", "decision right", ("id",), "decisions"),
    ("ladder", "step of a dispute", ("id",), "deadlock"),
    ("levels", "service level", ("id",), "levels"),
    ("contracts", "contract", ("id",), "contracts-on-exit"),
    ("limits", "limit of", ("party",), "limits"),
    ("charges", "charge of", ("party", "year"), "charges"),
    ("exit_sums", "exit charge of", ("leaver", "notice_months"), "exit-charge"),
    ("withdrawal_sums", "withdrawal of", ("party", "phase"), "before-go-live"),
)

#: Fields that say where a row comes from, not what it promises.
_UNSAID = frozenset({"id", "reference", "party", "year", "leaver", "phase"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementChange:
    """One thing that the later version promises otherwise."""

    kind: ChangeKind
    matter: str
    """The matter that it belongs to; empty for the name, the route and the host."""
    what: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        what = f"{self.what[:1].upper()}{self.what[1:]}"
        if self.kind == "added":
            return (
                f"{what}: {self.after}, where nothing stood." if self.after else f"{what}: added."
            )
        if self.kind == "removed":
            return (
                f"{what}: taken out; it was {self.before}."
                if self.before
                else f"{what}: taken out."
            )
        return f"{what}: from {self.before} to {self.after}."

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "matter": self.matter,
            "what": self.what,
            "before": self.before,
            "after": self.after,
            "sentence": self.sentence,
        }


def compare_agreements(old: Agreement, new: Agreement) -> tuple[AgreementChange, ...]:
    """Return what differs, clause by clause, then list by list; positions are not compared."""
    return (*_facts(old, new), *_clauses(old, new), *_rows(old, new))


def _facts(old: Agreement, new: Agreement) -> Iterator[AgreementChange]:
    for name in ("name", "route", "host"):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            if name == "host":
                before, after = (
                    one and version.party_name(one)
                    for one, version in ((before, old), (after, new))
                )
            yield _change("", name, before or "", after or "")


def _clauses(old: Agreement, new: Agreement) -> Iterator[AgreementChange]:
    for row in matters():
        before, after = old.clause(row.id), new.clause(row.id)
        if before is None and after is None:
            continue
        if before is None or after is None:
            kind: ChangeKind = "added" if before is None else "removed"
            yield AgreementChange(
                kind=kind, matter=row.id, what=f"the clause {row.heading}", before="", after=""
            )
            continue
        yield from _clause(row, before, after)


def _clause(row: Matter, before: Clause, after: Clause) -> Iterator[AgreementChange]:
    if before.alternative != after.alternative:
        yield _change(
            row.id,
            row.heading,
            _alternative(row, before.alternative),
            _alternative(row, after.alternative),
        )
    for one in row.parameters:
        then, now = before.values.get(one.id), after.values.get(one.id)
        if then != now:
            yield _change(
                row.id,
                f"{row.heading}, {one.name}",
                "" if then is None else said(one, then),
                "" if now is None else said(one, now),
            )
    if before.words != after.words:
        yield _change(row.id, f"{row.heading}, the parties’ own words", before.words, after.words)


def _alternative(row: Matter, alternative: str) -> str:
    if alternative == OWN:
        return "the parties’ own words"
    found = row.alternative(alternative)
    return "" if found is None else f"{found.name[:1].lower()}{found.name[1:]}"


def _rows(old: Agreement, new: Agreement) -> Iterator[AgreementChange]:
    names = {party.id: party.name for party in (*old.parties, *new.parties)}
    for key, what, keys, about in _LISTS:
        before, after = (_by_key(getattr(one, key), keys) for one in (old, new))
        for at in dict.fromkeys([*before, *after]):
            then, now = before.get(at), after.get(at)
            label = f"{what} {_label(now or then, at, names)}"
            if then is None or now is None:
                kind: ChangeKind = "added" if then is None else "removed"
                figure = _figure(now or then)
                yield AgreementChange(
                    kind=kind,
                    matter=about,
                    what=label,
                    before=figure if now is None else "",
                    after=figure if then is None else "",
                )
            elif then != now:
                yield from _fields(about, label, then, now, names)
    yield from _orders(old, new)


def _orders(old: Agreement, new: Agreement) -> Iterator[AgreementChange]:
    """Yield the steps of a dispute where they are the same in another order."""
    before, after = ([step.who for step in one.ladder] for one in (old, new))
    if before != after and sorted(before) == sorted(after):
        yield _change(
            "deadlock", "order of the steps of a dispute", *map("; ".join, (before, after))
        )


def _by_key(rows: Sequence[Entry], keys: tuple[str, ...]) -> dict[tuple[str, ...], Entry]:
    return {tuple(str(getattr(row, key)) for key in keys): row for row in rows}


def _label(row: Any, at: tuple[str, ...], names: Mapping[str, str]) -> str:
    if hasattr(row, "id"):
        shown = next(
            (getattr(row, key) for key in ("name", "words", "measure", "who") if hasattr(row, key)),
            row.id,
        )
        return f"“{shown}”"
    first, *rest = at
    if not rest:
        return names.get(first, first)
    (second,) = rest
    unit = " months’ notice" if hasattr(row, "notice_months") else ""
    return f"{names.get(first, first)}, {second}{unit}"


def _figure(row: Any) -> str:
    return pounds(row.pence, pence=True) if hasattr(row, "pence") else ""


def _fields(
    about: str, label: str, then: Entry, now: Entry, names: Mapping[str, str]
) -> Iterator[AgreementChange]:
    for name in type(now).model_fields:
        before, after = getattr(then, name), getattr(now, name)
        if name in _UNSAID or before == after:
            continue
        what = label if name == "pence" else f"{label}, {_in_words(name)}"
        yield _change(about, what, _shown(name, before, names), _shown(name, after, names))


def _in_words(name: str) -> str:
    words = name.removeprefix("is_").removesuffix("_pence").replace("pence_by", "pounds by")
    return words.replace("_", " ")


def _shown(name: str, value: Any, names: Mapping[str, str]) -> str:
    """Say a value of a row: money in pounds, yes and no, parties by name."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(
            f"{names.get(key, key)} {_shown(name, inner, names)}" for key, inner in value.items()
        )
    if isinstance(value, tuple):
        return "; ".join(str(one) for one in value)
    if "pence" in name and isinstance(value, int):
        return pounds(value, pence=True)
    if isinstance(value, float):
        return f"{value:,.6f}".rstrip("0").rstrip(".")
    text = str(value)
    return names.get(text, text.replace("-", " ") if name in ("decided_by", "voting") else text)


def _change(about: str, what: str, before: str, after: str) -> AgreementChange:
    kind: ChangeKind = "changed" if before and after else "added" if after else "removed"
    return AgreementChange(kind=kind, matter=about, what=what, before=before, after=after)
