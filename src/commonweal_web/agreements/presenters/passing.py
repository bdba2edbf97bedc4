"""Where every body stands in passing an agreement; versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from commonweal.agreement import Agreement as Content
from commonweal.agreement import AgreementChange, compare_agreements
from commonweal.agreement.approvals import Approvals, approval_state, decision_register
from commonweal.reports.tables import Table, table, text
from commonweal_web.agreements.models import Agreement, Passing, Passings, Version
from commonweal_web.bodies.models import Body
from commonweal_web.core.layout import Fact, TagKind
from commonweal_web.core.layout.filters import say_date, say_moment

from .places import Frame, place_of

__all__ = ["PassingPage", "VersionPage", "VersionsPage"]

_STANDINGS: dict[str, tuple[str, TagKind]] = {
    "passed": ("Passed", "green"),
    "in-call-in": ("In call-in", "teal"),
    "conditions": ("On a condition", "yellow"),
    "to-come": ("To come", "grey"),
    "waits": ("Waits for another", "grey"),
    "declined": ("Declined", "red"),
    "deferred": ("Put off", "orange"),
    "called-in": ("Called in", "orange"),
    "notice-late": ("Notice late", "red"),
    "notice-not-recorded": ("Notice due", "yellow"),
    "not-recorded": ("To be recorded", "yellow"),
    "no-date": ("No day fixed", "grey"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyStands:
    """One body: where it stands, what is due by when, what its people can do."""

    name: str
    said: str
    tag: TagKind
    sentence: str
    facts: tuple[Fact, ...]
    actions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassingPage:
    """The decisions of every body on one version, the register, and who signed."""

    frame: Frame
    version: str
    version_address: str
    sentence: str
    blockers: tuple[str, ...]
    lapses: tuple[str, ...]
    warnings: tuple[str, ...]
    bodies: tuple[BodyStands, ...]
    register: Table | None
    earlier: tuple[str, ...]
    put: str
    take_back: str
    take: str
    last: str

    @classmethod
    def of(
        cls,
        agreement: Agreement,
        rounds: Sequence[Passings],
        approvals: Approvals | None,
        *,
        today: dt.date,
        records_for: Iterable[Body],
        signs_for: Iterable[Body],
        may_put: bool,
        take: str,
    ) -> PassingPage:
        place = place_of(agreement)
        put = rounds[0] if rounds else None
        state = None if approvals is None else approval_state(approvals, today=today)
        is_draft = agreement.state == Agreement.State.DRAFT
        is_open = put is not None and put.state == Passings.State.OPEN
        return cls(
            frame=Frame.of(agreement),
            version="" if put is None else f"Version {put.version.number}",
            version_address="" if put is None else place("agreement-version", put.version.number),
            sentence="It has not been put to the bodies."
            if state is None or put is None
            else f"{state.sentence}"
            if is_open
            else f"{put.get_state_display()}, {say_date(put.ended_at)}.",
            blockers=() if state is None or not is_open else state.blockers,
            lapses=() if state is None else state.lapses,
            warnings=() if state is None or not is_open else state.warnings,
            bodies=()
            if put is None or approvals is None
            else tuple(
                _body(
                    agreement,
                    put,
                    one,
                    approvals,
                    today=today,
                    records=one.body in records_for,
                    signs=one.body in signs_for,
                )
                for one in put.bodies.all()
            ),
            register=None if approvals is None else _register(approvals, today),
            earlier=tuple(
                f"Version {one.version.number}, put by {one.put_as}, {say_date(one.put_at)}: "
                f"{one.get_state_display().lower()}, {say_date(one.ended_at)}"
                for one in rounds[1:]
            ),
            put=place("put-agreement") if is_draft and may_put else "",
            take_back=place("take-agreement-back") if is_open and may_put else "",
            take=take,
            last=say_date(state.last_could_pass) if state is not None and is_open else "",
        )


def _body(
    agreement: Agreement,
    put: Passings,
    one: Passing,
    approvals: Approvals,
    *,
    today: dt.date,
    records: bool,
    signs: bool,
) -> BodyStands:
    place = place_of(agreement)
    state = approval_state(approvals, today=today)
    found = state.standing(one.body.reference)
    said, tag = _STANDINGS.get(found.standing, (found.standing.replace("-", " "), "grey"))
    is_open = put.state == Passings.State.OPEN
    signing = next((row for row in put.version.signings.all() if row.body_id == one.body_id), None)
    facts = [
        Fact(
            name=each.name,
            said=f"{'' if each.step == 'meeting' else 'by '}{say_date(each.by)} ({each.counted})",
        )
        for each in found.deadlines
    ]
    if one.minute:
        facts.append(Fact(name="Minute", said=one.minute))
    for each in one.conditions.all():
        met = f"met on {say_date(each.met_on)}: {each.met_words}" if each.met_on else "not met yet"
        facts.append(Fact(name="Condition", said=f"{each.words} ({met})"))
    if one.decided_as:
        facts.append(Fact(name="Recorded by", said=one.decided_as))
    if signing is not None:
        facts.append(
            Fact(
                name="Signed",
                said=f"{signing.signed_as}, {signing.office}, {say_moment(signing.signed_at)}",
            )
        )
    actions: list[tuple[str, str]] = []
    of = one.body.reference
    if is_open and records:
        if one.outcome in (Passing.Outcome.AWAITED, Passing.Outcome.DEFERRED):
            actions.append(("Say when it meets", place("plan-meeting", of)))
            if one.meeting:
                actions.append(("Record what it decided", place("record-decision", of)))
        elif one.outcome == Passing.Outcome.APPROVED:
            if one.open_conditions:
                actions.append(("Record that a condition is met", place("meet-condition", of)))
            if signing is None:
                actions.append(("Record a call-in", place("record-call-in", of)))
    if is_open and signs and signing is None and state.may_sign:
        actions.append(("Sign for your body", place("sign-agreement", of)))
    return BodyStands(
        name=one.body.name,
        said="Signed" if signing is not None else said,
        tag="green" if signing is not None else tag,
        sentence=found.sentence,
        facts=tuple(facts),
        actions=tuple((f"{what}: {one.body.name}", address) for what, address in actions),
    )


def _register(approvals: Approvals, today: dt.date) -> Table:
    return table(
        "register",
        "Register of decisions",
        [
            text(name)
            for name in ("Body", "Decided by", "Day", "Outcome", "Conditions", "Minute", "Signed")
        ],
        [
            (
                row.body_name,
                row.decided_by,
                say_date(row.day) or "not fixed",
                row.outcome,
                "; ".join(row.conditions) or "none",
                row.minute or "not recorded",
                f"{row.signed_by}, {say_date(row.signed_on)}" if row.signed_by else "not yet",
            )
            for row in decision_register(approvals, today=today)
        ],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    said: str
    small: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionsPage:
    """Every version of an agreement, kept whole."""

    frame: Frame
    lines: tuple[VersionLine, ...]

    @classmethod
    def of(
        cls, agreement: Agreement, versions: Iterable[Version], headings: Mapping[str, str]
    ) -> VersionsPage:
        place = place_of(agreement)
        return cls(
            frame=Frame.of(agreement),
            lines=tuple(
                VersionLine(
                    said=f"Version {one.number}"
                    + (f": {headings[one.matter]}" if one.matter in headings else ""),
                    small=f"{one.made_as}, {say_moment(one.made_at)}"
                    + (f". {one.note}" if one.note else ""),
                    address=place("agreement-version", one.number),
                )
                for one in versions
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPage:
    """One version: what it says otherwise than another, and the files to take away."""

    frame: Frame
    here: str
    number: int
    small: str
    against: int | None
    others: tuple[tuple[str, int], ...]
    changes: tuple[str, ...]
    downloads: tuple[tuple[str, str], ...]
    back: str

    @classmethod
    def of(
        cls,
        agreement: Agreement,
        version: Version,
        content: Content,
        *,
        against: Version | None,
        before: Content | None,
        numbers: Sequence[int],
        templates: Sequence[Body],
    ) -> VersionPage:
        place = place_of(agreement)
        changes: tuple[AgreementChange, ...] = (
            () if before is None else compare_agreements(before, content)
        )
        word = place("agreement-file", version.number, "docx")
        return cls(
            frame=Frame.of(agreement),
            here=place("agreement-version", version.number),
            number=version.number,
            small=f"{version.made_as}, {say_moment(version.made_at)}. SHA-256 {version.sha256}",
            against=None if against is None else against.number,
            others=tuple((f"Version {one}", one) for one in numbers if one != version.number),
            changes=tuple(one.sentence for one in changes),
            downloads=(
                *(
                    (said, place("agreement-file", version.number, form))
                    for said, form in (
                        ("Word, clauses numbered", "docx"),
                        ("PDF", "pdf"),
                        ("Web page", "html"),
                        ("TOML, for the command line", "toml"),
                    )
                ),
                *(
                    (f"Word, in the template of {body.name}", f"{word}?template={body.reference}")
                    for body in templates
                ),
            ),
            back=place("agreement-versions"),
        )
