"""Reading the chains from end to end, and naming the first thing wrong in each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from itertools import groupby
from typing import Any

from commonweal_web.core.models import AuditEvent, ChainDigest, ChainHead

from .chains import hash_of
from .digests import Heads, heads_now, read_heads

__all__ = ["ChainFault", "ChainsReport", "check_chains"]

_ROWS_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainFault:
    """A place at which a chain does not hold."""

    chain: str
    sequence: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.chain}, entry {self.sequence}: {self.sentence}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainsReport:
    """What was read, and what does not hold; no faults means that history is as it was written."""

    n_chains: int
    n_entries: int
    faults: tuple[ChainFault, ...]

    @property
    def is_whole(self) -> bool:
        return not self.faults


def check_chains(heads: Heads | None = None) -> ChainsReport:
    """Read every chain and compare it with its head, the digests kept, and `heads` if given.

    An entry altered, removed, put in or moved is told by its chain and place. A chain is read no
    further than its first fault, for all after it hangs on that. It may run while the site does.
    """
    n_entries = 0
    faults: list[ChainFault] = []
    # Heads are read before entries: what is added meanwhile stands past them, and is no fault.
    named = _named(heads)
    rows = AuditEvent.objects.order_by("chain", "sequence").iterator(chunk_size=_ROWS_AT_ONCE)
    met = set()
    for chain, of_chain in groupby(rows, key=lambda row: row.chain):
        met.add(chain)
        walk = _Walk(chain=chain, named=named.get(chain, {}))
        for row in of_chain:
            n_entries += 1
            walk.step(row)
        walk.end()
        faults += walk.faults
    for chain in sorted(named.keys() - met):
        walk = _Walk(chain=chain, named=named[chain])
        walk.end()
        faults += walk.faults
    return ChainsReport(n_chains=len(met | named.keys()), n_entries=n_entries, faults=tuple(faults))


def _named(given: Heads | None) -> dict[str, dict[int, tuple[str, str]]]:
    """Return by chain and sequence the hash that somebody named, and who did."""
    named: dict[str, dict[int, tuple[str, str]]] = {}
    for where, heads in _digests(given):
        for chain, (sequence, hash_) in heads.ends.items():
            if sequence:
                named.setdefault(chain, {})[sequence] = (hash_, where)
    return named


def _digests(given: Heads | None) -> Iterator[tuple[str, Heads]]:
    """Yield each digest with its name, the one least likely to have been written again last."""
    yield "its head", heads_now()
    for digest in ChainDigest.objects.order_by("pk").iterator():
        yield f"the digest of {digest.at:%-d %B %Y at %H:%M}", read_heads(digest.text)
    if given is not None:
        yield "the list of heads given", given


class _Walk:
    """One chain read from its first entry to its last."""

    def __init__(self, *, chain: str, named: dict[int, tuple[str, str]]) -> None:
        self.chain = chain
        self.named = named
        self.sequence = 0
        self.hash = ""
        self.faults: list[ChainFault] = []

    def step(self, row: AuditEvent) -> None:
        if self.faults:
            return
        self.sequence += 1
        wrong = next(self._wrong(row), None)
        if wrong:
            self._fault(self.sequence, wrong)
        self.hash = row.hash

    def _wrong(self, row: AuditEvent) -> Iterator[str]:
        if row.sequence != self.sequence:
            missing = (
                f"entry {self.sequence} is missing"
                if row.sequence == self.sequence + 1
                else f"entries {self.sequence} to {row.sequence - 1} are missing"
            )
            yield f"{missing}; the next one there is {row.sequence}."
        if row.hash != hash_of(row.previous_hash, row.text):
            yield "its text is not the one that was recorded: it was altered."
        if row.previous_hash != self.hash:
            yield "it does not follow the entry before it: one was replaced or moved."
        yield from (
            f"its {name} says {shown!r} and the text recorded {kept!r}: it was altered."
            for name, shown, kept in _columns(row)
            if shown != kept
        )
        named, where = self.named.get(row.sequence, (row.hash, ""))
        if named != row.hash:
            yield f"{where} names another entry here: the chain was written again."

    def end(self) -> None:
        if self.faults:
            return
        beyond = max((sequence for sequence in self.named if sequence > self.sequence), default=0)
        if beyond:
            _, where = self.named[beyond]
            self._fault(
                self.sequence + 1,
                f"the chain ends at entry {self.sequence} and {where} names entry {beyond}: "
                "its end was cut off.",
            )
            return
        head = ChainHead.objects.filter(chain=self.chain).first()
        if head is None:
            self._fault(self.sequence, "the chain has no head: its row was removed.")
        elif head.sequence < self.sequence:
            self._fault(
                head.sequence + 1,
                f"its head names entry {head.sequence} as the last: this one was put in past it.",
            )

    def _fault(self, sequence: int, sentence: str) -> None:
        self.faults.append(ChainFault(chain=self.chain, sequence=sequence, sentence=sentence))


def _columns(row: AuditEvent) -> Iterable[tuple[str, Any, Any]]:
    """Return each column that repeats the text, as it stands and as the text has it."""
    try:
        entry = json.loads(row.text)
        by = entry["by"]
        return (
            ("chain", row.chain, entry["chain"]),
            ("number", row.sequence, entry["sequence"]),
            ("time", row.at.astimezone(UTC).isoformat(timespec="microseconds"), entry["at"]),
            ("event", row.event, entry["event"]),
            ("kind of actor", row.actor_kind, by["kind"]),
            ("actor", row.actor_id, by["id"]),
            ("actor's name", row.actor_name, by["name"]),
            ("subject", row.about, entry["about"]),
            ("body", row.body_id, entry["body"]),
        )
    except (ValueError, KeyError, TypeError):
        return (("text", row.text, "an entry"),)
