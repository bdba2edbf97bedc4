"""Small whole cases, worked by hand elsewhere: a few bodies, one service, some options.

They are appraised as written, with no correction from past cases unless a test passes one: the
figures in a worked table are then those of plain arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from commonweal.appraisal import Appraisal, appraise
from commonweal.calendar import DeflatorSeries, DiscountSchedule
from commonweal.deal import Deal, deal_of
from commonweal.jurisdictions import ParameterSet, pack
from commonweal.partnership import Partnership

SERVICE = "building-control"
FIRST_YEAR = "2026-27"

#: As in the Green Book: 3.5 per cent a year for the first 30 years.
GREEN_BOOK = 0.035


def lever(name: str, **figures: Any) -> dict[str, Any]:
    """Return a lever at full effect from its first year, on recorded evidence."""
    entry: dict[str, Any] = {"lever": name, "mechanism": "As worked.", "grade": "recorded"}
    return entry | {"source": "As worked", "ramp": [1.0]} | figures


def cost(name: str, **figures: Any) -> dict[str, Any]:
    return {"cost": name, "why": "As worked.", "source": "As worked"} | figures


def redesign_alone(**figures: Any) -> dict[str, Any]:
    """Return a go-it-alone option: each body saves a share of its staff, here nil."""
    saving = lever("process-redesign", share_of_staff_saved=figures.pop("saves", 0.0))
    option = {"id": "redesign-alone", "name": "Redesign alone", "form": "redesign-alone"}
    return option | {"levers": [saving]} | figures


def shared(
    levers: Sequence[Mapping[str, Any]] = (), costs: Sequence[Mapping[str, Any]] = (), **rest: Any
) -> dict[str, Any]:
    """Return the sharing option that is proposed."""
    option: dict[str, Any] = {
        "id": "shared",
        "name": "One shared team",
        "form": "shared-delivery-like-bodies",
        "is_proposed": True,
        "levers": list(levers),
        "costs": list(costs),
    }
    return option | rest


def case(
    spends: Mapping[str, Mapping[str, Any]],
    options: Sequence[Mapping[str, Any]],
    *,
    n_years: int = 5,
    baselines: Mapping[str, Mapping[str, Any]] | None = None,
    bodies: Mapping[str, Mapping[str, Any]] | None = None,
    **rest: Any,
) -> Partnership:
    """Return a partnership of one service from each body's yearly spend by cost line.

    `baselines` and `bodies` add keys to single bodies' entries; `rest` adds keys to the document.
    """
    document: dict[str, Any] = {
        "name": "As worked",
        "base_year": FIRST_YEAR,
        "first_year": FIRST_YEAR,
        "horizon_years": n_years,
        "bodies": [
            {"id": body, "name": body.title()} | dict((bodies or {}).get(body, {}))
            for body in spends
        ],
        "services": [{"id": SERVICE}],
        "baselines": [
            {"body": body, "service": SERVICE, "year": FIRST_YEAR, "costs": dict(spend)}
            | dict((baselines or {}).get(body, {}))
            for body, spend in spends.items()
        ],
        "options": [dict(option) for option in options],
    }
    return Partnership.model_validate(document | rest)


def parameters(rate: float = GREEN_BOOK, deflators: DeflatorSeries | None = None) -> ParameterSet:
    """Return a parameter set of one discount rate for ever; of 0, so that years add up."""
    return ParameterSet(
        id="as-worked",
        name="As worked",
        discount=DiscountSchedule.flat(rate),
        deflators=pack("england").parameter_set().deflators if deflators is None else deflators,
        source="As worked",
        date="2026",
        status="our-reading",
    )


def appraised(
    partnership: Partnership, *, rate: float = 0.0, n_draws: int = 100, seed: int = 1
) -> Appraisal:
    return appraise(partnership, parameters(rate), n_draws=n_draws, seed=seed)


def deal(partnership: Partnership, *, rate: float = 0.0, n_draws: int = 100, seed: int = 1) -> Deal:
    return deal_of(appraised(partnership, rate=rate, n_draws=n_draws, seed=seed))
