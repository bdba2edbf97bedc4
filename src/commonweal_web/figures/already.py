"""From a few answers about an arrangement that runs already to what the partners hold in common.

One officer alone can give them: bodies that are not here stand as placeholders, and what nobody
knows is marked so, not guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from commonweal.calendar import FinancialYear
from commonweal_web.bodies.models import Body
from commonweal_web.core.errors import PolicyError
from commonweal_web.partnerships.models import Document, Partnership
from commonweal_web.partnerships.permissions import records as permissions
from commonweal_web.partnerships.policies.partnership import check_is_open
from commonweal_web.partnerships.reading import as_json_values, json_text
from commonweal_web.partnerships.services.documents import keep_draft

__all__ = ["RULES_IN_USE", "Answers", "Charged", "common_part", "keep_answers"]

RULES_IN_USE: tuple[tuple[str, str], ...] = (
    ("as-agreed", "Percentages or sums that were agreed, or we do not know"),
    ("equal", "Equal parts"),
    ("driver", "By a measure, such as calls or population"),
)
"""As people choose them; what was agreed is tested by the charges alone."""

_OPTION = "shared-now"
_HORIZON = 10
_NOT_KNOWN = (
    "Not known: laid out as it was charged, so that going alone costs what is charged. What the "
    "body would spend by itself goes here."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Charged:
    """What is said of one partner, in pounds of the charges' year."""

    name: str
    charge: float
    alone: float | None
    """What it would spend alone in a year; None where nobody knows."""
    measure: float | None
    """How much it has of the measure that cost is split by."""
    ends: bool
    """Whether it ends at the reorganisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Everything that the pages ask."""

    service: str
    year: str
    partners: tuple[Charged, ...]
    rule: str
    measure: str
    """The measure by name; empty where cost is split otherwise."""
    notice_months: int | None
    reorganised_on: dt.date | None
    successor: str
    source: str


def common_part(partnership: Partnership, answers: Answers) -> dict[str, Any]:
    """Return the answers as what the partners hold in common, in the partnership schema."""
    here = {partner.body.name: partner.body for partner in partnership.partners.all()}
    ids = [_id(one.name, here) for one in answers.partners]
    first_year = str(FinancialYear.parse(answers.year) + 1)
    said: dict[str, Any] = {
        "name": partnership.name,
        "summary": partnership.summary,
        "proportion": "quick-look",
        "base_year": answers.year,
        "first_year": first_year,
        "horizon_years": _HORIZON,
        "bodies": [
            _body(id_, one, here.get(one.name), answers)
            for id_, one in zip(ids, answers.partners, strict=True)
        ],
        "services": [{"id": answers.service}],
        "baselines": [
            _baseline(id_, one, answers) for id_, one in zip(ids, answers.partners, strict=True)
        ],
        "options": [_option(answers, first_year)],
        "split": _split(answers),
        # It runs: what it saves is known from what is charged, and needs no allowance for hope.
        "optimism": {"reference_class": "none", "note": "The arrangement runs already."},
        "existing": {
            "option": _OPTION,
            "year": answers.year,
            "charges": dict(zip(ids, (one.charge for one in answers.partners), strict=True)),
            "source": answers.source,
            "date": answers.year,
            "grade": "recorded",
            **_notice(answers),
        },
    }
    ending = [id_ for id_, one in zip(ids, answers.partners, strict=True) if one.ends]
    if answers.reorganised_on is not None and ending:
        said["reorganisations"] = [
            {
                "on": answers.reorganised_on.isoformat(),
                "bodies": ending,
                "successors": [answers.successor] if answers.successor else [],
                "source": answers.source,
            }
        ]
    return said


def keep_answers(*, by: Any, partnership: Partnership, answers: Answers) -> Document:
    """Keep the answers as a draft of what is held in common.

    Raises
    ------
    PolicyError
        Something is held in common already, or the partnership is closed.
    CommonwealError
        They do not make a partnership.
    """
    from commonweal.partnership import read_values
    from commonweal_web.core.audit import recorded
    from commonweal_web.partnerships.reading import Given

    actor = permissions.check_can_prepare(by, partnership, None)
    check_is_open(partnership)
    judged, _ = read_values(common_part(partnership, answers), source="these answers")
    values = as_json_values(judged)
    given = Given(form=Document.Form.TYPED, file_name="", text=json_text(values), values=values)
    with recorded():
        Partnership.objects.select_for_update().get(pk=partnership.pk)
        check_is_empty(partnership)
        return keep_draft(
            by,
            actor,
            partnership,
            None,
            given=given,
            values=values,
            note="From the questions about what is shared already",
        )


def check_is_empty(partnership: Partnership) -> None:
    """Refuse to answer the questions over what is held in common already."""
    if partnership.documents.filter(body=None).exists():
        raise PolicyError(
            f"{partnership.name} holds figures in common already: these answers would replace "
            "them.",
            hint="Change those page by page instead.",
        )


def _notice(answers: Answers) -> dict[str, Any]:
    if answers.notice_months is None:
        return {"note": "Notice to leave: not known."}
    return {"notice_months": answers.notice_months}


def _id(name: str, here: dict[str, Body]) -> str:
    return here[name].reference if name in here else slugify(name)[:80] or "body"


def _body(id_: str, one: Charged, body: Body | None, answers: Answers) -> dict[str, Any]:
    said: dict[str, Any] = {"id": id_, "name": one.name, "source": answers.source}
    if body is not None:
        said["kind"] = body.kind
    if answers.rule == "driver" and one.measure is not None:
        said["drivers"] = {slugify(answers.measure): one.measure}
    return said


def _baseline(id_: str, one: Charged, answers: Answers) -> dict[str, Any]:
    is_known = one.alone is not None
    return {
        "body": id_,
        "service": answers.service,
        "year": answers.year,
        "status": "estimated" if is_known else "placeholder",
        "costs": {"other": one.alone if one.alone is not None else one.charge},
        "grade": "judged" if is_known else "guessed",
        "source": answers.source,
        "note": "What it would spend by itself." if is_known else _NOT_KNOWN,
    }


def _option(answers: Answers, first_year: str) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": _OPTION,
        "name": "As it is shared now",
        "form": "shared-delivery-like-bodies",
        "go_live": first_year,
        "is_proposed": True,
    }
    alone = sum(one.charge if one.alone is None else one.alone for one in answers.partners)
    saved = alone - sum(one.charge for one in answers.partners)
    if saved > 0:
        said["levers"] = [
            {
                "lever": "process-redesign",
                "mechanism": "What the partners are charged together is this much less than what "
                "they would spend alone.",
                "share_saved_by_line": {"other": saved / alone},
                "ramp": [1.0],
                "source": answers.source,
                "grade": "judged",
            }
        ]
    elif saved < 0:
        said["costs"] = [
            {
                "cost": "coordination",
                "why": "What the partners are charged together is this much more than what they "
                "would spend alone.",
                "per_further_partner": -saved / (len(answers.partners) - 1),
                "exponent": 1.0,
                "source": answers.source,
                "grade": "judged",
            }
        ]
    return said


def _split(answers: Answers) -> dict[str, Any]:
    match answers.rule:
        case "equal":
            said: dict[str, Any] = {"rule": "equal"}
        case "driver":
            said = {"rule": "driver", "driver": slugify(answers.measure)}
        case _:
            # No rule says what was agreed: the charges are tested as they are, beside this one.
            said = {"rule": "baseline", "note": "The split in force is what was agreed."}
    return said | {"source": answers.source, "date": answers.year}


def repeated(names: Sequence[str]) -> str:
    """Return a name that stands twice, as bodies are told apart; empty where none does."""
    seen: set[str] = set()
    for name in names:
        if slugify(name) in seen:
            return name
        seen.add(slugify(name))
    return ""
