"""Agreements that somebody may see, as they stand: who asks comes first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from commonweal.agreement import Agreement as Content
from commonweal.agreement import Position as Said
from commonweal.agreement import with_position
from commonweal.agreement.approvals import Approval, Approvals, Condition, Signature
from commonweal.agreement.filling import notice_of
from commonweal.bodies import body_kinds
from commonweal.money import pounds, to_pence
from commonweal_web.agreements.models import (
    Agreement,
    Passing,
    Passings,
    Position,
    RouteSignOff,
    Version,
)
from commonweal_web.appraisals.models import Piece
from commonweal_web.bodies.models import Body
from commonweal_web.core.policy import Action, HiddenError, Standing, check, may
from commonweal_web.partnerships.models import Partner, Partnership, Run
from commonweal_web.shares.queries import ChosenSplit, chosen_split

__all__ = [
    "agreements_for",
    "approvals_of",
    "bodies_of",
    "changed_since",
    "content_of",
    "find_agreement",
    "find_body",
    "find_version",
    "kept_charges",
    "newest_version",
    "passing_of",
    "passings_of",
    "positions_of",
    "sign_offs_of",
    "traces_known",
    "what_changed",
    "with_positions",
]


def agreements_for(standing: Standing, partnership: Partnership) -> list[Agreement]:
    """Return the agreements of a partnership that somebody may see, newest first: one question."""
    found = []
    for agreement in partnership.agreements.defer("paragraphs_text").select_related("supersedes"):
        agreement.partnership = partnership
        if may(standing, Action.SEE_AGREEMENT, agreement.to_thing()):
            found.append(agreement)
    return found


def find_agreement(standing: Standing, partnership: Partnership, number: int) -> Agreement:
    """Return an agreement that somebody may see.

    Raises
    ------
    HiddenError
        There is none of that number in the partnership, or not for them.
    """
    agreement: Agreement | None = partnership.agreements.filter(number=number).first()
    if agreement is None:
        raise HiddenError
    agreement.partnership = partnership
    check(standing, Action.SEE_AGREEMENT, agreement.to_thing())
    return agreement


def newest_version(agreement: Agreement) -> Version:
    """Return the version at hand: every agreement has one."""
    newest: Version = agreement.versions.select_related("run").defer(
        "run__input_text", "run__result_text"
    )[0]
    newest.agreement = agreement
    return newest


def find_version(agreement: Agreement, number: int) -> Version:
    """Return one version. Raises HiddenError where there is none of that number."""
    version: Version | None = (
        agreement.versions.filter(number=number)
        .select_related("run")
        .defer("run__input_text", "run__result_text")
        .first()
    )
    if version is None:
        raise HiddenError
    version.agreement = agreement
    return version


def content_of(version: Version) -> Content:
    """Return what a version states, as the library has it."""
    return _read(version.text)


@lru_cache(maxsize=64)
def _read(text: str) -> Content:
    return Content.model_validate_json(text)


def positions_of(agreement: Agreement) -> Mapping[tuple[str, int], Position]:
    """Return where each body stands now, by matter and body: one question."""
    found: dict[tuple[str, int], Position] = {}
    for one in agreement.positions.select_related("body", "version").defer("version__text"):
        found.setdefault((one.matter, one.body_id), one)
    return found


def changed_since(agreement: Agreement) -> Mapping[str, int]:
    """Return the last version that changed each matter, by matter: one question."""
    return {
        matter: number
        for matter, number in agreement.versions.order_by("number").values_list("matter", "number")
        if matter
    }


def with_positions(content: Content, positions: Mapping[tuple[str, int], Position]) -> Content:
    """Return an agreement with the bodies' positions in it, as its paper and table want them."""
    parties = {party.id for party in content.parties}
    for one in positions.values():
        if one.body.reference in parties:
            said = Said(
                matter=one.matter,
                party=one.body.reference,
                stance=one.stance,
                words=one.words,
                by=one.said_as,
                on=one.said_at.date(),
            )
            content = with_position(content, said)
    return content


def bodies_of(partnership: Partnership) -> list[Body]:
    """Return the bodies that take part, by name."""
    joined = [one.body for one in partnership.partners.all() if one.state == Partner.State.JOINED]
    return sorted(joined, key=lambda body: body.name)


def find_body(partnership: Partnership, reference: str) -> Body:
    """Return a body that takes part. Raises HiddenError where none of that name does."""
    for body in bodies_of(partnership):
        if body.reference == reference:
            return body
    raise HiddenError


def passings_of(agreement: Agreement) -> list[Passings]:
    """Return each time it was put to the bodies, newest first, with where each stands."""
    return list(
        agreement.passings.select_related("version")
        .defer("version__text")
        .prefetch_related("bodies__body", "bodies__conditions", "version__signings__body")
    )


def passing_of(passings: Passings, body: Body) -> Passing:
    """Return how one body passes it. Raises HiddenError where it is not asked."""
    for passing in passings.bodies.all():
        if passing.body_id == body.pk:
            passing.passings = passings
            return passing
    raise HiddenError


def approvals_of(put: Passings, content: Content) -> Approvals:
    """Return a round of decisions as the library judges them."""
    kinds = {kind.id for kind in body_kinds()}
    lapses = _LAPSES.get(content.alternative("conditions"), "not-agreed")
    day = content.value("conditions", "lapses_on")
    rows = []
    for one in put.bodies.all():
        rows.append(
            Approval(
                id=one.body.reference,
                body=one.body.reference,
                body_name=one.body.name,
                kind=one.body.kind if one.body.kind in kinds else "other",
                nation=_nation(content),
                decider=one.decider or "executive",
                committee=one.meeting,
                meeting=one.meets_on,
                decision=one.key,
                notice_given_on=one.notice_given_on,
                call_in_days=one.call_in_days,
                outcome=one.outcome,
                decided_on=one.decided_on,
                minute=one.minute,
                version=str(put.version.number),
                conditions=tuple(
                    Condition(
                        id=f"condition-{each.number}",
                        words=each.words,
                        met_on=each.met_on,
                        met_words=each.met_words,
                    )
                    for each in one.conditions.all()
                ),
                call_in=one.call_in if one.outcome == "approved" else "none",
                if_declined=lapses,
            )
        )
    return Approvals(
        name=content.name,
        version=str(put.version.number),
        must_all_pass_by=dt.date.fromisoformat(day) if isinstance(day, str) and day else None,
        approvals=tuple(rows),
        signatures=tuple(
            Signature(
                body=one.body.reference,
                name=one.signed_as,
                office=one.office,
                on=one.signed_at.date(),
                version=str(put.version.number),
            )
            for one in put.version.signings.all()
        ),
    )


#: What a clause on conditions says of a body that declines.
_LAPSES: Mapping[str, Any] = {"all-must-pass": "all-lapses", "those-who-pass": "body-leaves"}


def _nation(content: Content) -> Any:
    known = ("england", "wales", "scotland", "northern-ireland")
    return content.jurisdiction if content.jurisdiction in known else "england"


def kept_charges(chosen: ChosenSplit) -> Mapping[tuple[str, str], int]:
    """Return the charges of the split proposed, in pence, by body and year."""
    return {
        (row["body"], year): to_pence(amount)
        for row in chosen.charges["partners"]
        for year, amount in zip(chosen.charges["years"], row["charge"], strict=True)
    }


def what_changed(partnership: Partnership, version: Version, content: Content) -> tuple[str, ...]:
    """Return what of the charges the split proposed now no longer bears out, in plain words.

    Read from what was kept: nothing is worked out. Nothing where the schedules were typed.
    """
    if content.basis is None or version.run_id is None:
        return ()
    chosen = chosen_split(partnership)
    if chosen is None:
        return ()
    now = kept_charges(chosen)
    was = {(row.party, row.year): row.pence for row in content.charges}
    found = [
        f"{content.party_name(party)}’s charge for {year} was {_said(was.get((party, year)))} and "
        f"is now {_said(now.get((party, year)))}."
        for party, year in dict.fromkeys([*was, *now])
        if was.get((party, year)) != now.get((party, year))
    ]
    run: Run = version.run
    if found or chosen.run_number != run.number:
        found.insert(
            0,
            f"The split changed since: run {chosen.run_number} ({chosen.name}) is proposed to the "
            f"agreement, and the schedules hold the figures of run {run.number}.",
        )
    months = notice_of(content)
    others = sorted({row.notice_months for row in content.exit_sums} - {months})
    if others:
        found.append(
            f"The notice is {months} months, and the exit charges are worked out for {others[0]}."
        )
    return tuple(found)


def _said(pence: int | None) -> str:
    return "nothing" if pence is None else pounds(pence, pence=True)


def traces_known(version: Version, wanted: Iterable[str]) -> frozenset[str]:
    """Return those figures that have a page of their own in the run: one question."""
    if version.run is None:
        return frozenset()
    found = version.run.pieces.filter(kind=Piece.Kind.TRACE, key__in=list(wanted))
    return frozenset(found.values_list("key", flat=True))


def sign_offs_of(agreement: Agreement) -> Mapping[int, RouteSignOff]:
    """Return the newest sign-off of the route by each body's id: one question."""
    found: dict[int, RouteSignOff] = {}
    for one in agreement.route_sign_offs.all():
        found.setdefault(one.body_id, one)
    return found
