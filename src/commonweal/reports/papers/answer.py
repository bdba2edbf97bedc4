"""The answer in cited words: the verdict, its reasons, what must be settled, who wins and loses."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.appraisal import OptionResult
from commonweal.deal import Reason, names_of, say_names
from commonweal.reports.words import ANSWERS, say_chance_of_loss, say_payback, say_spread

from .desk import Desk
from .own_traces import one_off_of
from .paper import Callout, Words
from .saying import capital, cited, joined

__all__ = [
    "banner_callout",
    "condition_words",
    "figure_rows",
    "gain_of",
    "instead_words",
    "one_off_words",
    "partner_words",
    "partners_words",
    "payback_words",
    "reason_words",
    "verdict_callout",
    "verdict_words",
    "winners_and_losers",
]


def verdict_callout(desk: Desk) -> Callout:
    """Return the verdict as it stands at the head of a paper."""
    answer = desk.deal.verdict.answer
    return Callout(kind="verdict", heading=ANSWERS[answer], words=verdict_words(desk))


def verdict_words(desk: Desk) -> Words:
    """Return the verdict's one sentence without the answer, which stands as the heading."""
    verdict = desk.deal.verdict
    said = verdict.sentence.removeprefix(ANSWERS[verdict.answer]).removeprefix(":").strip()
    said = capital(said)
    pounds = "gain" if desk.split is not None else "verdict"
    chances = "verdict" if verdict.answer == "not-yet" else "chance-of-loss"
    return cited(said, pounds=pounds, chances=chances if desk.split is not None else "verdict")


def reason_words(desk: Desk, *, with_partners: bool = True) -> tuple[Words, ...]:
    """Return the reasons of the verdict; without the partners' own figures where these are not
    to be read."""
    return tuple(
        _reason(desk, reason)
        for reason in desk.deal.verdict.reasons
        if with_partners or reason.about not in ("partner", "group")
    )


def _reason(desk: Desk, reason: Reason) -> Words:
    if desk.split is None:
        return cited(reason.text, pounds="verdict", chances="verdict")
    rule = desk.split.rule
    match reason.about:
        case "partner":
            losers = [share.body for share in desk.split.losers]
            return cited(
                reason.text,
                pounds=[f"gain/{body}" for body in losers] or "verdict",
                chances="verdict",
            )
        case "group":
            return cited(reason.text, pounds=f"blocked/{rule}", chances=f"blocked/{rule}")
        case "risk":
            return cited(reason.text, pounds="gain", chances="chance-of-loss")
        case "gain":
            return cited(reason.text, pounds="gain", chances="gain")
    return cited(reason.text, pounds="verdict", chances="verdict")


def condition_words(desk: Desk) -> tuple[Words, ...]:
    """Return what must be settled or brought, in the verdict's own words."""
    return tuple(
        cited(text, pounds="verdict", chances="verdict") for text in desk.deal.verdict.conditions
    )


def banner_callout(desk: Desk) -> Callout | None:
    """Return the warning that a claim is beyond what others have seen; None where it is not."""
    if desk.banner == "" or desk.proposed is None:
        return None
    return Callout(
        kind="warning",
        heading="Beyond what others have seen",
        words=cited(
            desk.banner,
            pounds=f"npv/{desk.proposed.id}",
            chances=f"correction/{desk.proposed.id}",
        ),
    )


def instead_words(desk: Desk) -> tuple[Words, ...]:
    """Return what each body should do alone, where the verdict is not to share."""
    return tuple(desk.deal.verdict.instead)


def partner_words(desk: Desk, body: str) -> Words:
    """Return what the deal means for one body, in one or two sentences."""
    partner = desk.partner(body)
    share = desk.share(body)
    if share is None:
        return partner.sentence
    is_level = not partner.sentence.startswith(
        (f"{partner.name} gains £", f"{partner.name} pays £")
    )
    blocked = f"blocked/{desk.split.rule}" if desk.split is not None else "verdict"
    return cited(
        partner.sentence,
        pounds=blocked if is_level else (f"gain/{body}", blocked),
        chances=f"chance-of-loss/gain/{body}",
    )


def winners_and_losers(desk: Desk) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    """Return those who gain and those who pay more than alone, each with the sum, in the order
    of the file; a gain that is not material counts as none."""
    won: list[Words] = []
    lost: list[Words] = []
    if desk.split is None:
        return (), ()
    tolerance = desk.split.stability.tolerance
    for share in desk.split.shares:
        if abs(share.gain) <= tolerance:
            continue
        figure = desk.pounds(f"gain/{share.body}", abs(share.gain))
        (won if share.gain > 0 else lost).append(joined(desk.names[share.body], " ", figure))
    return tuple(won), tuple(lost)


def partners_words(desk: Desk) -> Iterator[tuple[str, Words]]:
    """Yield who gains, who loses and who would leave, each under a short name."""
    if desk.split is None:
        return
    if not desk.is_priced:
        yield "Who wins and who loses", "Cannot be told until each body's best alone is priced"
        return
    won, lost = winners_and_losers(desk)
    level = [
        desk.names[share.body]
        for share in desk.split.shares
        if abs(share.gain) <= desk.split.stability.tolerance
    ]
    if won:
        yield "Better off than alone", joined(*_with_commas(won))
    if lost:
        yield "Worse off than alone", joined(*_with_commas(lost))
    if level:
        yield "Much the same", say_names(level)
    yield "Would anybody leave?", _leavers(desk)


def _with_commas(items: tuple[Words, ...]) -> Iterator[Words]:
    for place, item in enumerate(items):
        if place:
            yield "; "
        yield item


def _leavers(desk: Desk) -> Words:
    assert desk.split is not None
    split = desk.split
    trace = f"blocked/{split.rule}"
    chance = desk.cite(trace, say_chance_of_loss(split.blocked.chance))
    if not split.stability.n_blocking:
        return joined(f"Not under {split.name}; somebody would in ", chance, " of futures")
    worst = split.stability.blocking[0]
    who = say_names(names_of(desk.deal.partnership, worst.group))
    return joined(
        f"Yes: {who} would pay ",
        desk.pounds(trace, worst.amount),
        f" less without the rest under {split.name}",
    )


def figure_rows(desk: Desk) -> Iterator[tuple[str, Words]]:
    """Yield the five figures that a member should leave the room with."""
    proposed = desk.proposed
    if proposed is None or desk.split is None:
        yield "Worth of sharing", "not known: no sharing option is described"
        return
    if desk.is_priced:
        yield (
            "Gain over the best alone",
            joined(desk.pounds("gain", gain_of(desk)), " for the partners together"),
        )
    else:
        yield "Gain over the best alone", "not known: what each could do alone is not priced"
    yield (
        "Worth against doing nothing",
        joined(
            desk.pounds(f"npv/{proposed.id}", proposed.npv.expected),
            " (net present value); in seven futures of ten ",
            desk.cite(f"range/{proposed.id}", say_spread(proposed.npv.p10, proposed.npv.p80)),
        ),
    )
    yield "Costs once", one_off_words(desk, proposed)
    yield "Pays back", payback_words(desk, proposed)
    if desk.is_priced:
        yield "Chance of doing worse than alone", joined(desk.cite("chance-of-loss"), " of futures")
    else:
        yield (
            "Chance of loss against doing nothing",
            joined(
                desk.cite(
                    f"chance-of-loss/{proposed.id}",
                    say_chance_of_loss(proposed.npv.chance_below_nought),
                ),
                " of futures",
            ),
        )


def payback_words(desk: Desk, option: OptionResult) -> Words:
    """Return the year in which an option pays back, cited."""
    years = desk.deal.appraisal.years
    return joined(desk.cite(f"payback/{option.id}", say_payback(option.payback_years, years)))


def one_off_words(desk: Desk, option: OptionResult) -> Words:
    """Return what an option costs once, cited; that it costs nothing where the file has nothing."""
    trace = f"one-off/{option.id}"
    if trace not in desk.traces or not one_off_of(option):
        return "nothing, as far as the file says"
    return joined(desk.cite(trace), " at present value")


def gain_of(desk: Desk) -> float:
    """Return the joint gain over the best alone, present-value pounds."""
    return 0.0 if desk.split is None else sum(share.gain for share in desk.split.shares)
