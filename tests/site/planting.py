"""A partnership with figures that stand nowhere else, so that one met on a page is that very one.

Every version of a body's figures has a cost of its own, one manager's pay, and a word in its
source. Who may meet which is said here anew, in a few lines, and not asked of the policy.
"""

from __future__ import annotations

import copy
import datetime
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.api.services import make_key
from commonweal_web.bodies.models import Body
from commonweal_web.core.policy import Scope
from commonweal_web.core.standing import standing_for
from commonweal_web.core.work import work_off
from commonweal_web.discussion.services import add_comment
from commonweal_web.discussion.subjects import find_subject
from commonweal_web.exchange.services import seal_answer, start_exchange
from commonweal_web.exchange.uses import use_of
from commonweal_web.papers.services import ask_for_paper
from commonweal_web.partnerships.models import Document, Partnership, Run
from commonweal_web.partnerships.queries.partnerships import partnerships
from commonweal_web.partnerships.reading import json_text
from commonweal_web.partnerships.services.documents import (
    return_document,
    save_draft,
    submit_document,
)
from commonweal_web.partnerships.services.runs import ask_for_run
from commonweal_web.partnerships.services.sealing import choose_opening

from .builders import give_role, make_body, make_partnership, make_person
from .exchanges import precondition
from .records import CASE

__all__ = ["NAMES", "STATES", "Field", "Plan", "Plant", "Viewer", "case_of_bodies", "sow"]

#: Bodies of the case, by what the file calls them.
NAMES = ("Ashby", "Barton", "Colne", "Denby")
#: How far a body has come with its own figures.
STATES = ("typed for it", "draft", "submitted", "submitted, then a draft", "returned")

Line = Literal["open", "pay", "beside", "joined", "word"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which bodies take part, and how far each has come; the first one's people coordinate."""

    states: Mapping[str, str]
    is_common_submitted: bool = True
    """Whether the last version of what is held in common was submitted; an earlier one always."""
    are_sealed: bool = False
    """Whether figures open only once every body has submitted its own."""
    has_papers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plant:
    """One figure or word of one version of a body's figures."""

    said: str
    body: str
    line: Line
    is_own: bool
    """Whether it stands in the body's own document, not in what is held in common."""
    was_submitted: bool

    @property
    def title(self) -> str:
        held = "own" if self.is_own else "common"
        return f"{self.body}'s {self.line} ({held}, submitted: {self.was_submitted})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Somebody who looks: by what they hold, at which body."""

    title: str
    user: User | None
    body: str = ""
    sees_own: bool = False
    is_partner: bool = False
    is_coordinator: bool = False
    secret: str = ""
    """A program's key, in the place of a person."""

    def may_see(self, plant: Plant) -> bool:
        if self.sees_own and plant.body == self.body:
            # A body's own people do not read what its coordinator has only drafted for it.
            return plant.is_own or plant.was_submitted or self.is_coordinator
        if self.is_coordinator and not plant.is_own:
            return True
        if not (self.is_partner and plant.was_submitted):
            return False
        return plant.line not in ("pay", "beside")


@dataclass(kw_only=True)
class Field:
    """The partnership, everybody who looks at it, and all that was planted."""

    partnership: Partnership
    bodies: dict[str, Body]
    run: Run | None = None
    viewers: list[Viewer] = field(default_factory=list)
    plants: list[Plant] = field(default_factory=list)


def sow(plan: Plan, *, numbers: Sequence[int]) -> Field:
    """Make the partnership of a plan; `numbers` are taken in turn, each once."""
    given = iter(numbers)
    bodies = {name: make_body(name) for name in plan.states}
    first = next(iter(bodies.values()))
    coordinator = make_person("Cora Lane", body=first, role="viewer")
    made = make_partnership("The field", bodies=tuple(bodies.values()), coordinator=coordinator)
    sown = Field(partnership=made, bodies=bodies)
    values = case_of_bodies(tuple(plan.states))
    editors = {
        name: make_person(f"Edda {name}", body=body, role="editor") for name, body in bodies.items()
    }

    def now() -> Partnership:
        return partnerships().get(pk=made.pk)

    def give(by: User, name: str | None, *, submit: bool) -> Document:
        text = copy.deepcopy(values)
        for each in plan.states if name is None else [name]:
            sown.plants += _plant(text, each, given, is_own=name is not None, was_submitted=submit)
        saved = save_draft(
            by=by, partnership=now(),
            body=None if name is None else bodies[name],
            data=json_text(text).encode(), file_name="figures.json",
        ).document  # fmt: skip
        return submit_document(by=by, document=saved) if submit else saved

    give(coordinator, None, submit=True)
    if plan.are_sealed:
        choose_opening(by=coordinator, partnership=now(), are_sealed=True)
    for name, state in plan.states.items():
        if state == "typed for it":
            continue
        document = give(editors[name], name, submit=state != "draft")
        if state == "submitted, then a draft":
            give(editors[name], name, submit=False)
        if state == "returned":
            certifier = make_person(f"Cert {name}", body=bodies[name], role="certifier")
            return_document(by=certifier, document=document, reason="Look again at the posts.")
    if now().is_waiting:
        # Sealed still: what was submitted is nobody's to see but its body's.
        sown.plants = [
            replace(one, was_submitted=False) if one.is_own else one for one in sown.plants
        ]
    else:
        sown.run = _appraised(now(), coordinator)
        if plan.has_papers:
            _print(sown.run, coordinator, editors, bodies)
    if not plan.is_common_submitted:
        give(coordinator, None, submit=False)
    _talk(sown, editors, given)
    _seal(sown, editors, given)
    sown.viewers = list(_viewers(sown, coordinator, editors))
    return sown


def _appraised(partnership: Partnership, by: User) -> Run:
    run = ask_for_run(by=by, partnership=partnership, n_draws=100)
    work_off()
    run.refresh_from_db()
    assert run.state == Run.State.DONE, run.failure
    return run


def _print(
    run: Run, coordinator: User, editors: Mapping[str, User], bodies: Mapping[str, Body]
) -> None:
    """Have papers made: for all partners, and each body's own."""
    partnership = partnerships().get(pk=run.partnership_id)
    for kind, size in (("brief", ""), ("business-case", "quick"), ("workbook", "")):
        ask_for_paper(by=coordinator, partnership=partnership, run=run, kind=kind, size=size)
    for name, editor in editors.items():
        ask_for_paper(
            by=editor, partnership=partnership, run=run, kind="decision", body=bodies[name]
        )
    work_off()


def _talk(sown: Field, editors: Mapping[str, User], numbers: Iterator[int]) -> None:
    """Have each body say one thing to all partners, and one within its own walls."""
    partnership = partnerships().get(pk=sown.partnership.pk)
    for name, editor in editors.items():
        for audience in ("partners", "body"):
            word = f"zq{next(numbers)}"
            add_comment(
                by=editor,
                partnership=partnership,
                subject=find_subject(standing_for(editor), partnership, "signatures"),
                text=f"What of {word}?",
                audience=audience,
                body=sown.bodies[name] if audience == "body" else None,
            )
            sown.plants.append(
                Plant(
                    said=word, body=name, line="word", is_own=True,
                    was_submitted=audience == "partners",
                )
            )  # fmt: skip


def _seal(sown: Field, editors: Mapping[str, User], numbers: Iterator[int]) -> None:
    """Have each body answer an exchange that stays sealed."""
    exchange = start_exchange(
        by=sown.partnership.created_by,
        partnership=partnerships().get(pk=sown.partnership.pk),
        use=use_of("preconditions"),
        title="What we must have",
        bodies=list(sown.bodies.values()),
        deadline=timezone.now() + datetime.timedelta(days=7),
    )
    for name, editor in editors.items():
        word = f"zq{next(numbers)}"
        seal_answer(
            by=editor,
            answer=exchange.answers.get(body=sown.bodies[name]),
            given=precondition(words=f"Never {word}."),
            authorised_by="The leader",
            is_final=False,
        )
        sown.plants.append(
            Plant(said=word, body=name, line="word", is_own=True, was_submitted=False)
        )


def case_of_bodies(names: tuple[str, ...]) -> dict[str, Any]:
    """Return the case with these bodies alone."""
    values = tomllib.loads(CASE.read_text(encoding="utf-8"))
    ids = {name.lower() for name in names}
    values["bodies"] = [row for row in values["bodies"] if row["id"] in ids]
    values["baselines"] = [row for row in values["baselines"] if row["body"] in ids]
    values["papers"] = [row for row in values["papers"] if row["body"] in ids]
    for option in values["options"]:
        if option.get("host") not in (None, *ids):
            option["host"] = sorted(ids)[0]
        for lever in option["levers"]:
            if "load_by_body" in lever:
                lever["load_by_body"] = {
                    body: load for body, load in lever["load_by_body"].items() if body in ids
                }
    return values


def _plant(
    values: dict[str, Any], name: str, numbers: Iterator[int], *, is_own: bool, was_submitted: bool
) -> Iterator[Plant]:
    row = next(row for row in values["baselines"] if row["body"] == name.lower())
    amount, pay, beside = (next(numbers) for _ in range(3))
    word = f"zq{next(numbers)}"
    row["costs"] |= {"systems": amount, "management": pay, "staff": beside}
    row["management_fte"] = 1
    row["source"] = f"Ledger {word}"
    held = {"body": name, "is_own": is_own, "was_submitted": was_submitted}
    lines = {"open": amount, "pay": pay, "beside": beside, "joined": pay + beside, "word": word}
    for line, said in lines.items():
        yield Plant(said=str(said), line=line, **held)  # type: ignore[arg-type]


def _viewers(sown: Field, coordinator: User, editors: Mapping[str, User]) -> Iterator[Viewer]:
    first = next(iter(sown.bodies))
    yield Viewer(title="a stranger", user=None)
    corby = make_body("Corby")
    yield Viewer(
        title="an editor of a body outside",
        user=make_person("Stan Corby", body=corby, roles=("editor", "administrator", "auditor")),
    )
    yield Viewer(
        title="the site's administrator",
        user=make_person("Site Keeper", is_site_administrator=True),
    )
    yield Viewer(
        title="the coordinator", user=coordinator, body=first, sees_own=True,
        is_partner=True, is_coordinator=True,
    )  # fmt: skip
    for name, body in sown.bodies.items():
        yield Viewer(
            title=f"an editor of {name}", user=editors[name], body=name, sees_own=True,
            is_partner=True,
        )  # fmt: skip
        looks_on = make_person(f"Scrutiny {name}", body=body, role="scrutiny")
        yield Viewer(title=f"scrutiny of {name}", user=looks_on, body=name, is_partner=True)
        administrator = make_person(f"Admin {name}", body=body, role="administrator")
        made = make_key(
            by=administrator, body=body, name="Nightly", scopes=[Scope.READ],
            expires_at=timezone.now() + datetime.timedelta(days=7),
        )  # fmt: skip
        yield Viewer(
            title=f"a program of {name}", user=None, body=name, sees_own=True, is_partner=True,
            secret=made.secret,
        )  # fmt: skip
        give_role(administrator, body, "monitoring")
        yield Viewer(
            title=f"the monitoring officer of {name}", user=administrator, body=name,
            sees_own=True, is_partner=True,
        )  # fmt: skip
