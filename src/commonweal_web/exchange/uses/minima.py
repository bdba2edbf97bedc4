"""Minima: the least gain that each body would accept, or the largest share that it would pay."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from commonweal.exchange import Question, is_feasible
from commonweal.fairness import Game
from commonweal.money import say_pounds
from commonweal.reports.tables import figure, table, text
from commonweal_web.bodies.models import Body
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.forms import Form, MoneyField, PartField
from commonweal_web.partnerships.models import Partnership, Run

from .registry import Asked, OpenedAnswer, Shown, Use

__all__ = ["MINIMA", "game_of_run"]


class MinimumForm(Form):
    """One figure, and what it is counted in."""

    def __init__(self, asked: Asked, data: Any = None, files: Any = None) -> None:  # noqa: ARG002
        super().__init__(data)
        alone = _alone(asked.questions, asked.body.reference)
        whole = _game(asked.questions).whole
        self.fields["measure"] = forms.ChoiceField(
            label="What do you name?",
            choices=[
                ("least-gain", "The least that we must gain"),
                ("largest-share", "The largest part of the whole cost that we would pay"),
            ],
            widget=forms.RadioSelect,
        )
        self.fields["gain"] = MoneyField(
            label="Least gain over the whole time",
            help_text=f"Against going alone, which would cost you {say_pounds(alone)} "
            f"({asked.questions['basis']}). 0 if you must only not lose.",
            required=False,
            least=-1e12,
            most=1e12,
        )
        self.fields["share"] = PartField(
            label="Largest part of the whole cost",
            help_text=f"Of {say_pounds(whole)} for all together.",
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        measure = cleaned.get("measure")
        if measure == "least-gain" and cleaned.get("gain") is None and "gain" not in self.errors:
            self.add_error("gain", "Enter the least gain")
        if (
            measure == "largest-share"
            and cleaned.get("share") is None
            and "share" not in self.errors
        ):
            self.add_error("share", "Enter the largest part")
        return cleaned


def _answer_of(asked: Asked, cleaned: Mapping[str, Any]) -> dict[str, Any]:
    if cleaned["measure"] == "least-gain":
        return {"measure": "least-gain", "pounds": cleaned["gain"]}
    share = cleaned["share"]
    gain = _alone(asked.questions, asked.body.reference) - share * _game(asked.questions).whole
    return {"measure": "largest-share", "share": share, "pounds": gain}


def _start_fields(partnership: Partnership) -> dict[str, forms.Field]:
    runs = partnership.runs.filter(state=Run.State.DONE).defer("input_text", "result_text")[:20]
    choices = [(str(run.number), f"Run {run.number}: {run.sentence}"[:200]) for run in runs]
    if not choices:
        raise PolicyError(
            "Minima are held against a finished appraisal, and there is none yet.",
            hint="Start an appraisal first.",
        )
    return {
        "run": forms.ChoiceField(
            label="Appraisal that they are held against",
            choices=choices,
            widget=forms.RadioSelect,
            help_text="What every group of partners would cost is taken from it now, and stays.",
        )
    }


def _fix(partnership: Partnership, chosen: Mapping[str, Any]) -> dict[str, Any]:
    run = partnership.runs.get(number=int(chosen["run"]), state=Run.State.DONE)
    return {"run": run.number, **game_of_run(run)}


def game_of_run(run: Run) -> dict[str, Any]:
    """Return what every group of a run's partners would cost, as plain values.

    Raises
    ------
    PolicyError
        The run proposes no sharing, so there is nothing to divide.
    """
    # The engine is loaded only where an exchange of minima starts.
    from commonweal.deal import work_out
    from commonweal.partnership import read_values
    from commonweal.reports import say_basis

    partnership, _ = read_values(json.loads(run.input_text), source=run.partnership.name)
    # The expected case is the same however many futures are drawn.
    deal = work_out(partnership, n_draws=2, seed=run.seed)
    if deal.game is None:
        raise PolicyError(
            f"Run {run.number} proposes no sharing, so there is nothing to divide.",
            hint="Choose another run.",
        )
    game = deal.game.game
    return {
        "players": list(game.players),
        "values": [round(float(value), 2) for value in game.values],
        "basis": say_basis(deal.partnership),
    }


def _game(questions: Mapping[str, Any]) -> Game:
    import numpy as np

    return Game(
        players=tuple(questions["players"]), kind="cost", values=np.array(questions["values"])
    )


def _alone(questions: Mapping[str, Any], body: str) -> float:
    game = _game(questions)
    return float(game.alone()[game.players.index(body)])


def _check_body(questions: Mapping[str, Any], body: Body) -> None:
    if body.reference not in questions["players"]:
        raise PolicyError(
            f"{body.name} takes no part in the sharing that run {questions['run']} proposes.",
            hint="Leave it out, or choose another run.",
        )


def _is_feasible(
    question: Question, questions: Mapping[str, Any], opened: Sequence[OpenedAnswer]
) -> bool:
    least = {one.answerer.body: float(one.answer["pounds"]) for one in opened}
    return is_feasible(question, game=_game(questions), least_gains=least)


def _show(questions: Mapping[str, Any], opened: Sequence[OpenedAnswer]) -> Shown:
    alone = {one.answerer.body: _alone(questions, one.answerer.body) for one in opened}
    game = _game(questions)
    gain = float(game.alone().sum()) - game.whole
    asked = sum(float(one.answer["pounds"]) for one in opened)
    over = asked - gain
    return Shown(
        headline=f"Sharing would gain {say_pounds(gain)} for all together; the minima come to "
        f"{say_pounds(asked)}.",
        conversation=(
            f"The minima ask for {say_pounds(over)} more than there is to share. What is each of "
            "them for, and could it be met in another way than by money?",
        )
        if over > 0.005
        else (),
        tables=(
            table(
                "minima",
                "What each body named",
                [text("Body"), figure("Going alone costs"), figure("Least gain"), text("As it was "
                 "named"), text("Authorised by")],
                [
                    [
                        one.name,
                        say_pounds(alone[one.answerer.body]),
                        say_pounds(float(one.answer["pounds"])),
                        "Least gain"
                        if one.answer["measure"] == "least-gain"
                        else f"At most {one.answer['share'] * 100:g}% of the whole cost",
                        one.authorised_by,
                    ]
                    for one in opened
                ],
                small_print=str(questions["basis"]),
            ),
        ),
    )  # fmt: skip


MINIMA = Use(
    id="minima",
    name="Least gains",
    says="The least that each body would accept to gain, or the largest share that it would pay. "
    "All are told whether any split would meet every one of them: yes or no, and nothing more.",
    size=16_384,
    answer_form=MinimumForm,
    answer_of=_answer_of,
    show=_show,
    start_fields=_start_fields,
    fix=_fix,
    check_body=_check_body,
    feasibility=("stable-split", "nobody-worse-off"),
    is_feasible=_is_feasible,
    can_stay_closed=True,
)
