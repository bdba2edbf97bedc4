"""What the pages of sealed exchanges say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from commonweal.exchange import QUESTIONS
from commonweal.reports.tables import Table
from commonweal_web.core.layout import Fact, TagKind
from commonweal_web.core.layout.filters import say_moment
from commonweal_web.core.policy import Action, Standing, may
from commonweal_web.exchange.models import Answer, Exchange, Proposal
from commonweal_web.exchange.permissions import may_answer_for
from commonweal_web.exchange.uses import Shown, Use, use_of
from commonweal_web.partnerships.models import Partnership

__all__ = ["HELD", "AnswerPage", "ExchangePage", "ExchangesPage"]

HELD = (
    "A sealed answer remains information that your body holds: a request under freedom of "
    "information, an auditor, or a member with a need to know may still reach it in your own "
    "records. Keep your own copy: the site shows nobody what is sealed, you included."
)
_TAGS: Mapping[str, TagKind] = {"waiting": "yellow", "opened": "green", "void": "grey"}
_ANSWER_TAGS: Mapping[str, TagKind] = {"not-given": "yellow", "given": "teal", "final": ""}
_PATIENCE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An exchange in a list."""

    title: str
    address: str
    said: str
    state: str
    tag: TagKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangesPage:
    """The exchanges of a partnership."""

    name: str
    back: str
    start: str
    lines: tuple[Line, ...]

    @classmethod
    def of(
        cls, standing: Standing, partnership: Partnership, exchanges: Iterable[Exchange]
    ) -> ExchangesPage:
        reference = partnership.reference
        may_start = may(standing, Action.START_EXCHANGE, partnership.to_thing())
        return cls(
            name=partnership.name,
            back=reverse("partnership", args=[reference]),
            start=reverse("start-exchange", args=[reference]) if may_start else "",
            lines=tuple(
                Line(
                    title=one.title,
                    address=reverse("exchange", args=[reference, one.number]),
                    said=f"{use_of(one.use).name}. {_when(one)}",
                    state=one.get_state_display(),
                    tag=_TAGS[one.state],
                )
                for one in exchanges
            ),
        )


def _when(exchange: Exchange) -> str:
    if exchange.is_waiting:
        return f"Answers until {say_moment(exchange.deadline)}"
    return f"Ended {say_moment(exchange.ended_at)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAnswer:
    """A place of one's own body, and what may be done in it."""

    whose: str
    said: str
    state: str
    tag: TagKind
    receipt: str
    """Its address; empty while there is none."""
    digest: str
    ways: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalLine:
    """A change that waits for agreement."""

    said: str
    agreed: str
    ways: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangePage:
    """One exchange, for one reader."""

    title: str
    use: str
    says: str
    back: str
    state: str
    tag: TagKind
    banner: str
    trouble: str
    facts: tuple[Fact, ...]
    own: tuple[OwnAnswer, ...]
    proposals: tuple[ProposalLine, ...]
    told: tuple[tuple[str, str], ...]
    shown: Shown | None
    tables: tuple[tuple[Table, str], ...]
    """Each with the address under which it can be taken away, without its ending."""
    checks: tuple[tuple[str, str], ...]
    ways: tuple[tuple[str, str], ...]
    held: str = HELD

    @classmethod
    def of(
        cls,
        standing: Standing,
        exchange: Exchange,
        *,
        shown: Shown | None,
        is_key_lost: bool,
        now: datetime,
    ) -> ExchangePage:
        answers = list(exchange.answers.all())
        where = [exchange.partnership.reference, exchange.number]
        use = use_of(exchange.use)
        return cls(
            title=exchange.title,
            use=use.name,
            says=use.says,
            back=reverse("exchanges", args=where[:1]),
            state=exchange.get_state_display(),
            tag=_TAGS[exchange.state],
            banner=_banner(exchange),
            trouble=_trouble(exchange, is_key_lost=is_key_lost, now=now),
            facts=tuple(_facts(exchange, answers)),
            own=tuple(_own(standing, exchange, answers, now=now)),
            proposals=tuple(_proposals(standing, exchange, answers, now=now)),
            told=tuple(
                (QUESTIONS[question], "Yes" if is_so else "No")  # type: ignore[index]
                for question, is_so in (exchange.told or {}).items()
            ),
            shown=shown,
            tables=tuple(
                (one, reverse("exchange-table", args=[*where, one.id, "csv"]).removesuffix("csv"))
                for one in (shown.tables if shown is not None else ())
            ),
            checks=tuple(_checks(where)) if shown is not None else (),
            ways=tuple(_ways(standing, exchange, answers, now=now)),
        )


def _banner(exchange: Exchange) -> str:
    if exchange.state == Exchange.State.VOID:
        return (
            f"It ended with nothing opened: {exchange.void_reason}. The answers were destroyed "
            "unread."
        )
    if exchange.is_waiting:
        return (
            "Nobody can read a sealed answer through this site: not a partner, not the "
            "coordinator, not its administrators, not your own body. All open at the same moment: "
            "when every answer is final, or within minutes of the deadline if every answer is in. "
            "Otherwise nothing opens. You trust whoever runs the machines and holds the key: with "
            "both they could read it."
        )
    if exchange.is_never_shown:
        return "The answers were destroyed unread, as was agreed when it started."
    return ""


def _trouble(exchange: Exchange, *, is_key_lost: bool, now: datetime) -> str:
    if not exchange.is_waiting:
        return ""
    if is_key_lost:
        return (
            "The key under which answers were sealed is not on this site. Unless whoever keeps it "
            "brings the key back, these answers can never be opened by anybody. The coordinator "
            "can end this exchange, and start another."
        )
    if now > exchange.deadline + _PATIENCE:
        return (
            "It should have opened by now. Tell whoever keeps this site: no worker is there, or "
            "what is kept is not what was sealed."
        )
    return ""


def _facts(exchange: Exchange, answers: Sequence[Answer]) -> Iterator[Fact]:
    yield Fact(name="Answers until", said=say_moment(exchange.deadline))
    bodies = dict.fromkeys(answer.body.name for answer in answers)
    yield Fact(name="Who answers", said=", ".join(bodies))
    roles = [role for role in dict.fromkeys(answer.role for answer in answers) if role]
    if roles:
        yield Fact(name="In each body", said=", ".join(roles))
    if exchange.asked_of_all:
        said = " ".join(QUESTIONS[question] for question in exchange.asked_of_all)
        yield Fact(name="Asked of all at once", said=said)
    yield Fact(
        name="Afterwards",
        said="Nobody ever sees the answers: yes or no is told, and they are destroyed"
        if exchange.is_never_shown
        else "Every body that answered reads every answer",
    )
    if exchange.shows_who_is_in and exchange.is_waiting:
        who = [answer.whose for answer in answers if answer.is_given]
        yield Fact(name="Who is in", said=", ".join(who) or "Nobody yet")
    yield Fact(name="Started", said=f"By {exchange.started_as}, {say_moment(exchange.started_at)}")


def _own(
    standing: Standing, exchange: Exchange, answers: Sequence[Answer], *, now: datetime
) -> Iterator[OwnAnswer]:
    for answer in answers:
        if not standing.roles_in(answer.body_id):
            continue
        where = [exchange.partnership.reference, exchange.number, answer.pk]
        can_change = (
            exchange.is_waiting
            and now < exchange.deadline
            and answer.state != Answer.State.FINAL
            and may_answer_for(standing, exchange, answer.body_id)
        )
        ways: list[tuple[str, str]] = []
        if can_change:
            text = "Replace it" if answer.is_given else "Answer"
            ways.append((text, reverse("seal-answer", args=where)))
        if can_change and answer.is_given:
            ways.append(("Mark it final", reverse("finalise-answer", args=where)))
            ways.append(("Take it back", reverse("take-back-answer", args=where)))
        yield OwnAnswer(
            whose=answer.whose,
            said=f"Version {answer.version}, sealed by {answer.committed_as} "
            f"{say_moment(answer.committed_at)}"
            if answer.is_given
            else "",
            state=answer.get_state_display() if exchange.is_waiting else "",
            tag=_ANSWER_TAGS[answer.state],
            receipt=reverse("answer-receipt", args=where) if answer.digest else "",
            digest=answer.digest,
            ways=tuple(ways),
        )


def _proposals(
    standing: Standing, exchange: Exchange, answers: Sequence[Answer], *, now: datetime
) -> Iterator[ProposalLine]:
    if not exchange.is_waiting or now >= exchange.deadline:
        return
    bodies = {answer.body_id: answer.body for answer in answers}
    for proposal in exchange.proposals.all():
        if proposal.state != Proposal.State.OPEN:
            continue
        agreed = {consent.body_id: consent.body.name for consent in proposal.consents.all()}
        waits = [body.name for pk, body in bodies.items() if pk not in agreed]
        ways = [
            (
                f"Agree for {body.name}",
                reverse(
                    "agree-to-change",
                    args=[exchange.partnership.reference, exchange.number, proposal.pk,
                          body.reference],
                ),
            )
            for pk, body in bodies.items()
            if pk not in agreed
            and may(standing, Action.AGREE_TO_EXCHANGE, exchange.to_thing(body_id=pk))
        ]  # fmt: skip
        yield ProposalLine(
            said=f"It is proposed to {proposal.said}.",
            agreed=f"Agreed by {', '.join(agreed.values())}. Waits for {', '.join(waits)}.",
            ways=tuple(ways),
        )


def _checks(where: Sequence[object]) -> Iterator[tuple[str, str]]:
    yield "Every answer as it was opened (JSON)", reverse("exchange-openings", args=where)
    yield "Every receipt (JSON)", reverse("exchange-receipts", args=where)


def _ways(
    standing: Standing, exchange: Exchange, answers: Sequence[Answer], *, now: datetime
) -> Iterator[tuple[str, str]]:
    if not exchange.is_waiting:
        return
    where = [exchange.partnership.reference, exchange.number]
    is_open_to_change = now < exchange.deadline and not any(
        proposal.state == Proposal.State.OPEN for proposal in exchange.proposals.all()
    )
    if is_open_to_change and any(
        may(standing, Action.AGREE_TO_EXCHANGE, exchange.to_thing(body_id=answer.body_id))
        for answer in answers
    ):
        yield "Propose a later deadline or one more body", reverse("propose-change", args=where)
    if may(standing, Action.END_EXCHANGE, exchange.to_thing()):
        yield "End it with nothing opened", reverse("end-exchange", args=where)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage:
    """The page on which an answer is typed; nothing sealed before stands on it."""

    heading: str
    caption: str
    says: str
    back: str
    earlier: str
    asked_of_all: tuple[str, ...]
    has_file: bool
    agreeing: str
    """What a body agrees to by answering; one that does not answer keeps all closed."""
    held: str = HELD

    @classmethod
    def of(cls, exchange: Exchange, answer: Answer, use: Use, *, has_file: bool) -> AnswerPage:
        return cls(
            heading=f"Answer for {answer.whose}",
            caption=exchange.title,
            says=use.says,
            back=reverse("exchange", args=[exchange.partnership.reference, exchange.number]),
            earlier=f"Version {answer.version} is sealed, and cannot be shown. What you seal now "
            "takes its place whole."
            if answer.is_given
            else "",
            asked_of_all=tuple(QUESTIONS[question] for question in exchange.asked_of_all),
            has_file=has_file,
            agreeing=f"By sealing an answer {answer.body.name} agrees to what was fixed at the "
            "start: "
            + (
                "the questions above are answered yes or no, and then every answer is destroyed "
                "unread."
                if exchange.is_never_shown
                else "that all answers open at once to every body that answers, and are set side "
                "by side. Where one body does not answer, nothing opens."
            ),
        )
