"""The options considered, each with what speaks for and against it, from its own figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from commonweal.appraisal import OptionResult
from commonweal.deal import names_of, say_names
from commonweal.partnership import Option
from commonweal.reports.words import say_chance_of_loss, say_spread
from commonweal.services import catalogue

from .answer import gain_of, payback_words
from .desk import Desk
from .paper import Block, Paragraph, Points, Section, Words
from .saying import capital, joined, listed_words, small

__all__ = ["Considered", "considered", "option_sections", "rejected_words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """One option, with what speaks for and against it."""

    id: str
    name: str
    about: str
    speaks_for: tuple[Words, ...]
    speaks_against: tuple[Words, ...]
    is_proposed: bool = False
    is_set_aside: bool = False


def considered(desk: Desk, *, body: str | None = None) -> tuple[Considered, ...]:
    """Return every option, doing nothing first; with a body's own figures where one is named.

    Where nobody has priced what a body could do alone, that is said in the place of an option.
    """
    found = [_of(desk, option, body) for option in desk.deal.appraisal.options]
    if not desk.alone_options:
        found.insert(1, _alone_unpriced(desk))
    found += [_set_aside(option) for option in desk.deal.partnership.options if option.set_aside]
    return tuple(found)


def option_sections(desk: Desk, *, body: str | None = None) -> tuple[Section, ...]:
    """Return a short section for each option, lettered by its own name."""
    return tuple(_section(one) for one in considered(desk, body=body))


def _section(one: Considered) -> Section:
    blocks: list[Block] = []
    if one.about:
        blocks.append(Paragraph(words=one.about))
    points: list[Words] = []
    if one.speaks_for:
        points.append(joined("For: ", _sentences(one.speaks_for)))
    if one.speaks_against:
        points.append(joined("Against: ", _sentences(one.speaks_against)))
    blocks.append(Points(items=tuple(points)))
    proposed = " (proposed)" if one.is_proposed else ""
    aside = " (set aside)" if one.is_set_aside else ""
    return Section(
        id=f"option-{one.id}", heading=f"{one.name}{proposed}{aside}", blocks=tuple(blocks)
    )


def _sentences(items: tuple[Words, ...]) -> Words:
    parted = [part for item in items for part in ("; ", item)][1:]
    return joined(*parted, ".")


def _of(desk: Desk, option: OptionResult, body: str | None) -> Considered:
    is_proposed = desk.proposed is not None and option.id == desk.proposed.id
    stated = next((one for one in desk.deal.partnership.options if one.id == option.id), None)
    if option.family == "nothing":
        speaks_for, against = tuple(_nothing_for()), tuple(_nothing_against(desk))
    else:
        speaks_for = tuple(_for(desk, option, stated, body))
        against = tuple(_against(desk, option, body))
    return Considered(
        id=option.id,
        name=option.name,
        about=_about(desk, option, stated),
        speaks_for=speaks_for,
        speaks_against=against,
        is_proposed=is_proposed,
    )


def _about(desk: Desk, option: OptionResult, stated: Option | None) -> str:
    if option.family == "nothing":
        return "Each body goes on as it is. Every other option is measured against this."
    said = capital(catalogue().form(option.form).name)
    if len(option.bodies) < len(desk.deal.partnership.bodies):
        said += f", for {say_names(names_of(desk.deal.partnership, option.bodies))}"
    if stated is not None and stated.host is not None and option.family == "sharing":
        said += f"; {desk.names[stated.host]} would run it"
    if stated is not None and stated.go_live:
        said += f"; from {stated.go_live}"
    return f"{said}."


def _nothing_for() -> Iterator[Words]:
    yield "nothing is spent on change"
    yield "no staff are disturbed and nothing is put at risk"


def _nothing_against(desk: Desk) -> Iterator[Words]:
    alone = [one for one in desk.alone_options if one.npv.expected > 0]
    if alone:
        best = max(alone, key=lambda one: one.npv.expected)
        yield joined(
            "what the bodies could save without anybody else is forgone: ",
            desk.pounds(f"npv/{best.id}", best.npv.expected),
            f" by “{best.name}”",
        )
    nothing = desk.deal.appraisal.options[0]
    costs = [row for row in nothing.flows if row.present_value > 0]
    if costs:
        figures = [
            joined(
                small(row.label),
                ", ",
                desk.pounds(f"flow/{nothing.id}/{row.id}", row.present_value),
            )
            for row in costs
        ]
        yield joined("standing still has costs of its own: ", listed_words(figures))
    sought = [row.name for row in desk.deal.unmonetised.outcomes if row.is_sought]
    if sought:
        yield f"what is sought does not come of itself: {say_names(sought)}"
    if not (alone or costs or sought):
        yield "nothing is gained"


def _for(
    desk: Desk, option: OptionResult, stated: Option | None, body: str | None
) -> Iterator[Words]:
    npv = option.npv.expected
    if npv > 0.5:
        yield joined(
            "for all bodies together it is worth ",
            desk.pounds(f"npv/{option.id}", npv),
            " more than doing nothing",
        )
        if option.payback_years is not None:
            yield joined("it pays back ", payback_words(desk, option))
    own = _own_worth(desk, option, body)
    if own is not None and own[1] > 0.5 and body is not None:
        trace, amount, against = own
        yield joined(f"for {desk.names[body]} it is worth ", desk.pounds(trace, amount), against)
    if option.family == "alone":
        yield "it needs no partner and can be begun, changed or stopped at will"
    if stated is not None and stated.buys:
        yield f"it brings {say_names(stated.buys)}, which is not turned into pounds"
    if npv <= 0.5 and option.family != "alone" and not (stated is not None and stated.buys):
        yield "nothing that is worked out here"


def _against(desk: Desk, option: OptionResult, body: str | None) -> Iterator[Words]:
    npv = option.npv
    if npv.expected < -0.5:
        yield joined(
            "for all bodies together it costs ",
            desk.pounds(f"npv/{option.id}", -npv.expected),
            " more than doing nothing",
        )
    elif abs(npv.expected) <= 0.5:
        yield "it is worth no more than doing nothing, as far as is priced"
    own = _own_worth(desk, option, body)
    if own is not None and own[1] < -0.5 and body is not None:
        trace, amount, against = own
        yield joined(f"{desk.names[body]} is worse off by ", desk.pounds(trace, -amount), against)
    if npv.p80 - npv.p10 > 0.5:
        yield joined(
            "it is not certain: in seven futures of ten it is worth ",
            desk.cite(f"range/{option.id}", say_spread(npv.p10, npv.p80)),
            ", and there is a loss in ",
            desk.cite(f"chance-of-loss/{option.id}", say_chance_of_loss(npv.chance_below_nought)),
        )
    if f"one-off/{option.id}" in desk.traces and _costs_once(desk, option):
        yield joined("it costs ", desk.cite(f"one-off/{option.id}"), " once")
    if npv.expected > 0.5 and option.payback_years is None:
        yield joined("it does not pay back within the years counted")
    worse = [row.name for row in desk.deal.unmonetised.outcomes if row.effect == "worse"]
    if option.family == "sharing" and worse:
        yield f"{say_names(worse)} would be worse"


def _costs_once(desk: Desk, option: OptionResult) -> bool:
    return desk.traces.trace(f"one-off/{option.id}").said != "£0"


def _own_worth(desk: Desk, option: OptionResult, body: str | None) -> tuple[str, float, str] | None:
    """Return what an option is worth to one body: the trace, the sum, and against what.

    What is shared is worth what the rule proposed leaves; other sharing options name no shares.
    """
    if body is None or body not in option.bodies or option.family == "nothing":
        return None
    share = desk.share(body)
    if desk.proposed is not None and option.id == desk.proposed.id:
        if share is None or not desk.is_priced:
            return None
        return f"gain/{body}", share.gain, " against its best alternative alone"
    if option.family == "sharing":
        return None
    at = desk.deal.appraisal.body_ids.index(body)
    amount = float(option.net_benefit[at, 0])
    return f"npv/{option.id}/{body}", amount, " against doing nothing"


def _alone_unpriced(desk: Desk) -> Considered:
    return Considered(
        id="alone",
        name="Going it alone",
        about="What each body could do by itself: redesign, a contract.",
        speaks_for=("it needs no partner and can be begun, changed or stopped at will",),
        speaks_against=(
            "nobody has priced it, so that there is nothing to compare sharing with: "
            f"{say_names(desk.partner_names)} to supply",
        ),
    )


def _set_aside(option: Option) -> Considered:
    return Considered(
        id=option.id,
        name=option.name,
        about=f"{capital(catalogue().form(option.form).name)}.",
        speaks_for=(),
        speaks_against=(option.set_aside.rstrip("."),),
        is_set_aside=True,
    )


def rejected_words(desk: Desk, preferred: str, *, body: str | None = None) -> tuple[Words, ...]:
    """Say of each option that is not preferred why it is not, in one sentence each."""
    return tuple(
        joined(f"{one.name}: ", _why_not(desk, one, preferred, body), ".")
        for one in considered(desk, body=body)
        if one.id != preferred and one.speaks_against
    )


def _why_not(desk: Desk, one: Considered, preferred: str, body: str | None) -> Words:
    """Say why an option is not preferred: it is worth less, or what speaks most against it."""
    options = {option.id: option for option in desk.deal.appraisal.options}
    option, wanted = options.get(one.id), options.get(preferred)
    if option is None or wanted is None or option.family == "nothing":
        return one.speaks_against[0]
    if one.is_proposed and desk.is_priced:
        return joined(
            "together the partners would pay ",
            desk.pounds("gain", -gain_of(desk)),
            " more than by the best each could do alone",
        )
    trace, who = f"npv/{one.id}", "for all bodies together"
    worth = option.npv.expected
    if body is not None and body in option.bodies and option.family == "alone":
        own = _own_worth(desk, option, body)
        if own is not None and wanted.family != "sharing":
            (trace, worth, _), who = own, f"for {desk.names[body]}"
    if worth < 0:
        return joined(f"{who} it costs ", desk.pounds(trace, -worth), " more than doing nothing")
    return joined(
        f"{who} it is worth ",
        desk.pounds(trace, worth),
        f" more than doing nothing, and “{wanted.name}” is worth more",
    )
