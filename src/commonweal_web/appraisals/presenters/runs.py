"""What the list of a partnership's runs says, and what is missing before there can be one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from commonweal_web.appraisals.models import WhatIf
from commonweal_web.appraisals.queries import Lacking
from commonweal_web.core.layout.figures import TagKind
from commonweal_web.core.layout.filters import say_moment
from commonweal_web.core.policy import Action, Standing, may
from commonweal_web.partnerships.models import Partnership, Run
from commonweal_web.partnerships.presenters.runs import TAGS

__all__ = ["AskPage", "RunsPage", "rests_on", "say_outdated"]

Standings = Mapping[str | None, tuple[int, int]]


def _whose(partnership: Partnership) -> dict[str | None, str]:
    names: dict[str | None, str] = {
        one.body.reference: one.body.name for one in partnership.partners.all()
    }
    return {None: "What is held in common", **names}


def rests_on(partnership: Partnership, run: Run) -> Iterator[str]:
    """Say each version that a run was put together from."""
    names = _whose(partnership)
    for one in run.documents:
        yield f"{names.get(one['body'], one['body'])}, version {one['version']}, {one['state']}"


def say_outdated(partnership: Partnership, run: Run, standing: Standings) -> str:
    """Say what has changed since a run was asked for; nothing where it rests on what stands."""
    names = _whose(partnership)
    used = {one["body"]: one["id"] for one in run.documents}
    changed = [
        f"{names.get(whose, whose)} is now at version {version}"
        for whose, (number, version) in standing.items()
        if used.get(whose) != number
    ]
    changed += [
        f"{names.get(whose, whose)} does not stand any more"
        for whose in used
        if whose not in standing
    ]
    if not changed:
        return ""
    return f"Outdated: {'; '.join(changed)}. What it came to is kept; run again for today’s."


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    said: str
    state: str
    tag: TagKind
    sentence: str
    outdated: str
    rests_on: str
    small: str
    address: str

    @classmethod
    def of(cls, partnership: Partnership, run: Run, standing: Standings) -> RunLine:
        is_over = run.state in (Run.State.FAILED, Run.State.CANCELLED)
        return cls(
            said=f"Run {run.number}",
            state=run.get_state_display(),
            tag=TAGS[run.state],
            sentence=run.sentence or run.failure,
            outdated="" if is_over else say_outdated(partnership, run, standing),
            rests_on="; ".join(rests_on(partnership, run)),
            small=f"Asked for by {run.asked_as}, {say_moment(run.asked_at)}",
            address=reverse("run", args=[partnership.reference, run.number]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RunsPage:
    """A partnership's appraisals, newest first."""

    name: str
    back: str
    lines: tuple[RunLine, ...]
    leaf: Any
    ask: str
    what_ifs: tuple[tuple[str, str, str], ...]
    """What was tried and kept, which is no run: name, address and who kept it."""

    @classmethod
    def of(
        cls,
        asker: Standing,
        partnership: Partnership,
        *,
        runs: Iterable[Run],
        standing: Standings,
        leaf: Any,
        what_ifs: Iterable[WhatIf],
    ) -> RunsPage:
        can_ask = may(asker, Action.START_RUN, partnership.to_thing())
        is_open = partnership.state == Partnership.State.OPEN
        return cls(
            name=partnership.name,
            back=reverse("partnership", args=[partnership.reference]),
            lines=tuple(RunLine.of(partnership, run, standing) for run in runs),
            leaf=leaf,
            ask=reverse("ask-for-run", args=[partnership.reference]) if can_ask and is_open else "",
            what_ifs=tuple(
                (
                    one.name,
                    reverse(
                        "kept-what-if",
                        args=[partnership.reference, one.run.number, one.number],
                    ),
                    f"Of run {one.run.number}; kept by {one.kept_as}, {say_moment(one.kept_at)}",
                )
                for one in what_ifs
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPage:
    """Asking for an appraisal, or what must come first."""

    name: str
    back: str
    lacking: tuple[Lacking, ...]

    @classmethod
    def of(cls, partnership: Partnership, lacking: Iterable[Lacking]) -> AskPage:
        return cls(
            name=partnership.name,
            back=reverse("runs", args=[partnership.reference]),
            lacking=tuple(lacking),
        )
