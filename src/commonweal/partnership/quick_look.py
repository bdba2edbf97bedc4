"""A quick look: five figures in, a partnership file out, ready to grow into an outline case.

The five are who would share and what each spends now, what part sharing might save, what part each
might save alone, what it would take to set up, and how long until the full effect. Everything else
is a default that every report lists. The file is the same as any other: nothing is thrown away
when the case grows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from commonweal.errors import InputError

from .document import Partnership

__all__ = ["quick_look"]

_SOURCE = "Quick look: a first estimate, to be replaced"


def quick_look(
    name: str,
    *,
    cost_now: Mapping[str, float],
    share_saved: float,
    share_saved_alone: float | None,
    set_up: float,
    years_to_full: int,
    base_year: str,
    first_year: str,
    service: str = "",
) -> Partnership:
    """Return a partnership file made from five figures.

    Parameters
    ----------
    cost_now : mapping of body name to pounds a year
        What each body spends now on what would be shared.
    share_saved, share_saved_alone : float
        Fraction of that cost which sharing, and each body alone, might save at full effect. None
        for alone where nobody has asked: the verdict is then "not yet".
    set_up : float
        One-off pounds to set sharing up, for all together.
    years_to_full : int
        Years from go-live until the full effect, at an even pace; 1 for at once.

    Raises
    ------
    InputError
        Fewer than two bodies, two of one name, or a figure outside its limits.
    """
    ids = [_slug(body) for body in cost_now]
    _check(cost_now, ids, share_saved, share_saved_alone, set_up, years_to_full)
    service_id = service or "back-office"
    ramp = [(year + 1) / years_to_full for year in range(years_to_full)]
    options: list[dict[str, Any]] = []
    if share_saved_alone is not None:
        options.append(
            {
                "id": "redesign-alone",
                "name": "Each redesigns its own",
                "form": "redesign-alone",
                "levers": [_saving(share_saved_alone, ramp, "What each could do by itself.")],
            }
        )
    options.append(
        {
            "id": "sharing",
            "name": "Sharing",
            "form": "shared-delivery-like-bodies",
            "is_proposed": True,
            "levers": [_saving(share_saved, ramp, "Not said yet: name the mechanism.")],
            "costs": [
                {"cost": "set-up", "other": set_up, "source": _SOURCE, "grade": "guessed"},
            ],
        }
    )
    return Partnership.model_validate(
        {
            "name": name,
            "proportion": "quick-look",
            "base_year": base_year,
            "first_year": first_year,
            "bodies": [{"id": one, "name": body} for one, body in zip(ids, cost_now, strict=True)],
            "services": [_service(service_id)],
            "baselines": [
                {
                    "body": one,
                    "service": service_id,
                    "year": base_year,
                    "status": "estimated",
                    "costs": {"other": pounds},
                    "source": _SOURCE,
                    "grade": "guessed",
                }
                for one, pounds in zip(ids, cost_now.values(), strict=True)
            ],
            "options": options,
        }
    )


def _service(service_id: str) -> dict[str, str]:
    if service_id == "back-office":
        return {"id": service_id, "name": "The service that would be shared"}
    return {"id": service_id}


def _saving(share: float, ramp: Sequence[float], mechanism: str) -> dict[str, Any]:
    return {
        "lever": "process-redesign",
        "mechanism": mechanism,
        "share_saved_by_line": {"other": share},
        "ramp": list(ramp),
        "source": _SOURCE,
        "grade": "guessed",
    }


def _slug(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:80] or "body"


def _check(
    cost_now: Mapping[str, float],
    ids: Sequence[str],
    share_saved: float,
    share_saved_alone: float | None,
    set_up: float,
    years_to_full: int,
) -> None:
    if len(cost_now) < 2:
        raise InputError(
            f"A quick look needs two bodies or more; {len(cost_now)} given.",
            hint='Give each with what it spends now: "Ashby=1.2m".',
        )
    doubles = sorted({one for one in ids if list(ids).count(one) > 1})
    if doubles:
        raise InputError(
            f"Two bodies would both be called {doubles[0]}.", hint="Give each a name of its own."
        )
    for body, pounds in cost_now.items():
        if pounds <= 0:
            raise InputError(
                f"{body} spends {pounds:,.0f} a year.", hint="Give a sum above nought."
            )
    for what, share in (("sharing", share_saved), ("going alone", share_saved_alone or 0.0)):
        if not 0 <= share < 1:
            raise InputError(
                f"The part saved by {what} is {share:g}.",
                hint="Give a part of the cost from 0 to 1, or a percentage: 8%.",
            )
    if set_up < 0:
        raise InputError(f"Setting up costs {set_up:,.0f}.", hint="Give nought or more.")
    if not 1 <= years_to_full <= 10:
        raise InputError(
            f"The full effect comes after {years_to_full} years.", hint="Give 1 to 10 years."
        )
