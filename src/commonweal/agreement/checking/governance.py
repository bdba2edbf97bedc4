"""Contradictions over who decides: quorum, reserved matters, two answers to one question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from commonweal.agreement.document import Agreement, DecisionRight
from commonweal.deal import say_names

from .findings import Finding, caution, contradiction

__all__ = ["governance_findings"]

#: Who a decision can be said to lie with, beside the boards.
DECIDERS: Final = frozenset({"parties", "each-party", "lead-officer", "host"})

#: What a clause says of a decision, as who decides and by what majority; empty where any will do.
_BY_CLAUSE: Final = {
    ("variation", "all"): ("vary-agreement", "parties", "unanimous"),
    ("variation", "majority"): ("vary-agreement", "parties", "majority"),
    ("joining", "all-agree"): ("admit-party", "parties", "unanimous"),
    ("joining", "majority"): ("admit-party", "parties", "majority"),
}
_BY_VALUE: Final = {
    ("ending", "decided_by", "all"): ("end-agreement", "parties", "unanimous"),
    ("ending", "decided_by", "majority"): ("end-agreement", "parties", "majority"),
    ("sharing-rule", "changed_by", "all"): ("sharing-rule", "parties", "unanimous"),
    ("sharing-rule", "changed_by", "majority"): ("sharing-rule", "parties", "majority"),
    ("sharing-rule", "changed_by", "board"): ("sharing-rule", "board", ""),
    ("lead-officer", "appointed_by", "all"): ("appoint-lead-officer", "parties", ""),
    ("lead-officer", "appointed_by", "board"): ("appoint-lead-officer", "board", ""),
    ("lead-officer", "appointed_by", "host"): ("appoint-lead-officer", "host", ""),
    ("services", "added_by", "all"): ("add-service", "parties", "unanimous"),
    ("services", "added_by", "board"): ("add-service", "board", ""),
    ("services", "added_by", "host"): ("add-service", "host", ""),
}

_SAID: Final = {"majority": "by a majority", "unanimous": "by all together", "": ""}


def governance_findings(agreement: Agreement) -> Iterator[Finding]:
    """Yield where seats, votes and decision rights cannot all hold."""
    yield from _boards(agreement)
    yield from _rights(agreement)
    yield from _two_answers(agreement)
    yield from _local(agreement)
    yield from _ladder(agreement)


def _boards(agreement: Agreement) -> Iterator[Finding]:
    for board in agreement.boards:
        seats = sum(board.seats.values())
        n_parties = sum(count > 0 for count in board.seats.values())
        if board.seats and board.quorum is not None and board.quorum > seats:
            yield contradiction(
                f"quorum-impossible/{board.id}",
                "board",
                sentence=f"{board.name} has {seats} seats and a quorum of {board.quorum}: it can "
                "never meet.",
                mend="Lower the quorum, or add seats.",
            )
        elif board.seats and (board.quorum_parties or 0) > n_parties:
            yield contradiction(
                f"quorum-impossible/{board.id}",
                "board",
                sentence=f"{board.name} needs members of {board.quorum_parties} parties, and "
                f"{n_parties} have seats: it can never meet.",
                mend="Lower the quorum, or give every party a seat.",
            )
        for party, members in board.members.items():
            if len(members) > board.seats.get(party, 0):
                yield contradiction(
                    f"more-members-than-seats/{board.id}-{party}",
                    "board",
                    sentence=f"{agreement.party_name(party)} has {board.seats.get(party, 0)} seats "
                    f"on {_board_name(agreement, board.id)}, and {len(members)} members are named.",
                    mend="Name as many members as there are seats, and call the rest deputies.",
                )
    if agreement.boards and agreement.value("relationship", "equal") is True:
        seated = {
            party for board in agreement.boards for party, count in board.seats.items() if count
        }
        without = [party.name for party in agreement.parties if party.id not in seated]
        if seated and without:
            yield contradiction(
                "party-without-seat",
                "board",
                "relationship",
                sentence="The parties deal with each other as equals, and no board has a seat for "
                f"{say_names(without)}.",
                mend="Give every party a seat.",
            )


def _rights(agreement: Agreement) -> Iterator[Finding]:
    boards = {board.id: board for board in agreement.boards}
    for right in agreement.decisions:
        decider = right.decided_by
        board = boards.get(decider)
        if board is not None and right.voting == "unanimous":
            n_parties = sum(count > 0 for count in board.seats.values())
            if (board.quorum_parties or 0) < n_parties:
                yield caution(
                    f"unanimous-of-some/{right.id}",
                    "decisions",
                    "board",
                    sentence=f"{right.words} needs all together, and the quorum of "
                    f"{_board_name(agreement, decider)} lets a party be absent: all who are there "
                    "is not all.",
                    mend="Ask for a member of every party in the quorum, or reserve it to the "
                    "parties.",
                )
        if decider and decider not in DECIDERS | set(boards):
            yield contradiction(
                f"decided-by-nobody/{right.id}",
                "decisions",
                "board",
                sentence=f"{right.words} is decided by {decider}, and there is no such board.",
                mend="Name a board of this agreement, the parties, the host or the lead officer.",
            )
        if right.is_reserved and decider and decider not in ("parties", "each-party"):
            who = _board_name(agreement, decider)
            yield contradiction(
                f"reserved-and-delegated/{right.id}",
                "decisions",
                sentence=f"{right.words} is reserved to the parties, and {who} decides it.",
                mend="Leave it with the parties, or do not reserve it.",
            )


def _two_answers(agreement: Agreement) -> Iterator[Finding]:
    for (matter, alternative), expected in _BY_CLAUSE.items():
        if agreement.alternative(matter) == alternative:
            yield from _against(agreement, matter, *expected)
    for (matter, parameter, value), expected in _BY_VALUE.items():
        if agreement.value(matter, parameter) == value:
            yield from _against(agreement, matter, *expected)
    if agreement.alternative("assignment") == "with-consent":
        for right in agreement.decisions:
            if right.subject == "subcontract" and right.decided_by in ("host", "lead-officer"):
                yield contradiction(
                    f"decided-twice/{right.id}",
                    "assignment",
                    "decisions",
                    sentence="Work is subcontracted only with every party's consent, and the "
                    f"{right.decided_by.replace('-', ' ')} decides on subcontracting.",
                    mend="Say it once.",
                )


def _against(
    agreement: Agreement, matter: str, subject: str, decider: str, voting: str
) -> Iterator[Finding]:
    """Hold what a clause says of a decision against the schedule of decision rights."""
    boards = {board.id for board in agreement.boards}
    for right in agreement.decisions:
        if right.subject != subject or not right.decided_by:
            continue
        is_board = right.decided_by in boards
        same_decider = is_board if decider == "board" else right.decided_by == decider
        same_voting = not voting or right.voting is None or right.voting == voting
        if same_decider and same_voting:
            continue
        by_clause = "the board" if decider == "board" else f"the {decider}"
        yield contradiction(
            f"decided-twice/{right.id}",
            matter,
            "decisions",
            sentence=f"{right.words}: by its own clause decided by {by_clause} "
            f"{_SAID[voting]}".rstrip()
            + f", and by the schedule of decision rights by {_decision(agreement, right)}.",
            mend="Say the same in both places.",
        )


def _decision(agreement: Agreement, right: DecisionRight) -> str:
    who = _board_name(agreement, right.decided_by)
    votes = {
        "majority": "by a majority",
        "two-thirds": "by two thirds",
        "unanimous": "all together",
    }
    return f"{who} {votes.get(right.voting or '', '')}".strip()


def _board_name(agreement: Agreement, decider: str) -> str:
    names = {board.id: board.name for board in agreement.boards}
    name = names.get(decider)
    return f"{name[:1].lower()}{name[1:]}" if name else f"the {decider.replace('-', ' ')}"


def _local(agreement: Agreement) -> Iterator[Finding]:
    subject_by_kind = {"fee": "fees", "standard": "standards"}
    by_subject = {right.subject: right for right in agreement.decisions}
    known = DECIDERS | {board.id for board in agreement.boards}
    known |= {party.id for party in agreement.parties}
    for row in agreement.local:
        if row.decided_by and row.decided_by not in known:
            yield contradiction(
                f"decided-by-nobody/{row.id}",
                "stays-local",
                "board",
                sentence=f"“{row.words}” stays local and is decided by {row.decided_by}, and there "
                "is no such party or board.",
                mend="Name each-party, a party, a board, the host or the lead officer.",
            )
        subject = subject_by_kind.get(row.kind or "")
        right = None if subject is None else by_subject.get(subject)  # type: ignore[call-overload]
        if right is not None and row.decided_by and right.decided_by != row.decided_by:
            yield contradiction(
                f"local-and-common/{row.id}",
                "stays-local",
                "decisions",
                sentence=f"“{row.words}” stays local and is decided by "
                f"{row.decided_by.replace('-', ' ')}, and by the schedule of decision rights "
                f"{_board_name(agreement, right.decided_by)} decides it.",
                mend="Leave it in one place.",
            )


def _ladder(agreement: Agreement) -> Iterator[Finding]:
    ends = agreement.alternative("deadlock")
    if not agreement.ladder or ends not in ("arbitration", "expert"):
        return
    last = agreement.ladder[-1]
    if not last.binds:
        yield contradiction(
            "ladder-ends-nowhere",
            "deadlock",
            sentence=f"Disputes are said to end with {ends if ends != 'expert' else 'an expert'}, "
            f"and the last step, {last.who}, does not bind the parties.",
            mend="End the ladder with a step whose decision binds.",
        )
