"""What would change the answer, on a terminal: the nearest turn first."""

from __future__ import annotations

from rich.console import Console

from commonweal.appraisal.long_list import LongList
from commonweal.appraisal.reality import Reality
from commonweal.deal import Deal, names_of
from commonweal.deal.sensitivity import ScenarioRow, Sensitivity
from commonweal.money import say_pounds
from commonweal.reports import say_basis

from .across import across
from .parts import bullets, heading, paragraph, plural, table

__all__ = ["show_sensitivity"]

#: Rows that a person reads; the rest is in the JSON.
_MOST_ROWS = 8

_ANSWERS = {
    "share": "share",
    "share-if": "share, if",
    "not-yet": "not yet",
    "do-not-share": "do not share",
}


def show_sensitivity(
    console: Console, deal: Deal, found: Sensitivity, reality: Reality, listed: LongList
) -> None:
    """Print what would change the answer."""
    paragraph(console, deal.verdict.sentence)
    console.print()
    paragraph(console, found.nearest_sentence, "bold")
    if reality.banner:
        console.print()
        paragraph(console, reality.banner, "yellow")
    _show_turns(console, found)
    _show_swings(console, deal, found)
    heading(console, "If a partner left before it began")
    bullets(console, [found.partner_sentence, *(one.sentence for one in found.without)])
    _show_scenarios(console, deal, found)
    _show_stresses(console, found)
    _show_reality(console, reality)
    heading(console, "The long list")
    bullets(
        console,
        [
            listed.sentence,
            *(f"{one.name}: set aside. {one.reason}" for one in listed.set_aside),
            *(caution.message for caution in listed.cautions),
        ],
    )
    heading(console, "Are the draws enough?")
    bullets(console, [found.enough.sentence])


def _show_turns(console: Console, found: Sensitivity) -> None:
    turning = [value for value in found.switching if value.turns_at is not None]
    still = len(found.switching) - len(turning)
    heading(
        console,
        "How far a figure must move",
        small_print="each by itself, nearest first, as a share of what the file says",
    )
    said = [value.sentence for value in turning[:_MOST_ROWS]]
    if len(turning) > _MOST_ROWS:
        said.append(f"{len(turning) - _MOST_ROWS} more turn it from further away: see --json.")
    if still:
        said.append(
            f"{plural(still, 'other figure')}, at any value within sensible limits, "
            f"{'leaves' if still == 1 else 'leave'} the gain on its side of nought."
        )
    bullets(console, said)


def _show_swings(console: Console, deal: Deal, found: Sensitivity) -> None:
    if not found.swings.joint:
        return
    heading(
        console,
        "What the joint gain swings with",
        small_print="mean gain in the tenth of futures where the figure is lowest and highest; "
        + say_basis(deal.partnership),
    )
    table(
        console,
        (("Figure", "left"), ("Lowest tenth", "right"), ("Highest tenth", "right")),
        [
            (
                swing.label[0].upper() + swing.label[1:],
                say_pounds(swing.gain_when_low),
                say_pounds(swing.gain_when_high),
            )
            for swing in found.swings.joint[:_MOST_ROWS]
        ],
    )
    console.print()
    bullets(
        console,
        [
            f"{names_of(deal.partnership, [body])[0]} swings most with {swings[0].label}."
            for body, swings in found.swings.by_body.items()
            if swings
        ],
    )


def _show_scenarios(console: Console, deal: Deal, found: Sensitivity) -> None:
    tried = [row for row in found.scenarios if row.outcome is not None]
    heading(
        console,
        "Other futures",
        small_print="gain over the best each could do alone; "
        f"{found.scenario_draws:,} draws, the same in every row",
    )
    bodies = list(deal.game.partners) if deal.game else []
    names = names_of(deal.partnership, bodies)
    letters = [str(number + 1) for number in range(len(tried))]
    across(
        console,
        ("Row", letters),
        [
            ("All partners", [_joint(row) for row in tried]),
            *(
                (name, [_partner(row, body) for row in tried])
                for name, body in zip(names, bodies, strict=True)
            ),
            ("Verdict", [_ANSWERS[row.outcome.answer] for row in tried if row.outcome]),
        ],
    )
    console.print()
    bullets(
        console,
        [f"Row {letter}: {row.name}." for letter, row in zip(letters, tried, strict=True)],
    )
    bullets(
        console,
        [f"{row.name}: not tried. {row.note}" for row in found.scenarios if row.outcome is None],
    )


def _joint(row: ScenarioRow) -> str:
    return "" if row.outcome is None else say_pounds(row.outcome.joint_gain)


def _partner(row: ScenarioRow, body: str) -> str:
    if row.outcome is None or body not in row.outcome.gain_by_body:
        return "–"
    return say_pounds(row.outcome.gain_by_body[body])


def _show_stresses(console: Console, found: Sensitivity) -> None:
    for stress in found.stresses:
        heading(
            console,
            f"If work rises: {stress.name}",
            small_print="present value; percentages as agreed",
        )
        table(
            console,
            (
                ("Partner", "left"),
                ("Its work", "right"),
                ("Pays more", "right"),
                ("Alone", "right"),
                ("Its gain then", "right"),
            ),
            [
                (
                    partner.name,
                    f"{partner.growth:+.0%}",
                    say_pounds(partner.more_under_split),
                    say_pounds(partner.more_alone),
                    say_pounds(partner.gain_after),
                )
                for partner in stress.partners
            ],
        )
        console.print()
        bullets(console, [stress.sentence])


def _show_reality(console: Console, reality: Reality) -> None:
    heading(console, "Against what others have seen")
    said = [claim.sentence for claim in reality.claims]
    said.append(reality.sentence)
    if reality.footing is not None:
        said += [reality.footing.sentence, reality.footing.reference_class.caveat]
    bullets(console, said)
    if len(reality.steps) > 1:
        table(
            console,
            (("From the sponsor's figure to ours", "left"), ("Worth", "right"), ("Step", "right")),
            [
                (
                    step.name,
                    say_pounds(step.npv),
                    "" if step.id == "sponsor" else say_pounds(step.change),
                )
                for step in reality.steps
            ],
        )
