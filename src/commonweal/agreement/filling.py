"""Filling an agreement's schedules from a deal: every figure with the reference that opens it.

Charges, exit charges and what withdrawing would cost are whole pence, the very ones that the deal
holds. Levels and what stays local come from the partnership's own rows.
"""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.calendar import FinancialYear
from commonweal.deal import BEARING, Deal, SplitResult, chosen_split, leaving, withdrawals
from commonweal.money import to_pence
from commonweal.partnership import Partnership

from .document import (
    Agreement,
    Basis,
    Charge,
    ExitSum,
    LocalChoice,
    ServiceLevel,
    SharedService,
    TiedContract,
    WithdrawalSum,
)

__all__ = [
    "DEFAULT_NOTICE",
    "basis_of",
    "charges_of_split",
    "contracts_of",
    "exit_sums_of",
    "filled",
    "levels_of",
    "local_choices_of",
    "services_of",
    "withdrawal_sums_of",
]

#: Months of notice proposed where an agreement states none.
DEFAULT_NOTICE = 12

_VARIANTS = "local-variants"


def filled(agreement: Agreement, deal: Deal, *, rule: str | None = None) -> Agreement:
    """Return an agreement whose money schedules are a deal's own figures.

    `rule` is the rule that the parties chose; the partnership's own where left out. Notice is
    what the agreement states.

    Raises InputError where nothing is shared or the rule has no answer.
    """
    split = chosen_split(deal, rule)
    return agreement.model_copy(
        update={
            "basis": basis_of(deal, split),
            "charges": charges_of_split(split),
            "exit_sums": exit_sums_of(deal, notice_of(agreement), split=split),
            "withdrawal_sums": withdrawal_sums_of(
                deal, agreement.alternative("before-go-live") or next(iter(BEARING))
            ),
        }
    )


def notice_of(agreement: Agreement) -> int:
    """Return the months of notice that an agreement states, or those proposed."""
    months = agreement.value("notice", "months")
    return months if isinstance(months, int) else DEFAULT_NOTICE


def basis_of(deal: Deal, split: SplitResult) -> Basis:
    """Return which run fills the schedules."""
    run, partnership = deal.appraisal.run, deal.partnership
    return Basis(
        partnership=partnership.name,
        input_hash=run.input_hash,
        parameter_set=run.parameter_set,
        seed=run.seed,
        draws=run.draws,
        version=run.version,
        rule=split.rule,
        one_off_rule=partnership.split.one_off_rule or split.rule,
        prices_of=partnership.base_year,
        years=deal.appraisal.years,
        year_kind=partnership.year_kind,
    )


def charges_of_split(split: SplitResult) -> tuple[Charge, ...]:
    """Return what each partner pays in each year, partner by partner."""
    charges = split.charges
    return tuple(
        Charge(
            party=body,
            year=year,
            pence=int(charges.pence[at, place]),
            reference=f"charge/{body}/{year}",
        )
        for place, body in enumerate(charges.partners)
        for at, year in enumerate(charges.years)
    )


def exit_sums_of(
    deal: Deal, months: int, *, split: SplitResult | None = None
) -> tuple[ExitSum, ...]:
    """Return what each partner would pay on leaving, by the usual year of notice."""
    game = deal.game
    if game is None:
        return ()
    return tuple(_exit_sum(deal, body, months, split) for body in game.partners)


def _exit_sum(deal: Deal, body: str, months: int, split: SplitResult | None) -> ExitSum:
    found = leaving(deal, body, notice_months=(months,), split=split)
    charge = found.charges[0]
    return ExitSum(
        leaver=body,
        notice_months=months,
        notice_in=found.notice_in,
        pence=charge.pence,
        pence_by_stayer={stayer: pence for stayer, pence in charge.by_stayer.items() if pence > 0},
        reference=f"exit/{body}/{months}",
    )


def withdrawal_sums_of(deal: Deal, bearing: str) -> tuple[WithdrawalSum, ...]:
    """Return what each partner would pay on withdrawing at the end of each phase before go-live.

    `bearing` is the alternative of the clause; under the parties' own words nothing is filled.
    """
    if bearing not in BEARING or bearing == "walks-free":
        return ()
    return tuple(
        WithdrawalSum(
            party=row.body,
            phase=row.phase,
            pence=to_pence(next(one for one in row.borne if one.rule == bearing).leaver_pays),
            reference=f"withdrawal/{row.body}/{row.phase.replace(' ', '-')}",
        )
        for row in withdrawals(deal)
    )


def services_of(deal: Deal) -> tuple[SharedService, ...]:
    """Return the services that the option proposed covers, by name."""
    partnership = deal.partnership
    names = {one.id: one.name or one.id.replace("-", " ") for one in partnership.services}
    wanted = _proposed_services(deal)
    return tuple(SharedService(id=one, name=names[one]) for one in wanted)


def _proposed_services(deal: Deal) -> tuple[str, ...]:
    partnership, proposed = deal.partnership, deal.appraisal.proposed
    if proposed is None:
        return tuple(service.id for service in partnership.services)
    return partnership.services_of(partnership.option(proposed.id))


def local_choices_of(deal: Deal) -> tuple[LocalChoice, ...]:
    """Return what stays local, service by service, and the price of variants where one is given."""
    return (*_stays_local(deal), *_variants(deal))


def _stays_local(deal: Deal) -> Iterator[LocalChoice]:
    covered = _proposed_services(deal)
    for service in deal.partnership.services:
        if service.id not in covered:
            continue
        for place, words in enumerate(service.stays_local, start=1):
            yield LocalChoice(
                id=f"{service.id}-{place}"[:80],
                service=service.id,
                kind=_kind_of(words),
                words=words,
                decided_by="each-party",
                paid_by="costs-nothing",
            )


#: Words by which what stays local shows what it is; anything else is a decision.
_KINDS = (("polic", "policy"), ("fee", "fee"), ("charge", "fee"), ("standard", "standard"))


def _kind_of(words: str) -> str:
    return next((kind for sign, kind in _KINDS if sign in words.lower()), "decision")


def _variants(deal: Deal) -> Iterator[LocalChoice]:
    """Yield what each service's local variants cost those that keep them, as the case prices it."""
    option = None if deal.game is None else deal.game.option
    if option is None or option.priced is None:
        return
    priced = option.priced
    pence: dict[str, int] = {}
    for stream in priced.streams:
        if not stream.id.startswith(_VARIANTS):
            continue
        by_body = stream.amount[:, :, 0].sum(axis=0)
        for body, pounds in zip(priced.records.bodies, by_body.tolist(), strict=True):
            if pounds:
                pence[body] = pence.get(body, 0) + to_pence(pounds)
    if pence:
        yield LocalChoice(
            id="variants",
            service=_proposed_services(deal)[0],
            kind="variant",
            words="Local ways of working that the case counts as kept beside the standard one",
            decided_by="each-party",
            pence_by_party=pence,
            paid_by="whoever-keeps-it",
        )


def levels_of(deal: Deal) -> tuple[ServiceLevel, ...]:
    """Return what each partner has today as the level below which it must not fall."""
    partnership = deal.partnership
    partners = deal.game.partners if deal.game is not None else ()
    return tuple(
        ServiceLevel(
            id=f"{baseline.body}-{baseline.service}-{place}"[:80].strip("-"),
            service=baseline.service,
            measure=measure.name,
            target=measure.value,
            unit=measure.unit,
            higher_is_better=measure.higher_is_better,
            party=baseline.body,
            reference=f"baseline/{baseline.body}/{baseline.service}",
        )
        for baseline in partnership.baselines
        if baseline.body in partners and baseline.service in _proposed_services(deal)
        for place, measure in enumerate(baseline.quality, start=1)
    )


def contracts_of(deal: Deal) -> tuple[TiedContract, ...]:
    """Return the contracts that tie the partners in beyond the first year."""
    partners = deal.game.partners if deal.game is not None else ()
    return tuple(row for row in _contracts(deal.partnership) if row.held_by in partners)


def _contracts(partnership: Partnership) -> Iterator[TiedContract]:
    first = FinancialYear.parse(partnership.first_year, kind=partnership.year_kind)
    for baseline in partnership.baselines:
        for place, contract in enumerate(baseline.contracts, start=1):
            ends = FinancialYear.parse(contract.until, kind=partnership.year_kind).end
            if ends >= first.start:
                yield TiedContract(
                    id=f"{baseline.body}-{baseline.service}-{place}"[:80].strip("-"),
                    name=contract.name,
                    held_by=baseline.body,
                    until=ends,
                )
