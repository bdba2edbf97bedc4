"""Approvals as one value: which bodies decide on one proposal, when, and what each has said."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from typing import Annotated, Final, Literal

from pydantic import Field

from commonweal.agreement.document import Agreement
from commonweal.agreement.entry_files import EntryFault, read_entry, write_entry
from commonweal.bodies import body_kind, body_kinds
from commonweal.errors import InputError
from commonweal.partnership import BodyEntry, Entry, Partnership
from commonweal.partnership.base import Slug
from commonweal.services import catalogue

__all__ = [
    "DECIDER_NAMES",
    "Approval",
    "Approvals",
    "CallIn",
    "Condition",
    "Decider",
    "Outcome",
    "Signature",
    "approvals_from",
    "faults_of_approvals",
    "read_approvals",
    "version_of",
]

Text = Annotated[str, Field(min_length=1)]
Days = Annotated[int, Field(ge=0, le=366)]

Decider = Literal[
    "executive",
    "full-council",
    "committee",
    "scrutiny",
    "joint-committee",
    "board",
    "corporation",
    "trustees",
    "officer",
]

#: The usual words for who decides.
DECIDER_NAMES: Final[dict[Decider, str]] = {
    "executive": "Cabinet",
    "full-council": "Full council",
    "committee": "Committee",
    "scrutiny": "Scrutiny",
    "joint-committee": "Joint committee",
    "board": "Board",
    "corporation": "Corporation",
    "trustees": "Trustees",
    "officer": "Officer",
}

#: What was decided. `awaited` while nothing is.
Outcome = Literal["awaited", "approved", "deferred", "declined"]

CallIn = Literal["none", "made", "upheld", "sent-back", "referred-to-council"]


class Condition(Entry):
    """Something that a body asked for when it approved."""

    id: Slug
    words: Text
    owner: str = ""
    """Who must see to it."""
    due: dt.date | None = None
    met_on: dt.date | None = None
    met_words: str = ""
    """How it was met, and who accepts that."""
    holds_up_signing: bool = True
    """False for a condition that may be met after signature."""


class Approval(Entry):
    """One body’s decision at one meeting."""

    id: Slug
    body: Slug
    body_name: Text
    kind: str = "other"
    """What kind of body it is, for example district, nhs-trust, college."""
    nation: Literal["england", "wales", "scotland", "northern-ireland"] = "england"
    decider: Decider = "executive"
    committee: str = ""
    """What the body calls it: Cabinet, Policy Committee, Board."""
    meeting: dt.date | None = None
    decision: Literal["key", "not-key", "not-known"] = "not-known"
    """Whether it is a key decision; while not known it is treated as one."""
    is_private: bool = False
    """Whether any of it is taken in private."""
    after: tuple[Slug, ...] = ()
    """Decisions that must come before, by id: scrutiny before cabinet, cabinet before council."""
    notice_days: Days | None = None
    """Days of notice by the body’s own rules, in place of ours, counted as ours are."""
    agenda_days: Days | None = None
    """Days for the agenda by the body’s own rules, in place of ours."""
    call_in_days: Days | None = None
    """Working days for call-in by the body’s own constitution; 0 where there is none."""
    final_days: Days = 7
    """Working days before the meeting by which its report must be final."""
    notice_given_on: dt.date | None = None
    """Day on which notice of the decision was published."""
    agenda_published_on: dt.date | None = None
    closed: tuple[dt.date, ...] = ()
    """Days on which its office is shut beside bank holidays."""
    version: str = ""
    """Version of the agreement decided on; it counts only if that is the one before all."""
    outcome: Outcome = "awaited"
    decided_on: dt.date | None = None
    published_on: dt.date | None = None
    """Day on which the decision was published; call-in is counted from it."""
    minute: str = ""
    """Where the decision is written: a minute’s number."""
    reasons: str = ""
    conditions: tuple[Condition, ...] = ()
    call_in: CallIn = "none"
    called_in_on: dt.date | None = None
    if_declined: Literal["all-lapses", "body-leaves", "not-agreed"] = "not-agreed"
    """What lapses if it declines: the whole, or its part only."""

    @property
    def decided_by(self) -> str:
        """What the body calls who decides, or the usual word for it."""
        return self.committee or DECIDER_NAMES[self.decider]


class Signature(Entry):
    """A body’s signature of the agreement."""

    body: Slug
    name: Text
    office: Text
    on: dt.date
    version: str = ""
    sealed: bool = False
    """Whether the body’s seal was set to it."""


class Approvals(Entry):
    """One proposal before all the bodies that must pass it."""

    name: Text
    version: str = ""
    """Version, or fingerprint, of the agreement that is before them."""
    go_live: dt.date | None = None
    """Day on which the service is meant to begin."""
    must_all_pass_by: dt.date | None = None
    """Day after which approvals given lapse, where the parties set one."""
    approvals: tuple[Approval, ...] = ()
    signatures: tuple[Signature, ...] = ()


def version_of(agreement: Agreement) -> str:
    """Return a short fingerprint of what an agreement promises, to be approved by.

    It changes with any fact, word or sum, and not with positions taken or who may see them.
    """
    promised = agreement.model_copy(update={"positions": ()})
    return hashlib.sha256(write_entry(promised).encode()).hexdigest()[:12]


def read_approvals(text: str, *, source: str) -> Approvals:
    """Read approvals from TOML.

    Raises FileFormatError if it is no TOML and RefusedError, every fault with its mend, if
    something in it cannot be used.
    """
    return read_entry(
        Approvals, text, source=source, what="a list of approvals", check=faults_of_approvals
    )


def approvals_from(partnership: Partnership) -> Approvals:
    """Return one approval for each partner, with the committee, day and kind of its own paper.

    The partners are those of the option put forward, else every body of the file.
    """
    forms = {form.id: form.family for form in catalogue().forms}
    proposed = next(
        (one for one in partnership.options if one.is_proposed and forms.get(one.form) != "alone"),
        None,
    )
    wanted = (
        tuple(one.id for one in partnership.bodies)
        if proposed is None
        else partnership.bodies_of(proposed)
    )
    papers = {one.body: one for one in partnership.papers}
    rows = []
    for body in partnership.bodies:
        if body.id not in wanted:
            continue
        paper = papers.get(body.id)
        decider = _decider(body, "" if paper is None else paper.committee)
        rows.append(
            Approval(
                id=f"{body.id}-{decider}"[:80].rstrip("-"),
                body=body.id,
                body_name=body.name,
                kind=body.kind,
                nation=body.nation,
                decider=decider,
                committee="" if paper is None else paper.committee,
                meeting=None if paper is None else paper.meeting,
                decision="not-known" if paper is None else paper.decision,
                is_private=paper is not None and paper.classification != "public",
            )
        )
    return Approvals(name=partnership.name, approvals=tuple(rows))


_BY_SECTOR: dict[str, Decider] = {
    "council": "executive",
    "fire": "committee",
    "police": "officer",
    "health": "board",
    "education": "corporation",
    "voluntary": "trustees",
    "company": "board",
    "national": "board",
}

#: Words in the name of who decides, in the order in which they are looked for.
_BY_WORD: tuple[tuple[str, Decider], ...] = (
    ("scrutiny", "scrutiny"),
    ("full council", "full-council"),
    ("cabinet", "executive"),
    ("executive", "executive"),
    ("joint", "joint-committee"),
    ("corporation", "corporation"),
    ("trustee", "trustees"),
    ("board", "board"),
    ("committee", "committee"),
    ("council", "full-council"),
)


def _decider(body: BodyEntry, committee: str) -> Decider:
    said = committee.lower()
    for word, decider in _BY_WORD:
        if word in said:
            return decider
    return _BY_SECTOR.get(sector_of_kind(body.kind), "committee")


def sector_of_kind(kind: str) -> str:
    """Return the sector of a kind of body; "other" for one that is not on the list."""
    try:
        return body_kind(kind).sector
    except InputError:
        return "other"


def faults_of_approvals(found: Approvals) -> Iterator[EntryFault]:
    """Yield what the schema cannot see: repeats, circles, and days that cannot be."""
    ids = [one.id for one in found.approvals]
    kinds = {kind.id for kind in body_kinds()}
    for place, one in enumerate(found.approvals):
        where = ("approvals", place)
        if one.id in ids[:place]:
            yield where, f"The approval {one.id} is there twice.", "Give each its own id."
        if one.kind not in kinds:
            yield (
                (*where, "kind"),
                f"There is no kind of body {one.kind!r}.",
                f"Use one of: {', '.join(sorted(kinds))}.",
            )
        for wanted in one.after:
            if wanted not in ids:
                yield (
                    (*where, "after"),
                    f"{one.id} comes after {wanted}, which is no approval of this list.",
                    f"The approvals are: {', '.join(ids)}.",
                )
        yield from (((*where, *path), reason, mend) for path, reason, mend in _day_faults(one))
    yield from _circles(found)
    bodies = {one.body for one in found.approvals}
    for place, signed in enumerate(found.signatures):
        if signed.body not in bodies:
            yield (
                ("signatures", place, "body"),
                f"{signed.body} signed but decides nothing here.",
                f"The bodies that decide are: {', '.join(sorted(bodies))}.",
            )


def _day_faults(one: Approval) -> Iterator[EntryFault]:
    if one.outcome != "awaited" and one.decided_on is None:
        yield (
            ("decided_on",),
            f"{one.id} is {one.outcome} on no day.",
            "Give decided_on, the day of the decision.",
        )
    if one.outcome == "awaited" and one.decided_on is not None:
        yield (
            ("outcome",),
            f"{one.id} was decided on {one.decided_on}, and its outcome is still awaited.",
            "Say approved, deferred or declined, or take the day out.",
        )
    if one.published_on and one.decided_on and one.published_on < one.decided_on:
        yield (
            ("published_on",),
            f"{one.id} was published on {one.published_on}, before it was decided on "
            f"{one.decided_on}.",
            "Mend one of the two days.",
        )
    if one.call_in != "none" and one.outcome != "approved":
        yield (
            ("call_in",),
            f"{one.id} is called in but not approved.",
            "Only a decision that was taken can be called in.",
        )
    seen: set[str] = set()
    for number, row in enumerate(one.conditions):
        if row.id in seen:
            yield (
                ("conditions", number),
                f"The condition {row.id} is there twice.",
                "Give each condition its own id.",
            )
        seen.add(row.id)


def _circles(found: Approvals) -> Iterator[EntryFault]:
    """Yield an approval that would have to wait for itself."""
    after = {one.id: one.after for one in found.approvals}
    for place, one in enumerate(found.approvals):
        seen: set[str] = set()
        waiting = list(one.after)
        while waiting:
            step = waiting.pop()
            if step == one.id:
                yield (
                    ("approvals", place, "after"),
                    f"{one.id} waits for itself.",
                    "Take one step out of the circle.",
                )
                return
            if step not in seen:
                seen.add(step)
                waiting.extend(after.get(step, ()))
