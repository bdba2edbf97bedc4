"""Rows that say too little: a board without a quorum, a level without a target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from commonweal.agreement.document import Agreement
from commonweal.deal import say_names

from .findings import Finding, hole
from .silences import is_stated

__all__ = ["row_findings"]

#: Decisions that somebody must be said to take.
_MUST_BE_DECIDED = {
    "budget": "the yearly budget",
    "sharing-rule": "a change of the sharing rule",
    "admit-party": "admitting a party",
    "vary-agreement": "varying the agreement",
    "end-agreement": "ending the whole",
    "appoint-lead-officer": "appointing the lead officer",
}


def row_findings(agreement: Agreement) -> Iterator[Finding]:
    """Yield a hole for each list whose rows leave open what they are there to say.

    A list that is empty is told as a silence of its matter.
    """
    yield from _boards(agreement)
    yield from _decisions(agreement)
    yield from _ladder(agreement)
    yield from _local(agreement)
    yield from _levels(agreement)
    yield from _contracts(agreement)
    yield from _charges(agreement)
    yield from _exit_sums(agreement)


def _boards(agreement: Agreement) -> Iterator[Finding]:
    for board in agreement.boards:
        missing = [
            what
            for what, value in (
                ("seats of each party", board.seats or None),
                ("quorum", board.quorum),
                ("how often it meets", board.meetings_a_year),
            )
            if value is None
        ]
        if missing:
            yield hole(
                f"board/{board.id}",
                "board",
                sentence=f"{board.name}: nothing is said of its {say_names(missing)}.",
                mend=f"State its {say_names(missing)}.",
            )


def _decisions(agreement: Agreement) -> Iterator[Finding]:
    if not agreement.decisions:
        return
    for right in agreement.decisions:
        if not is_stated(right.decided_by) or right.voting is None:
            what = "who decides it" if not is_stated(right.decided_by) else "by what majority"
            yield hole(
                f"decision/{right.id}",
                "decisions",
                sentence=f"{right.words}: it is not said {what}.",
                mend=f"Say {what}.",
            )
    subjects = {right.subject for right in agreement.decisions}
    for subject, words in _MUST_BE_DECIDED.items():
        if subject not in subjects:
            yield hole(
                f"decision/{subject}",
                "decisions",
                sentence=f"Nobody is said to decide on {words}.",
                mend="Add it to the decision rights, with who decides and by what majority.",
            )
    if not any(right.is_reserved for right in agreement.decisions):
        yield hole(
            "reserved-matters",
            "decisions",
            sentence="No matter is reserved to the parties themselves: the board, or whoever is "
            "in the majority there, can decide everything.",
            mend="Reserve at least a change of the sharing rule, of the members and of the "
            "agreement.",
        )


def _ladder(agreement: Agreement) -> Iterator[Finding]:
    unclear = [step.who for step in agreement.ladder if step.days is None]
    if unclear:
        yield hole(
            "ladder/days",
            "deadlock",
            sentence=f"A dispute has no time limit with {say_names(unclear)}.",
            mend="Say within how many days each step is over.",
        )


def _local(agreement: Agreement) -> Iterator[Finding]:
    for row in agreement.local:
        missing = []
        if row.kind is None:
            missing.append("what kind of thing it is")
        if not is_stated(row.decided_by):
            missing.append("who decides it")
        if row.paid_by is None:
            missing.append("who pays what keeping it costs")
        elif row.paid_by != "costs-nothing" and not row.pence_by_party:
            missing.append("what keeping it costs")
        if missing:
            yield hole(
                f"local/{row.id}",
                "stays-local",
                sentence=f"“{row.words}” stays local, and it is not said {say_names(missing)}.",
                mend=f"Say {say_names(missing)}.",
            )


def _levels(agreement: Agreement) -> Iterator[Finding]:
    for level in agreement.levels:
        if level.target is None:
            yield hole(
                f"level/{level.id}",
                "levels",
                sentence=f"The level “{level.measure}” has no target.",
                mend="State the figure that must be kept.",
            )
    if agreement.levels:
        covered = {level.service for level in agreement.levels}
        for service in agreement.services:
            if service.id not in covered:
                yield hole(
                    f"levels/{service.id}",
                    "levels",
                    sentence=f"No level of service is promised for {service.name}.",
                    mend="Promise at least what each party has today.",
                )


def _contracts(agreement: Agreement) -> Iterator[Finding]:
    for contract in agreement.contracts:
        if contract.until is None:
            yield hole(
                f"contract/{contract.id}",
                "contracts-on-exit",
                sentence=f"It is not said until when the contract {contract.name} runs.",
                mend="State its last day, and how many months it takes to end it earlier.",
            )


def _charges(agreement: Agreement) -> Iterator[Finding]:
    if not agreement.charges:
        return
    years = list(dict.fromkeys(row.year for row in agreement.charges))
    priced = {(row.party, row.year) for row in agreement.charges}
    for party in agreement.parties:
        missing = [year for year in years if (party.id, year) not in priced]
        if missing:
            yield hole(
                f"charges/{party.id}",
                "charges",
                sentence=f"The schedule has no charge of {party.name} for {_years(missing)}.",
                mend="Fill the schedule for every party and year.",
            )


def _exit_sums(agreement: Agreement) -> Iterator[Finding]:
    if not agreement.exit_sums or agreement.alternative("exit-charge") != "no-worse-off":
        return
    priced = {row.leaver for row in agreement.exit_sums}
    missing = [party.name for party in agreement.parties if party.id not in priced]
    if missing:
        yield hole(
            "exit-sums",
            "exit-charge",
            sentence=f"The schedule of exit charges says nothing of {say_names(missing)}.",
            mend="State what each party would pay if it left.",
        )


def _years(labels: Iterable[str]) -> str:
    years = list(labels)
    return say_names(years) if len(years) <= 3 else f"{years[0]} to {years[-1]}"
