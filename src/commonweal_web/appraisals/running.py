"""What a run says of an arrangement that runs already: who still wins, leaving, reorganisation."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.deal import AlreadySharing, Deal, already_sharing, names_of
from commonweal.errors import InputError
from commonweal.money import pounds, say_pounds
from commonweal.reports.parts import Part
from commonweal.reports.tables import Table, figure, table, text

__all__ = ["running_parts"]


def running_parts(deal: Deal) -> list[Part]:
    """Return the arrangement tested by its charges; nothing where the file says of none."""
    if deal.partnership.existing is None:
        return []
    try:
        running = already_sharing(deal)
    except InputError as error:
        # The file says of one that cannot be tested as it stands: what to mend is an answer too.
        return [
            Part(
                id="running",
                heading="Does each partner still win?",
                headline=f"That cannot be told yet. {error.message}",
                points=(error.hint,),
            )
        ]
    return list(_parts(deal, running))


def _parts(deal: Deal, running: AlreadySharing) -> Iterator[Part]:
    n_losing = sum(
        share.gain < -running.split.stability.tolerance for share in running.split.shares
    )
    yield Part(
        id="running",
        heading="Does each partner still win?",
        headline="Nobody would be better off alone."
        if not n_losing
        else f"{n_losing} of {len(running.partners)} would be better off alone.",
        small_print=f"against going alone again, by the charges of {running.year}",
        points=tuple(partner.sentence for partner in running.partners),
        tables=(_charged(deal, running),),
    )
    yield Part(
        id="if-one-left",
        heading="What would leaving cost, and whom?",
        headline="The charge that would leave those who stay no worse off, by the notice given.",
        points=tuple(_on_leaving(deal, running)),
        tables=(_leaving(deal, running),),
    )
    yield Part(
        id="at-reorganisation",
        heading="What happens at reorganisation?",
        headline="No partner ends or merges, as far as the file says."
        if not running.reorganisations
        else "Charges fall to whoever takes over.",
        points=tuple(effect.sentence for effect in running.reorganisations),
    )
    yield Part(
        id="not-known",
        heading="What is not known yet?",
        headline="Nothing that these answers need."
        if not running.missing
        else "In pounds these answers are no better than what they rest on.",
        points=running.missing,
    )


def _charged(deal: Deal, running: AlreadySharing) -> Table:
    return table(
        "running-charges",
        f"Charged in {running.year}",
        (text("Partner"), figure("Charged"), figure("Part"), figure("Alone")),
        [
            (
                names_of(deal.partnership, [partner.body])[0],
                say_pounds(partner.charge),
                f"{partner.percentage:.1%}",
                say_pounds(partner.alone),
            )
            for partner in running.partners
        ],
        small_print="pounds a year",
    )


def _leaving(deal: Deal, running: AlreadySharing) -> Table:
    months = [charge.notice_months for charge in running.leaving[0].charges]
    return table(
        "running-leaving",
        "Charge for leaving",
        (text("Who leaves"), *(figure(f"{count} months’ notice") for count in months)),
        [
            (
                names_of(deal.partnership, [one.leaver])[0],
                *(pounds(charge.pence) for charge in one.charges),
            )
            for one in running.leaving
        ],
        small_print="pounds, to those who stay",
    )


def _on_leaving(deal: Deal, running: AlreadySharing) -> Iterator[str]:
    for one in running.leaving:
        name = names_of(deal.partnership, [one.leaver])[0]
        stay = (
            "those who stay would share on"
            if one.still_shares
            else "the other would go alone"
            if len(one.stayers) == 1
            else "each of the others would go alone"
        )
        first = one.charges[0]
        paid = f"a charge of {pounds(first.pence)} paid" if first.pence > 0 else "no charge due"
        if abs(one.leaver_gain) <= running.split.stability.tolerance:
            ends = "neither better nor worse off"
        else:
            how = "better" if one.leaver_gain > 0 else "worse"
            ends = f"{say_pounds(abs(one.leaver_gain))} {how} off"
        yield (
            f"If {name} left at {first.notice_months} months’ notice, {stay}; with {paid}, "
            f"{name} would be {ends}."
        )
