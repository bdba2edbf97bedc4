"""What the pages of fair shares say: kept figures first, then what was tried."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from commonweal.money import pounds, say_pounds
from commonweal.reports import ANSWERS
from commonweal.reports.tables import Cell, Table, figure, table, text
from commonweal_web.appraisals.presenters.results import Place, ShownPart, parts_of
from commonweal_web.appraisals.queries import Pieces
from commonweal_web.appraisals.telling import gain_cell
from commonweal_web.core.layout.filters import say_moment
from commonweal_web.partnerships.models import Partnership, Run

from .queries import ChosenSplit
from .trying import Left

if TYPE_CHECKING:
    from commonweal.deal import Deal, EntryTerms, Withdrawal

__all__ = ["JoiningPage", "LeavingPage", "ProposePage", "SharesPage", "TryPage", "names_in"]


def names_in(values: Mapping[str, Any]) -> dict[str, str]:
    """Return the bodies of a run's input by id."""
    return {row["id"]: row.get("name", row["id"]) for row in values.get("bodies", ())}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """What every page here has: whose it is, and the way back."""

    name: str
    caption: str
    back: str
    here: str
    take: str
    """Where its tables are taken away."""

    @classmethod
    def of(cls, partnership: Partnership, run: Run, here: str, take: str = "") -> _Frame:
        place = Place.of(partnership, run)
        return cls(
            name=partnership.name,
            caption=f"Run {run.number}",
            back=place("shares"),
            here=place(here),
            take=take,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SharesPage:
    """Every rule side by side, who would leave and why, and what would keep them."""

    name: str
    caption: str
    back: str
    outdated: str
    parts: tuple[ShownPart, ...]
    ways_on: tuple[tuple[str, str], ...]
    chosen: str
    """Which split goes to the agreement, and who said so; empty before one does."""
    choose: str

    @classmethod
    def of(
        cls,
        partnership: Partnership,
        pieces: Pieces,
        *,
        outdated: str,
        chosen: ChosenSplit | None,
        may_choose: bool,
    ) -> SharesPage:
        place = Place.of(partnership, pieces.run)
        section = pieces.section("sharing")
        return cls(
            name=partnership.name,
            caption=f"Run {pieces.run.number}",
            back=place("run"),
            outdated=outdated,
            parts=tuple(parts_of(place, pieces, section)),
            ways_on=(
                ("Try another rule, caps, floors or phasing", place("try-split")),
                ("What if one leaves?", place("leaving")),
                ("What if one more joins?", place("joining")),
            ),
            chosen="" if chosen is None else _say_chosen(chosen),
            choose=place("choose-split")
            if may_choose
            and not outdated
            and (chosen is None or chosen.run_number != pieces.run.number)
            else "",
        )


def _say_chosen(chosen: ChosenSplit) -> str:
    why = f" “{chosen.note}”" if chosen.note else ""
    return (
        f"Proposed to the agreement: {chosen.name}, as run {chosen.run_number} worked it out. By "
        f"{chosen.chosen_as}, {say_moment(chosen.chosen_at)}.{why}"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TryPage:
    """Another split tried: each partner's gain, its charges by year, who would leave."""

    frame: _Frame
    sentence: str
    points: tuple[str, ...]
    tables: tuple[Table, ...]
    propose: str
    carried: str
    """The split tried, for the page that proposes it."""

    @classmethod
    def of(
        cls,
        partnership: Partnership,
        run: Run,
        *,
        before: Mapping[str, Any],
        deal: Deal | None,
        split: Mapping[str, Any],
        may_propose: bool,
        take: str,
    ) -> TryPage:
        place = Place.of(partnership, run)
        return cls(
            frame=_Frame.of(partnership, run, "try-split", take),
            sentence="" if deal is None else _split_sentence(deal),
            points=() if deal is None else tuple(_split_points(deal)),
            tables=() if deal is None else tuple(_split_tables(deal, before)),
            propose=place("propose-split") if may_propose and deal is not None else "",
            carried=json.dumps(split, ensure_ascii=False),
        )


def _split_sentence(deal: Deal) -> str:
    losers = [share.body for share in deal.splits[0].losers]
    name = deal.splits[0].name
    if not losers:
        return f"Under {name}, so limited, every partner gains."
    who = ", ".join(deal.partnership.body(body).name for body in losers)
    return f"Under {name}, so limited, these would lose: {who}."


def _split_points(deal: Deal) -> Iterator[str]:
    yield f"The answer would be “{ANSWERS[deal.verdict.answer]}”."
    for partner in deal.partners:
        if partner.takes_part:
            yield partner.sentence
    if deal.keeping is not None:
        yield deal.keeping.sentence
    for partner in deal.partners:
        if partner.mend:
            yield partner.mend
    yield deal.splits[0].explanation


def _split_tables(deal: Deal, before: Mapping[str, Any]) -> Iterator[Table]:
    from commonweal_web.appraisals.making import charges_by_year

    split = deal.splits[0]
    was = {one["id"]: one["gain"] for one in before["partners"]}
    yield table(
        "tried-split",
        "What each would gain and pay",
        (
            text("Partner"),
            figure("Gain now", "under the split of the run"),
            figure("Gain as tried"),
            figure("Difference"),
            figure("Would pay in all"),
            figure("Best alone"),
        ),
        [
            (
                deal.partnership.body(share.body).name,
                gain_cell(was.get(share.body, 0.0)),
                gain_cell(share.gain),
                gain_cell(share.gain - was.get(share.body, 0.0)),
                say_pounds(share.cost),
                say_pounds(share.alone),
            )
            for share in split.shares
        ],
        small_print="present value in pounds over all years",
    )
    yield charges_by_year(deal, split)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposePage:
    """Asked once more before a split is proposed."""

    frame: _Frame
    back: str
    said: tuple[str, ...]

    @classmethod
    def of(cls, partnership: Partnership, run: Run, split: Mapping[str, Any]) -> ProposePage:
        place = Place.of(partnership, run)
        return cls(
            frame=_Frame.of(partnership, run, "propose-split"),
            back=place("try-split"),
            said=tuple(_say_split(split)),
        )


def _say_split(split: Mapping[str, Any]) -> Iterator[str]:
    for key, value in split.items():
        if key in ("source", "date", "grade", "owner", "note"):
            continue
        words = key.replace("_", " ")
        if isinstance(value, Mapping):
            for body, amount in value.items():
                said = say_pounds(float(amount)) if key in ("cap", "floor") else str(amount)
                yield f"{words[:1].upper()}{words[1:]}, {body}: {said}"
        else:
            yield f"{words[:1].upper()}{words[1:]}: {value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavingPage:
    """One leaves: what it would cost, and whom."""

    frame: _Frame
    sentence: str
    points: tuple[str, ...]
    tables: tuple[Table, ...]
    n_partners: int

    @classmethod
    def of(
        cls,
        partnership: Partnership,
        run: Run,
        *,
        left: Left | None,
        n_partners: int,
        take: str,
    ) -> LeavingPage:
        return cls(
            frame=_Frame.of(partnership, run, "leaving", take),
            sentence="" if left is None else _leaving_sentence(left),
            points=() if left is None else tuple(_leaving_points(left)),
            tables=() if left is None else tuple(_leaving_tables(left)),
            n_partners=n_partners,
        )


def _leaving_sentence(left: Left) -> str:
    charge = left.leaving.charges[0]
    name = left.deal.partnership.body(left.leaving.leaver).name
    if charge.leaves_in is None:
        return f"{name}’s notice runs out beyond the years counted: nobody loses within them."
    if not charge.pence:
        return f"{name} could leave in {charge.leaves_in} and leave nobody worse off."
    return (
        f"If {name} leaves in {charge.leaves_in}, {pounds(charge.pence)} paid when it goes would "
        "leave those who stay no worse off."
    )


def _leaving_points(left: Left) -> Iterator[str]:
    found = left.leaving
    name = left.deal.partnership.body(found.leaver).name
    months = found.charges[0].notice_months
    yield f"Notice of {months} months is given at the start of {found.notice_in}."
    if found.still_shares:
        yield "Those who stay would share on without it: that is cheaper for them together."
    else:
        yield "Those who stay would each go alone: that is cheapest for them, or only one is left."
    gain = found.leaver_gain
    word = "gain" if gain >= 0 else "lose"
    yield (
        f"{name} itself would {word} {say_pounds(abs(gain))} by leaving, after the charge and its "
        f"part of what parting costs ({say_pounds(found.parting_cost)})."
    )
    if len(found.stayers) > 1:
        joint = found.joint_gain_without
        yield (
            f"Had the rest begun without it, they would have {'gained' if joint >= 0 else 'lost'} "
            f"{say_pounds(abs(joint))} by sharing."
        )


def _leaving_tables(left: Left) -> Iterator[Table]:
    found = left.leaving
    names = {body.id: body.name for body in left.deal.partnership.bodies}
    charge = found.charges[0]
    yield table(
        "exit-charge",
        "Whom the leaving costs, and how much",
        (text("Partner who stays"), figure("Must be given", "paid when the leaver goes")),
        [
            (names[body], Cell(said=pounds(pence), tone="loss" if pence > 0 else ""))
            for body, pence in charge.by_stayer.items()
        ],
        small_print="worth the same as all its going costs them later; below nought one gains",
    )
    yield table(
        "leaving-by-year",
        "Year by year",
        (
            text("Year"),
            figure(f"{names[found.leaver]} saves"),
            *(figure(f"{names[body]} pays more") for body in found.stayers),
        ),
        [
            (
                year,
                gain_cell(float(found.leaver_saves[row])),
                *(
                    say_pounds(float(found.stayers_extra[row, place]))
                    for place in range(len(found.stayers))
                ),
            )
            for row, year in enumerate(found.years)
        ],
        small_print="in pounds of the base year; before the charge",
    )
    if left.withdrawals:
        yield _withdrawing_table(left.withdrawals)


def _withdrawing_table(withdrawals: tuple[Withdrawal, ...]) -> Table:
    from commonweal.deal import BEARING

    return table(
        "withdrawing",
        "If it withdraws before the service goes live",
        (
            text("At the end of"),
            figure("Spent so far", "by everybody"),
            figure("Of no use to the rest without it"),
            text("Would the rest go on?"),
            *(figure("Leaver pays", said) for said in BEARING.values()),
        ),
        [
            (
                one.phase,
                say_pounds(one.spent_so_far),
                say_pounds(one.wasted),
                "yes" if one.rest_goes_on else "no",
                *(say_pounds(one.by_rule(rule).leaver_pays) for rule in BEARING),
            )
            for one in withdrawals
        ],
        small_print="in pounds of the base year, by the rule that the agreement has for it",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class JoiningPage:
    """One more joins: between which prices it could."""

    frame: _Frame
    sentence: str
    points: tuple[str, ...]
    tables: tuple[Table, ...]
    n_newcomers: int

    @classmethod
    def of(
        cls,
        partnership: Partnership,
        run: Run,
        *,
        found: tuple[Deal, EntryTerms] | None,
        n_newcomers: int,
        take: str,
    ) -> JoiningPage:
        return cls(
            frame=_Frame.of(partnership, run, "joining", take),
            sentence="" if found is None else _joining_sentence(*found),
            points=() if found is None else tuple(_joining_points(*found)),
            tables=() if found is None else (_joining_table(*found),),
            n_newcomers=n_newcomers,
        )


def _joining_sentence(deal: Deal, terms: EntryTerms) -> str:
    name = deal.partnership.body(terms.body).name
    if terms.can_be_agreed:
        return (
            f"{name} could join for anything between {say_pounds(terms.least)} and "
            f"{say_pounds(terms.alone)}: both sides would gain."
        )
    return (
        f"No price serves both: those already in would need {say_pounds(terms.least)}, and alone "
        f"it costs {name} {say_pounds(terms.alone)}."
    )


def _joining_points(deal: Deal, terms: EntryTerms) -> Iterator[str]:
    if terms.full is None:
        yield f"The partners’ own rule cannot say what it would pay. {terms.why_no_full}"
    else:
        yield f"Under the partners’ own rule it would pay {say_pounds(terms.full)}."
    losers = [deal.partnership.body(body).name for body in terms.losers_at_full]
    if losers:
        yield f"At that price these would lose: {', '.join(losers)}."
    yield f"Of the least, {say_pounds(terms.buy_in)} is one-off: migration and set-up."


def _joining_table(deal: Deal, terms: EntryTerms) -> Table:
    return table(
        "founders",
        "What those already in would gain, if it pays the price of the rule",
        (text("Partner"), figure("Gain over the present deal")),
        [
            (deal.partnership.body(body).name, gain_cell(gain))
            for body, gain in terms.founders_at_full.items()
        ],
        small_print="present value in pounds over all years",
    )
