"""Which figures of an agreement the deal no longer bears out: the draft says so itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from commonweal.deal import Deal, chosen_split
from commonweal.errors import CommonwealError
from commonweal.money import pounds

from .clauses import rule_names
from .document import Agreement
from .filling import filled

__all__ = ["Stale", "stale"]

#: Said of a figure that one of the two does not hold.
_NONE = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """One figure, or the rule behind all of them, that is not what the agreement says."""

    matter: str
    """The matter whose schedule it stands in."""
    reference: str
    """The trace that opens the figure as it is now; empty for a rule."""
    sentence: str
    was: str
    now: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "matter": self.matter,
            "reference": self.reference,
            "sentence": self.sentence,
            "was": self.was,
            "now": self.now,
        }


def stale(agreement: Agreement, deal: Deal, *, rule: str | None = None) -> tuple[Stale, ...]:
    """Return everything in the schedules that the deal no longer bears out.

    `rule` is the rule that the parties chose; the partnership's own where left out. Nothing is
    stale whose figure is the same to the penny, whatever else was changed. An agreement without
    a basis was typed, and is held against the deal all the same.
    """
    try:
        now = filled(agreement, deal, rule=rule)
        split = chosen_split(deal, rule)
    except CommonwealError as error:
        return (
            Stale(
                matter="charges",
                reference="",
                sentence=f"The schedules rest on a split that is no longer there. {error.message}",
                was="",
                now="",
            ),
        )
    found: list[Stale] = []
    if agreement.basis is not None and agreement.basis.rule != split.rule:
        was = rule_names().get(agreement.basis.rule, agreement.basis.rule)
        found.append(
            Stale(
                matter="sharing-rule",
                reference="",
                sentence=f"The split changed since: the schedules were filled by {was}, and the "
                f"partnership is now shared by {split.name}.",
                was=was,
                now=split.name,
            )
        )
    for matter, what, before, after in _schedules(agreement, now):
        found.extend(_differences(agreement, deal, matter, what, before, after))
    return tuple(found)


Key = tuple[str, str]
Figures = Mapping[Key, tuple[int, str]]


def _schedules(old: Agreement, new: Agreement) -> Iterator[tuple[str, str, Figures, Figures]]:
    """Yield each schedule's figures by party and year or phase, as they were and as they are."""

    def charges(one: Agreement) -> Figures:
        return {(row.party, row.year): (row.pence, row.reference) for row in one.charges}

    def exits(one: Agreement) -> Figures:
        return {
            (row.leaver, f"{row.notice_months} months’ notice"): (row.pence, row.reference)
            for row in one.exit_sums
        }

    def withdrawals(one: Agreement) -> Figures:
        return {(row.party, row.phase): (row.pence, row.reference) for row in one.withdrawal_sums}

    yield "charges", "charge for {}", charges(old), charges(new)
    if old.exit_sums:
        yield "exit-charge", "exit charge at {}", exits(old), exits(new)
    if old.withdrawal_sums:
        yield (
            "before-go-live",
            "payment on withdrawing at the end of the phase {}",
            withdrawals(old),
            withdrawals(new),
        )


def _differences(
    agreement: Agreement, deal: Deal, matter: str, what: str, before: Figures, after: Figures
) -> Iterator[Stale]:
    bodies = {body.id: body.name for body in deal.partnership.bodies}
    for key in dict.fromkeys([*before, *after]):
        party, at = key
        was, now = before.get(key), after.get(key)
        if was is not None and now is not None and was[0] == now[0]:
            continue
        name = bodies.get(party) or agreement.party_name(party)
        said_was = pounds(was[0], pence=True) if was else _NONE
        said_now = pounds(now[0], pence=True) if now else _NONE
        yield Stale(
            matter=matter,
            reference=now[1] if now else "",
            sentence=f"{name}’s {what.format(at)} was {said_was} and is now {said_now}.",
            was=said_was,
            now=said_now,
        )
