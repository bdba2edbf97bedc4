"""The legal route: what is open and why, what it hangs on, and who signed it off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from commonweal.agreement import Agreement as Content
from commonweal.agreement.routes import (
    ActivityTest,
    ControlTest,
    RouteAdvice,
    RouteReading,
    VatQuestion,
)
from commonweal_web.agreements.models import Agreement, RouteAnswers, RouteSignOff
from commonweal_web.bodies.models import Body
from commonweal_web.core.layout import Fact
from commonweal_web.core.layout.filters import say_moment

from .places import Frame, place_of

__all__ = ["RoutePage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteGroup:
    heading: str
    routes: tuple[RouteReading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffLine:
    body: str
    said: str
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutePage:
    """Which legal routes are open and why; who has signed the route off."""

    frame: Frame
    notice: str
    chosen: RouteReading | None
    facts: tuple[Fact, ...]
    groups: tuple[RouteGroup, ...]
    questions: tuple[tuple[str, str], ...]
    vat: tuple[str, ...]
    roles: tuple[str, ...]
    sign_offs: tuple[SignOffLine, ...]
    answered: str
    """Who answered last, and when."""
    trouble: str
    """Why what was answered is left out; empty where it counts."""
    ways: tuple[tuple[str, str], ...]
    """Where to answer, text and address; none for whoever may not."""
    control: tuple[str, ...]
    """The test of control, part by part; none where nothing is said of a company."""
    activity: tuple[str, ...]
    """For whom the work is done, year by year, with warnings as its limit comes near."""
    tests_rest_on: str

    @classmethod
    def of(
        cls,
        agreement: Agreement,
        content: Content,
        advice: RouteAdvice,
        *,
        bodies: Sequence[Body],
        given: Mapping[int, RouteSignOff],
        signs_for: Iterable[Body],
        answered: RouteAnswers | None,
        may_answer: bool,
        trouble: str,
    ) -> RoutePage:
        chosen = advice.reading(content.route) if content.route else None
        names = {party.id: party.name for party in content.parties}
        return cls(
            frame=Frame.of(agreement),
            notice=advice.notice,
            chosen=chosen,
            facts=() if chosen is None else tuple(_route_facts(chosen)),
            groups=tuple(
                RouteGroup(heading=heading, routes=advice.of(verdict))  # type: ignore[arg-type]
                for verdict, heading in (
                    ("possible", "Open to these bodies"),
                    ("unknown", "Hangs on what is not known yet"),
                    ("impossible", "Not open to them"),
                )
                if advice.of(verdict)  # type: ignore[arg-type]
            ),
            questions=tuple((one.asks, one.why) for one in advice.questions),
            vat=tuple(_say_vat(one, names.get(one.body, one.body)) for one in advice.vat),
            roles=tuple(
                f"{names.get(one.body, one.body)}: {one.name}, "
                f"{one.holder or 'nobody named yet'}. {one.duty}"
                for one in advice.roles
            ),
            sign_offs=tuple(
                _sign_off(agreement, content, body, given.get(body.pk), body in signs_for)
                for body in bodies
            ),
            answered=""
            if answered is None
            else f"Answered by {answered.said_as} on {say_moment(answered.said_at)}.",
            trouble=trouble,
            ways=tuple((text, place_of(agreement)(name)) for text, name in _WAYS)
            if may_answer
            else (),
            control=tuple(one.said for one in advice.control.findings)
            if advice.control.is_stated
            else (),
            activity=advice.activity.sentences if advice.activity else (),
            tests_rest_on=_say_source(advice.activity or advice.control),
        )


_WAYS = (
    ("Answer what the route hangs on", "answer-route"),
    ("Say what each body’s VAT adviser said, and who holds its roles", "answer-route-bodies"),
    ("Say who controls a company, and for whom it works", "answer-route-company"),
)


def _say_source(test: ActivityTest | ControlTest) -> str:
    return f"{test.source} ({test.status})"


_LIMITS = {
    "yes": "near its partial exemption limit",
    "no": "not near its partial exemption limit",
}


def _say_vat(one: VatQuestion, name: str) -> str:
    """Say what a body's adviser said, or what to ask."""
    if one.answer == "not-known" and not one.words:
        return f"{name}: {one.asks}"
    said = [_LIMITS.get(one.answer, "not known yet"), *((one.words,) if one.words else ())]
    by = f" ({one.said_by})" if one.said_by else ""
    return f"{name}: {'. '.join(said)}{by}"


def _route_facts(one: RouteReading) -> Iterator[Fact]:
    for name, said in (
        ("Money", one.money_words),
        ("Who decides", one.decides),
        ("Who employs", one.employs),
        ("People", one.people),
        ("Pensions", one.pensions),
        ("Personal data", one.data),
        ("VAT", one.vat),
        ("Procurement", one.procurement),
    ):
        if said:
            yield Fact(name=name, said=said)


def _sign_off(
    agreement: Agreement, content: Content, body: Body, given: RouteSignOff | None, may_sign: bool
) -> SignOffLine:
    sign = place_of(agreement)("sign-off-route", body.reference) if may_sign else ""
    if given is None:
        return SignOffLine(
            body=body.name, said="Not signed off by the monitoring officer", sign=sign
        )
    said = f"{given.signed_as}, {say_moment(given.signed_at)}: {given.words}"
    if given.route != (content.route or ""):
        said += " This was said of another route than the one the agreement names now."
    return SignOffLine(body=body.name, said=said, sign=sign)
