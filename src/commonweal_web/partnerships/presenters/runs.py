"""What the pages of appraisals say: from what was kept, with nothing worked out again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from commonweal.money import say_pounds
from commonweal.reports import ANSWERS, say_chance_of_loss
from commonweal.reports.tables import Cell, Table, figure, table, text
from commonweal_web.core.layout import BigFigure, Fact, Step
from commonweal_web.core.layout.figures import TagKind
from commonweal_web.core.layout.filters import say_moment
from commonweal_web.core.models import Job
from commonweal_web.core.policy import Action, Standing, may
from commonweal_web.partnerships.models import Partnership, Run

__all__ = ["TAGS", "RunPage", "run_facts", "runs_step", "shares_step"]

TAGS: Mapping[str, TagKind] = {
    Run.State.WAITING: "yellow",
    Run.State.RUNNING: "yellow",
    Run.State.DONE: "green",
    Run.State.FAILED: "red",
    Run.State.CANCELLED: "grey",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPage:
    """One appraisal: under way, done, or why it is not."""

    heading: str
    name: str
    back: str
    state: str
    tag: TagKind
    is_under_way: bool
    progress: str
    failure: str
    cancel: str
    answer: str
    sentence: str
    big: tuple[BigFigure, ...]
    reasons: tuple[str, ...]
    conditions: tuple[str, ...]
    instead: tuple[str, ...]
    tables: tuple[Table, ...]
    facts: tuple[Fact, ...]
    rests_on: tuple[str, ...]
    download: str

    @classmethod
    def of(
        cls,
        standing: Standing,
        partnership: Partnership,
        run: Run,
        *,
        result: Mapping[str, Any] | None,
        job: Job | None,
    ) -> RunPage:
        arguments = [partnership.reference, run.number]
        can_cancel = run.is_under_way and may(standing, Action.CANCEL_RUN, run.to_thing())
        verdict = result["verdict"] if result is not None else {}
        return cls(
            heading=f"Run {run.number}",
            name=partnership.name,
            back=reverse("runs", args=[partnership.reference]),
            state=run.get_state_display(),
            tag=TAGS[run.state],
            is_under_way=run.is_under_way,
            progress=_progress(run, job),
            failure=run.failure,
            cancel=reverse("cancel-run", args=arguments) if can_cancel else "",
            answer=ANSWERS.get(run.answer, run.answer),
            sentence=run.sentence,
            big=tuple(_big(result)) if result is not None else (),
            reasons=tuple(reason["text"] for reason in verdict.get("reasons", ())),
            conditions=tuple(_said(one) for one in verdict.get("conditions", ())),
            instead=tuple(verdict.get("instead", ())),
            tables=tuple(_tables(result)) if result is not None else (),
            facts=tuple(run_facts(run)),
            rests_on=tuple(_rests_on(partnership, run)),
            download=reverse("download-run", args=arguments) if result is not None else "",
        )


def _said(condition: Any) -> str:
    return condition if isinstance(condition, str) else str(condition.get("text", ""))


def _progress(run: Run, job: Job | None) -> str:
    if run.state == Run.State.WAITING:
        return "It waits for its turn."
    if job is None or not job.note:
        return "It is being worked out."
    return f"{job.note} ({job.progress:.0%} done)."


def _gain(amount: float) -> Cell:
    pounds = round(amount)
    return Cell(said=say_pounds(amount), tone="loss" if pounds < 0 else "gain" if pounds else "")


def _big(result: Mapping[str, Any]) -> Iterable[BigFigure]:
    taking_part = [one for one in result["partners"] if one["takes_part"]]
    if not taking_part:
        return
    total = sum(one["gain"] for one in taking_part)
    n_gain = sum(one["gain"] > 0 for one in taking_part)
    years = len(result["years"])
    yield BigFigure(
        said=say_pounds(total),
        what=f"over {years} years, beyond the best each could do alone",
        tone="loss" if total < 0 else "gain",
    )
    yield BigFigure(
        said=f"{n_gain} of {len(taking_part)}",
        what="partners gain under the split proposed",
        tone="" if n_gain == len(taking_part) else "loss",
    )


def _tables(result: Mapping[str, Any]) -> Iterable[Table]:
    partners = [
        (
            one["name"],
            _gain(one["gain"]),
            _gain(one["p10"]),
            _gain(one["p90"]),
            say_chance_of_loss(one["p_loss"]),
            one["best_alone_name"],
        )
        for one in result["partners"]
        if one["takes_part"]
    ]
    years = len(result["years"])
    if partners:
        yield table(
            "partners",
            "Who gains, against the best each could do alone",
            (
                text("Partner"),
                figure("Expected gain"),
                figure("In a poor future", "1 in 10 is worse"),
                figure("In a good one", "1 in 10 is better"),
                text("Chance of loss"),
                text("Best alone"),
            ),
            partners,
            small_print=f"present value in pounds over {years} years",
        )
    yield table(
        "options",
        "Every way ahead, against doing nothing",
        (
            text("Option"),
            figure("Net present value", "expected"),
            figure("In a poor future", "1 in 10 is worse"),
            text("Pays back in"),
        ),
        [
            (
                one["name"],
                _gain(one["npv"]),
                _gain(one["p10"]),
                _say_payback(one),
            )
            for one in result["options"]
        ],
        small_print=f"present value in pounds over {years} years, all bodies together",
    )
    if result["splits"]:
        names = {one["id"]: one["name"] for one in result["partners"]}
        yield _splits_table(result["splits"], names)


def _say_payback(option: Mapping[str, Any]) -> str:
    years = option.get("payback_years")
    if years is None:
        return "–" if option["id"] == "do-nothing" else "never within the years counted"
    return "1 year" if years == 1 else f"{years} years"


def _splits_table(splits: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> Table:
    bodies = [share["body"] for share in splits[0]["shares"]]
    return table(
        "splits",
        "What each would gain under each way of sharing the cost",
        (text("Rule"), *(figure(names[body]) for body in bodies)),
        [
            (
                split["name"][:1].upper() + split["name"][1:],
                *(_gain(share["gain"]) for share in split["shares"]),
            )
            for split in splits
        ],
        small_print="present value in pounds; the first is the one proposed",
    )


def _rests_on(partnership: Partnership, run: Run) -> Iterable[str]:
    names = {one.body.reference: one.body.name for one in partnership.partners.all()}
    for one in run.documents:
        whose = "What is held in common" if one["body"] is None else names.get(one["body"], "")
        yield f"{whose or one['body']}, version {one['version']}, {one['state']}"


def run_facts(run: Run) -> Iterable[Fact]:
    yield Fact(name="Asked for by", said=f"{run.asked_as}, {say_moment(run.asked_at)}")
    if run.finished_at is not None:
        yield Fact(name="Finished", said=say_moment(run.finished_at))
    for name, key in (
        ("Parameter set", "parameter_set"),
        ("Verdict rule", "verdict_rule"),
        ("Futures drawn", "draws"),
        ("Seed", "seed"),
        ("Version", "version"),
        ("Input", "input_hash"),
    ):
        if run.stamp and key in run.stamp:
            value = run.stamp[key]
            said = f"{value:,}" if key == "draws" else str(value)
            yield Fact(name=name, said=said[:16] if key == "input_hash" else said)


def runs_step(partnership: Partnership, *, n_done: int, is_ready: bool) -> Step:
    """Return the line of the partnership's own page on its appraisals."""
    done = "1 done" if n_done == 1 else f"{n_done} done"
    return Step(
        name="Appraisal",
        address=reverse("runs", args=[partnership.reference]) if is_ready or n_done else "",
        hint="Is sharing better than the best each could do alone, and who gains?",
        status=done if n_done else ("To begin" if is_ready else "Cannot begin before the figures"),
        tag="yellow" if is_ready and not n_done else "",
    )


def shares_step(partnership: Partnership, *, n_done: int) -> Step:
    """Return the line of the partnership's own page on who pays what."""
    return Step(
        name="Fair shares",
        address=reverse("fair-shares", args=[partnership.reference]) if n_done else "",
        hint="Who pays what under each rule, does everyone win, would anyone leave?",
        status="To look at" if n_done else "Cannot begin before an appraisal",
        tag="",
    )
