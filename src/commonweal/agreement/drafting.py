"""A first draft from a deal: what the partnership knows is filled in, the rest is left open.

Alternatives follow from the deal (its route, its host, its split); parameters take the library's
proposals, each of which can be argued about. Nothing that only people can know is made up: dates
of decisions, conditions, insurance, each body's own position on VAT stay open, and the check says
so.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from commonweal.calendar import FinancialYear
from commonweal.deal import Deal, SplitResult, chosen_split
from commonweal.files import reference_toml
from commonweal.partnership import Option

from .clauses import Matter, Value, matters_for
from .document import Agreement, Board, Clause, DecisionRight, LadderStep, Limit, Party
from .filling import contracts_of, filled, levels_of, local_choices_of, services_of
from .route_kinds import COMPANIES, CONTRIBUTING

__all__ = ["draft"]

_SEATS = 2

_LAW_BY_NATION = {
    "england": "England and Wales",
    "wales": "England and Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
}


def draft(deal: Deal, *, rule: str | None = None, name: str = "") -> Agreement:
    """Return a first draft of the agreement that a deal leads to.

    `rule` is the rule that the parties chose; the partnership's own where left out.

    Raises InputError where nothing is shared or the rule has no answer.
    """
    split = chosen_split(deal, rule)
    partnership = deal.partnership
    proposed = deal.appraisal.proposed
    assert proposed is not None  # there is a split, so something is shared
    option = partnership.option(proposed.id)
    parties = tuple(
        Party(id=body.id, name=body.name, kind=body.kind, ends_on=body.valid_to)
        for body in partnership.bodies
        if body.id in split.charges.partners
    )
    agreement = Agreement(
        name=name or f"{partnership.name}: agreement",
        jurisdiction=partnership.jurisdiction,
        route=option.route,
        host=option.host,
        parties=_ending(deal, parties),
        services=services_of(deal),
        clauses=tuple(_clause(row, deal, option, split) for row in matters_for(option.route)),
        local=local_choices_of(deal),
        boards=(_board(option, parties),),
        decisions=_standing("decisions", DecisionRight),
        ladder=_standing("steps", LadderStep),
        levels=levels_of(deal),
        contracts=contracts_of(deal),
        limits=_limits(split, deal),
    )
    return filled(agreement, deal, rule=rule)


def _ending(deal: Deal, parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Return the parties with the day on which a reorganisation ends each."""
    ends = {
        body: change.on for change in deal.partnership.reorganisations for body in change.bodies
    }
    return tuple(
        party.model_copy(update={"ends_on": party.ends_on or ends.get(party.id)})
        for party in parties
    )


def _board(option: Option, parties: tuple[Party, ...]) -> Board:
    return Board(
        id="board",
        name="The joint committee" if option.route == "joint-committee" else "The board",
        seats={party.id: _SEATS for party in parties},
        quorum=len(parties),
        quorum_parties=len(parties),
        meetings_a_year=4,
        chair="one of the parties in turn, a year at a time",
        casting_vote=False,
    )


def _limits(split: SplitResult, deal: Deal) -> tuple[Limit, ...]:
    stated = deal.partnership.split
    return tuple(
        Limit(
            party=body,
            cap_pence=round(stated.cap[body] * 100) if body in stated.cap else None,
            floor_pence=round(stated.floor[body] * 100) if body in stated.floor else None,
        )
        for body in split.charges.partners
        if body in stated.cap or body in stated.floor
    )


def _clause(row: Matter, deal: Deal, option: Option, split: SplitResult) -> Clause:
    alternative = _alternative(row, deal, option)
    values: dict[str, Value] = {
        one.id: one.default
        for one in row.parameters
        if one.default is not None and one.belongs_to(alternative)
    }
    values |= _known(row, deal, split)
    return Clause(
        matter=row.id,
        alternative=alternative,
        values={
            key: value
            for key, value in values.items()
            if (one := row.parameter(key)) is not None and one.belongs_to(alternative)
        },
    )


def _alternative(row: Matter, deal: Deal, option: Option) -> str:
    """Return the alternative that the deal leads to; the library's first where it is silent."""
    stated, route = deal.partnership.split, option.route or ""
    is_limited = bool(
        stated.no_more_than_now_years or stated.phase_in_years or stated.cap or stated.floor
    )
    contributes = route in CONTRIBUTING or not route
    by_matter = {
        "term": "fixed",
        "limits": "held" if is_limited else "none",
        "payment": "contribution" if contributes else "invoice",
        "vat": "outside" if contributes else "supply",
        "staffing": _staffing(route, option),
        "board": "joint-committee"
        if route == "joint-committee"
        else "company-board"
        if route in COMPANIES
        else "board",
        "insurance": "host" if option.host else "each",
        "data": "processor" if option.host else "joint",
        "levels": "no-worse",
    }
    wanted = by_matter.get(row.id, row.alternatives[0].id)
    return wanted if row.alternative(wanted) is not None else row.alternatives[0].id


def _staffing(route: str, option: Option) -> str:
    if route in COMPANIES:
        return "company"
    if route == "officers-at-disposal" or option.host is None:
        return "at-disposal"
    return "host"


def _known(row: Matter, deal: Deal, split: SplitResult) -> dict[str, Value]:
    """Return what the partnership itself knows of a matter."""
    partnership, stated = deal.partnership, deal.partnership.split
    match row.id:
        case "purpose":
            aims = [outcome.name for outcome in partnership.outcomes] or partnership.better_means
            return {"aims": tuple(aims)} if aims else {}
        case "term":
            kind = partnership.year_kind
            first = FinancialYear.parse(partnership.first_year, kind=kind)
            return {"begins": first.start.isoformat(), "years": partnership.horizon_years}
        case "sharing-rule":
            known: dict[str, Value] = {"rule": split.rule}
            drivers = [stated.driver] if stated.driver else list(stated.mix)
            if drivers and split.rule in ("driver", "driver-mix", "fixed-and-unit"):
                known["driver"] = " and ".join(name.replace("-", " ") for name in drivers)
            if stated.source:
                known["measured_from"] = stated.source
            return known
        case "investment":
            return {"rule": stated.one_off_rule or split.rule}
        case "limits":
            return {
                "no_more_than_now_years": stated.no_more_than_now_years,
                "phase_in_years": stated.phase_in_years,
                "funded_by": _funded_by(deal),
            }
        case "law":
            nations = {
                body.nation for body in partnership.bodies if body.id in split.charges.partners
            }
            places = {_LAW_BY_NATION[nation] for nation in nations}
            # Bodies under two laws have to choose, which nobody does for them.
            return {"law": places.pop() if len(places) == 1 else ""}
        case "charges" if partnership.year_kind == "august":
            return {"uprated_by": "the gross domestic product deflator"}
        case "data":
            host = (
                deal.appraisal.proposed and deal.partnership.option(deal.appraisal.proposed.id).host
            )
            return {"purposes_set_by": "each" if host else "jointly"}
        case "contracts-on-exit":
            return {"has_contracts": bool(contracts_of(deal))}
        case _:
            return {}


def _funded_by(deal: Deal) -> str:
    who = deal.partnership.split.funded_by
    if who == "everyone":
        return "all the parties in proportion to their charges"
    if who == "those-who-gain":
        return "those that gain, in proportion to their gain"
    return deal.partnership.body(who).name


@cache
def _standing_rows() -> dict[str, Any]:
    return reference_toml("commonweal.agreement", "data/10-standing.toml")


def _standing(table: str, row_type: Any) -> tuple[Any, ...]:
    return tuple(row_type(**row) for row in _standing_rows()[table])
