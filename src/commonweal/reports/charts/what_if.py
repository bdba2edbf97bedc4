"""What if one figure is otherwise? The gain of the whole and of each partner over its range."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.appraisal import recorded_correction
from commonweal.deal import Deal
from commonweal.deal.sensitivity import Input, Outcome, Trier, inputs_of, trier_of
from commonweal.errors import CommonwealError, InputError
from commonweal.money import say_pounds
from commonweal.partnership import Partnership
from commonweal.reports.tables import Cell, figure, table, text
from commonweal.reports.words import say_basis

from .specs import Line, LineChart, Marked

__all__ = ["what_if_chart"]

#: Values tried, the file's own among them.
_N_VALUES = 7

#: The verdict is not asked here, only gains in the expected case, which need no futures.
_TRIAL_DRAWS = 2

#: Lines of partners: names of more would crowd each other out.
_MOST_LINES = 6

_ALL = "All partners together"


def what_if_chart(deal: Deal, input_id: str | None = None) -> LineChart | None:
    """Return what one figure of the file, moved over its range, does to every gain.

    Without `input_id`, the figure that moves the joint gain most between the ends of its own
    range. None where nothing is shared, or no figure has a range.

    Raises
    ------
    InputError
        There is no such figure.
    """
    proposed = deal.appraisal.proposed
    if proposed is None or not deal.splits:
        return None
    correction = recorded_correction() if proposed.written is not None else None
    trier = trier_of(deal, correction=correction, n_draws=_TRIAL_DRAWS)
    case = trier.marked(deal.partnership)
    inputs = inputs_of(case, proposed.id)
    chosen = _widest(inputs, case, trier) if input_id is None else _named(inputs, input_id)
    if chosen is None:
        return None
    tried = [
        (value, outcome)
        for value in _values(chosen)
        if (outcome := _outcome(chosen, case, trier, value)) is not None
    ]
    return _chart(deal, chosen, tried) if len(tried) > 1 else None


def _named(inputs: tuple[Input, ...], input_id: str) -> Input:
    for one in inputs:
        if one.id == input_id:
            return one
    raise InputError(
        f"There is no figure {input_id} to move.",
        hint=f"The figures are {', '.join(one.id for one in inputs)}.",
    )


def _widest(inputs: tuple[Input, ...], case: Partnership, trier: Trier) -> Input | None:
    """Return the figure whose own range moves the joint gain most."""
    best, most = None, 0.5
    for one in inputs:
        if one.span is None:
            continue
        gains = [_gain(one, case, trier, value) for value in one.span]
        if gains[0] is not None and gains[1] is not None and abs(gains[1] - gains[0]) > most:
            best, most = one, abs(gains[1] - gains[0])
    return best


def _gain(one: Input, case: Partnership, trier: Trier, value: float) -> float | None:
    try:
        changed, tried = one.apply(case, trier, value)
        return tried.gain(changed)
    except CommonwealError:
        return None


def _outcome(one: Input, case: Partnership, trier: Trier, value: float) -> Outcome | None:
    """Return what comes of a value; None where the case cannot be priced or shared with it."""
    try:
        changed, tried = one.apply(case, trier, value)
        outcome = tried.outcome(changed)
    except CommonwealError:
        return None
    return outcome if outcome.gain_by_body else None


def _values(one: Input) -> list[float]:
    """Return values over the figure's range, evenly apart, with what the file says among them."""
    low, high = one.span or (one.low, one.high)
    step = (high - low) / (_N_VALUES - 2)
    evenly = [low + step * place for place in range(_N_VALUES - 1)]
    return sorted({*evenly, one.value})


def _chart(deal: Deal, one: Input, tried: list[tuple[float, Outcome]]) -> LineChart:
    names = {share.body: deal.partnership.body(share.body).name for share in deal.splits[0].shares}
    values = [value for value, _ in tried]
    joint = tuple(outcome.joint_gain for _, outcome in tried)
    by_body = {body: tuple(outcome.gain_by_body[body] for _, outcome in tried) for body in names}
    said = tuple(_said(one, values))
    here = min(range(len(values)), key=lambda place: abs(values[place] - one.value))
    ordered = sorted(names, key=lambda body: names[body].casefold())
    moved = sorted(ordered, key=lambda body: -abs(by_body[body][0] - by_body[body][-1]))
    shown = [body for body in ordered if body in moved[:_MOST_LINES]]
    some = (
        "" if len(shown) == len(ordered) else ". The partners that it moves most; the table has all"
    )
    basis = say_basis(deal.partnership)
    rule = deal.splits[0].name
    label = f"{one.label[:1].upper()}{one.label[1:]}"
    return LineChart(
        id="what-if",
        title=f"What if: {one.label}",
        small_print=f"Gain over the best alone as that figure is moved over its range, all else "
        f"as in the file, under {rule}; {basis}{some}",
        alternative=_alternative(one, said, joint, by_body, names),
        points=said,
        lines=(
            Line(name=_ALL, values=joint, is_emphasised=True),
            *(Line(name=names[body], values=by_body[body], is_emphasised=False) for body in shown),
        ),
        marks=(Marked(line=_ALL, position=here, label=f"As the file has it: {said[here]}"),),
        x_name=label,
        places=tuple(values),
        table=table(
            "what-if-table",
            f"Gains as {one.label} is moved over its range",
            (
                text(label),
                figure(_ALL),
                *(figure(names[body]) for body in ordered),
            ),
            [
                (
                    Cell(said=said[place], small_print="as the file has it" * (place == here)),
                    _cell(joint[place]),
                    *(_cell(by_body[body][place]) for body in ordered),
                )
                for place in range(len(values))
            ],
            small_print=f"Over the best each could do alone, under {rule}; {basis}",
            trace="table/what-if-table",
        ),
    )


def _said(one: Input, values: list[float]) -> Iterator[str]:
    """Say values all to the same number of places, shares among them."""
    plain = [one.say(value) for value in values]
    n_places = max(
        (len(said.partition(".")[2]) for said in plain if said.replace(".", "", 1).isdigit()),
        default=0,
    )
    for value, said in zip(values, plain, strict=True):
        yield f"{value:.{n_places}f}" if said.replace(".", "", 1).isdigit() else said


def _cell(amount: float) -> Cell:
    return Cell(said=say_pounds(amount), tone="loss" if amount < -0.5 else "")


def _alternative(
    one: Input,
    said: tuple[str, ...],
    joint: tuple[float, ...],
    by_body: dict[str, tuple[float, ...]],
    names: dict[str, str],
) -> str:
    turning = [
        names[body] for body, gains in by_body.items() if min(gains) < -0.5 and max(gains) > 0.5
    ]
    turned = (
        f" It decides whether {', '.join(turning)} gain{'s' * (len(turning) == 1)} or not."
        if turning
        else " It turns no partner's gain into a loss, nor a loss into a gain."
    )
    return (
        f"Chart of the gain over the best alone as {one.label} goes from {said[0]} to {said[-1]}: "
        f"all partners together from {say_pounds(joint[0])} to {say_pounds(joint[-1])}.{turned}"
    )
