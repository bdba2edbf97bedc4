"""The uses of sealed exchanges, by id, and the values that they are given and give back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from commonweal.exchange import Answerer, Question
from commonweal_web.core.forms import Form

if TYPE_CHECKING:
    from commonweal.reports.tables import Table
    from commonweal_web.accounts.models import User
    from commonweal_web.bodies.models import Body
    from commonweal_web.partnerships.models import Partnership

__all__ = ["Asked", "OpenedAnswer", "Shown", "Use", "register", "registered_uses", "use_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whom a form of answers is for: one place in one exchange, and what was fixed at its start."""

    partnership: Partnership
    body: Body
    role: str
    questions: Mapping[str, Any]
    names: Mapping[str, str]
    """Names of the bodies that answer, by reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedAnswer:
    """One answer once it is open."""

    answerer: Answerer
    name: str
    """The body's name, with its role where it answers in several."""
    answer: Mapping[str, Any]
    authorised_by: str
    committed_by: User | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Answers side by side: what cannot all be met first, then what to talk about, then all."""

    headline: str
    contradictions: tuple[str, ...] = ()
    conversation: tuple[str, ...] = ()
    """The conversation that is needed, as questions."""
    tables: tuple[Table, ...] = ()
    """Each can be taken away as CSV and XLSX. Never a score."""


def _nothing_fixed(partnership: Partnership, chosen: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ARG001
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One use of the mechanism.

    Where a callable refuses, it raises a CommonwealError or a PolicyError, which stands on the
    form.
    """

    id: str
    name: str
    """As a heading has it: "Preconditions"."""
    says: str
    """What it is for, in a sentence or two."""
    size: int
    """Bytes that every answer is filled up to; a longer one is refused."""
    answer_form: Callable[..., Form]
    """`answer_form(asked, data, files)`: the fields of an answer, `data` None when empty. Two more
    are added by the page: who authorised it, and whether it is final."""
    answer_of: Callable[[Asked, Mapping[str, Any]], dict[str, Any]]
    """From the form's cleaned data to the answer, as JSON has it."""
    show: Callable[[Mapping[str, Any], Sequence[OpenedAnswer]], Shown]
    """From the questions and every answer to what is shown once it is open."""
    start_fields: Callable[[Partnership], Mapping[str, Any]] | None = None
    """More fields of the page that starts one, by name."""
    fix: Callable[[Partnership, Mapping[str, Any]], dict[str, Any]] = _nothing_fixed
    """From that page's cleaned data to the questions, fixed for good."""
    roles: Callable[[Mapping[str, Any]], Sequence[str]] = field(default=lambda _: ("",))
    """From the questions to the roles that answer in each body; one empty one: the body as one."""
    check_body: Callable[[Mapping[str, Any], Body], None] | None = None
    """Refuses a body of which the questions make no sense."""
    feasibility: tuple[Question, ...] = ()
    """What may be asked of all sealed answers at once, yes or no."""
    is_feasible: Callable[[Question, Mapping[str, Any], Sequence[OpenedAnswer]], bool] | None = None
    can_stay_closed: bool = False
    """Whether it can be agreed at the start that answers are destroyed once the bits are told."""
    on_opening: Callable[[Partnership, Sequence[OpenedAnswer]], None] | None = None
    """Done in the transaction of the opening. It must raise nothing: what fails is its to say."""
    is_startable: bool = True


_uses: dict[str, Use] = {}


def register(use: Use) -> None:
    """Add a use; the same id again takes its place."""
    _uses[use.id] = use


def registered_uses() -> tuple[Use, ...]:
    return tuple(_uses.values())


def use_of(use_id: str) -> Use:
    """Return a use by its id; KeyError where none is registered: a defect of ours."""
    return _uses[use_id]
