"""Each partner's part of the joint cost, as its rule fixes it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from commonweal.deal import SplitResult
from commonweal.fairness import RULES
from commonweal.reports.words import say_number

from .parts import BY_DEFINITION, SEE_THERE, exact, given, graded, said_fraction, worked
from .pots import Shared
from .trace import Trace, TraceInput

__all__ = ["percentage_trace"]


def percentage_trace(shared: Shared, split: SplitResult, place: int) -> Trace:
    share = split.shares[place]
    rule = RULES[split.rule]
    own_rule = shared.deal.partnership.split
    inputs: list[TraceInput] = [given("What the rule does", split.explanation, BY_DEFINITION)]
    n_partners = len(split.shares)
    how = ""
    if split.rule == "equal":
        inputs.append(given("Partners", str(n_partners), "the file"))
        how = f" 1 ÷ {n_partners} = {said_fraction(1 / n_partners)}."
    elif split.rule == "baseline":
        now = shared.pots.now
        inputs += [
            worked(f"Pooled by {shared.names[body]}", exact(float(amount)), f"pooled/{body}")
            for body, amount in zip(shared.game.partners, now.tolist(), strict=True)
        ]
        how = (
            f" What it pools over what all pool: {exact(float(now[place]))} ÷ "
            f"{exact(float(now.sum()))} = {said_fraction(float(now[place] / now.sum()))}."
        )
    elif split.rule in ("driver", "driver-mix", "fixed-and-unit"):
        drivers = dict(own_rule.mix) if split.rule == "driver-mix" else {own_rule.driver: 1.0}
        for driver, weight in drivers.items():
            inputs += _driver_rows(shared, str(driver), weight, is_mix=len(drivers) > 1)
        if split.rule == "driver" and own_rule.driver is not None:
            held = [
                shared.deal.partnership.body(body).drivers[own_rule.driver]
                for body in shared.game.partners
            ]
            how = (
                f" Its {own_rule.driver.replace('-', ' ')} over that of all: "
                f"{say_number(held[place])} ÷ {say_number(sum(held))} = "
                f"{said_fraction(held[place] / sum(held))}."
            )
        elif split.rule == "fixed-and-unit":
            inputs.append(
                given(
                    "Part shared equally",
                    f"{own_rule.fixed_share:.1%}",
                    "the file"
                    if "fixed_share" in own_rule.model_fields_set
                    else "left out of the file: this is what stands for it",
                )
            )
    if "groups" in rule.needs:
        inputs += [
            worked("Cost of every group by itself", SEE_THERE, "groups"),
            worked(
                "Its own cost, taken off first",
                exact(float(shared.pots.own[place, 0])),
                f"own/{share.body}",
            ),
            worked("Joint running cost", exact(float(shared.pots.running[0])), "joint-running"),
            worked("Joint one-off cost", exact(float(shared.pots.one_off[0])), "joint-one-off"),
        ]
        how = (
            " A rule that looks at groups fixes what it pays in all; less its own cost, over the "
            "joint cost, that is its part."
        )
    is_two = not np.isclose(share.percentage, share.one_off_percentage)
    one_off = (
        f" Of one-off cost, by the rule {own_rule.one_off_rule}: "
        f"{said_fraction(share.one_off_percentage)}."
        if is_two
        else ""
    )
    return Trace(
        id=f"percentage/{split.rule}/{share.body}",
        name=f"{shared.names[share.body]}'s part of the joint cost under {split.name}",
        said=f"{share.percentage:.1%}".replace("-", "−"),
        formula=f"As the rule fixes it on the expected case, for good: "
        f"{said_fraction(share.percentage)}.{how}{one_off}",
        inputs=tuple(inputs),
        method=_rule_section(split.rule),
    )


def _driver_rows(
    shared: Shared, driver: str, weight: float, *, is_mix: bool
) -> Iterator[TraceInput]:
    name = driver.replace("-", " ").capitalize()
    if is_mix:
        yield given(f"Weight of {name.lower()}", say_number(weight), "the file")
    for body in shared.game.partners:
        entry = shared.deal.partnership.body(body)
        if driver in entry.drivers:
            yield given(
                f"{name} of {entry.name}",
                say_number(entry.drivers[driver]),
                entry.source,
                graded(entry),
            )


def _rule_section(rule: str) -> str:
    if rule in ("scrb", "aca"):
        return "05-fair-shares#separable-costs-remaining-benefits"
    if rule == "shapley":
        return "05-fair-shares#two-towns-and-one-plant"
    if "nucleolus" in rule:
        return "05-fair-shares#the-talmuds-estates"
    return "08-verdict#sharing-how-it-turns-out"
