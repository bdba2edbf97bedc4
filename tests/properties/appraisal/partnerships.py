"""Random small partnerships in which nearly anything may be nil, ranged, kept local or left out.

And the changes that laws are about: the same case with fewer bodies, in another order, with every
pound multiplied.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Annotated, Any, get_args, get_origin

from hypothesis import strategies as st

from commonweal.partnership import Entry, Partnership, Range, plain
from commonweal.services import catalogue

SERVICES = ("building-control", "payroll")
NAMES = ("ashby", "barton", "corley", "denham", "elmley")
LINES = ("management", "staff", "systems", "accommodation", "supplies", "other")
FIRST_YEAR = 2026

pounds = st.one_of(st.just(0), st.integers(1_000, 900_000))
small_pounds = st.one_of(st.just(0), st.integers(100, 90_000))


@st.composite
def figures(draw: st.DrawFn, least: float, most: float) -> Any:
    """Return a figure as a file may hold it: a number, or a range of any shape."""
    ends = sorted(
        round(draw(st.floats(least, most)), 4) for _ in range(draw(st.sampled_from([1, 1, 3])))
    )
    low, high = ends[0], ends[-1]
    if low == high:
        return low
    shape = draw(st.sampled_from(["pert", "triangular", "uniform", "discrete"]))
    if shape == "discrete":
        return {"shape": shape, "outcomes": [low, high], "chances": [0.25, 0.75]}
    figure: dict[str, Any] = {"shape": shape, "low": low, "high": high}
    if shape != "uniform":
        figure["likely"] = ends[1]
    if draw(st.booleans()):
        figure["moves_with"] = "common-factor"
    return figure


shares = figures(0.0, 1.0)
ramps = st.sampled_from([[1.0], [0.0, 1.0], [0.1, 0.5, 1.0]])
spreads = st.sampled_from([[1.0], [0.5, 0.5], [0.25, 0.25, 0.5]])


def _lines(draw: st.DrawFn) -> list[str]:
    return draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=3, unique=True))


@st.composite
def _levers(draw: st.DrawFn, bodies: Sequence[str], *, is_shared: bool) -> dict[str, Any]:
    """Return a lever within its limits."""
    alone = ["process-redesign", "agency-staff", "accommodation", "market-price"]
    shared = ["management-deduplication", "fixed-cost-spreading", "systems-consolidation"]
    shared += ["purchasing-volume", "pooled-capacity", "trading-income"]
    kind = draw(st.sampled_from(alone + shared if is_shared else alone))
    entry: dict[str, Any] = {"lever": kind, "mechanism": "As drawn.", "ramp": draw(ramps)}
    match kind:
        case "process-redesign":
            entry["share_of_staff_saved"] = draw(shares)
            entry["share_saved_by_line"] = {"other": draw(shares)}
        case "agency-staff":
            entry |= {"premium": draw(shares), "share_replaced": draw(shares)}
        case "accommodation":
            entry |= {
                "share_released": draw(shares),
                "can_be_released_from": draw(st.integers(0, 3)),
            }
        case "market-price":
            entry |= {"price_share": draw(figures(0.5, 1.5)), "lines": _lines(draw)}
        case "management-deduplication":
            entry |= {"kept_share_of_other_teams": draw(shares), "salary_uplift": draw(shares)}
        case "fixed-cost-spreading":
            entry |= {"fixed_share": draw(shares), "lines": _lines(draw)}
            entry["growth_per_further_member"] = draw(figures(0.0, 1.0))
        case "systems-consolidation":
            entry["marginal_share"] = draw(shares)
        case "purchasing-volume":
            entry |= {"price_elasticity": draw(figures(0.0, 0.2)), "cap": 0.3}
        case "pooled-capacity":
            loads = {body: draw(st.sampled_from([0.0, 2.5, 8.0])) for body in bodies}
            entry |= {"load_by_body": loads, "delay_probability": 0.2, "coincidence": 0.4}
            entry |= {"cost_per_fte": draw(small_pounds)}
        case "trading-income":
            entry |= {"customer": "A neighbour", "margin": draw(shares)}
            entry["income_by_body"] = {body: draw(small_pounds) for body in bodies}
    return entry


@st.composite
def _costs(draw: st.DrawFn, bodies: Sequence[str], *, is_shared: bool) -> dict[str, Any]:
    """Return a cost within its limits."""
    alone = ["set-up", "client-side", "procurement", "redundancy", "early-termination", "exit"]
    shared = ["design", "negotiation", "migration", "double-running", "pension-strain"]
    shared += ["harmonisation", "local-variants", "coordination", "irrecoverable-vat"]
    shared += ["stranded-overhead", "unpaid-staff-time", "contract-management"]
    kind = draw(st.sampled_from(alone + shared if is_shared else alone))
    entry: dict[str, Any] = {"cost": kind}
    match kind:
        case "set-up":
            entry |= {"project_team": draw(figures(0, 90_000)), "per_partner": draw(small_pounds)}
        case "client-side":
            entry |= {"share_of_cost": draw(shares)}
            entry["pounds_by_body"] = {bodies[0]: draw(small_pounds)}
        case "procurement":
            entry |= {"rate": draw(shares), "value_by_body": {bodies[-1]: draw(small_pounds)}}
        case "redundancy":
            entry |= {"cost_per_post": draw(figures(0, 60_000)), "average_cost_per_post": 45_000}
        case "early-termination":
            entry |= {"penalty_share": draw(shares)}
        case "exit":
            entry |= {"fixed": draw(small_pounds), "share_of_yearly_cost": draw(shares)}
        case "design":
            entry |= {"fixed": draw(small_pounds), "per_partner": draw(small_pounds)}
        case "negotiation":
            entry |= {"months": draw(figures(0, 36)), "cost_per_month": draw(small_pounds)}
            entry["cost_per_partner_month"] = draw(small_pounds)
        case "migration":
            entry |= {"cost_per_system": draw(figures(0, 60_000))}
        case "double-running":
            entry |= {"months": draw(figures(0, 12)), "share": draw(shares)}
        case "pension-strain":
            entry |= {"cost_per_post": draw(small_pounds), "share_of_posts": draw(shares)}
            entry["average_cost_per_post"] = 45_000
        case "harmonisation":
            entry["pay_level_by_body"] = {body: draw(figures(0.8, 1.2)) for body in bodies}
        case "local-variants":
            entry["variants_by_body"] = {body: draw(st.integers(0, 3)) for body in bodies}
            entry["cost_per_variant"] = draw(small_pounds)
        case "coordination":
            entry |= {"per_further_partner": draw(small_pounds), "exponent": draw(figures(1, 2))}
        case "stranded-overhead":
            entry["share_of_other"] = draw(shares)
        case "unpaid-staff-time":
            entry |= {"days_per_partner": draw(st.integers(0, 90)), "value_of_a_day": 300}
        case "contract-management":
            entry |= {"rate": draw(shares), "fixed": draw(small_pounds)}
    if draw(st.booleans()):
        entry["falls_on"] = draw(st.sampled_from(["partnership", "each-body"]))
    one_off = {"client-side", "harmonisation", "local-variants", "coordination"}
    one_off |= {"irrecoverable-vat", "stranded-overhead", "contract-management"}
    if kind not in one_off:
        entry["spread"] = draw(spreads)
    return entry


@st.composite
def _baselines(draw: st.DrawFn, body: str, service: str, *, is_provided: bool) -> dict[str, Any]:
    entry: dict[str, Any] = {"body": body, "service": service, "year": f"{FIRST_YEAR}-27"}
    if not is_provided and draw(st.integers(0, 9)) == 0:
        return entry | {"status": "does-not-provide", "n_systems": 0}
    entry["costs"] = {line: draw(pounds) for line in LINES}
    if is_provided or draw(st.booleans()):
        entry["costs"]["staff"] = draw(figures(10_000, 900_000))
    if draw(st.booleans()):
        entry["growth"] = {"staff": draw(figures(-0.02, 0.05))}
    if draw(st.booleans()):
        into = {"supplies": draw(figures(0.0, 0.5)), "other": "rest"}
        entry["undivided"] = [{"label": "Running", "amount": draw(pounds), "into": into}]
    if draw(st.booleans()):
        entry["contracts"] = [
            {
                "name": "A system",
                "yearly_value": draw(small_pounds),
                "until": f"{FIRST_YEAR + 2}-29",
            }
        ]
    entry["agency_cost"] = draw(small_pounds)
    entry["management_fte"] = draw(st.sampled_from([1.0, 2.5, 6.0]))
    entry["n_systems"] = draw(st.integers(0, 3))
    return entry


def _some(draw: st.DrawFn, bodies: Sequence[str], least: int) -> list[str]:
    """Return all the bodies, or some of them in their own order."""
    if draw(st.booleans()):
        return list(bodies)
    chosen = draw(st.sets(st.sampled_from(bodies), min_size=least))
    return [body for body in bodies if body in chosen]


@st.composite
def partnerships(
    draw: st.DrawFn, *, least: int = 2, most: int = 4, has_outsiders: bool = True
) -> Partnership:
    """Return a partnership with two ways of going it alone and one of sharing."""
    bodies = NAMES[: draw(st.integers(least, most))]
    services = SERVICES[: draw(st.integers(1, 2))]
    n_years = draw(st.integers(2, 8))
    partners = _some(draw, bodies, 2) if has_outsiders else list(bodies)
    go_live = FIRST_YEAR + draw(st.integers(0, min(2, n_years - 1)))
    sharing: dict[str, Any] = {
        "id": "shared",
        "name": "One shared team",
        "form": "shared-delivery-like-bodies",
        "is_proposed": True,
        "bodies": partners,
        "host": draw(st.sampled_from([None, *partners])),
        "go_live": f"{go_live}-{(go_live + 1) % 100}",
        "services": list(services[: draw(st.integers(1, len(services)))]),
        "kept_local": {body: round(draw(st.floats(0, 0.9)), 3) for body in _some(draw, bodies, 1)},
        # A number drawn first, since lists of any length are mostly short ones.
        "levers": [draw(_levers(partners, is_shared=True)) for _ in range(draw(st.integers(0, 4)))],
        "costs": [draw(_costs(partners, is_shared=True)) for _ in range(draw(st.integers(0, 4)))],
        "risks": draw(_risks()),
    }
    alone = [
        {
            "id": form,
            "name": form,
            "form": form,
            "bodies": _some(draw, bodies, 1),
            "levers": draw(st.lists(_levers(bodies, is_shared=False), max_size=2)),
            "costs": draw(st.lists(_costs(bodies, is_shared=False), max_size=2)),
        }
        for form in ("redesign-alone", "outsource-alone")
    ]
    return Partnership.model_validate(
        {
            "name": "As drawn",
            "base_year": f"{FIRST_YEAR}-27",
            "first_year": f"{FIRST_YEAR}-27",
            "horizon_years": n_years,
            "bodies": [
                {
                    "id": body,
                    "name": body.title(),
                    "drivers": {"population": draw(st.integers(10_000, 300_000))},
                    "vat_recovery": draw(st.sampled_from([0.0, 0.5, 1.0])),
                }
                for body in bodies
            ],
            "services": [{"id": service} for service in services],
            "baselines": [
                draw(
                    _baselines(
                        body, service, is_provided=(body, service) == (partners[0], SERVICES[0])
                    )
                )
                for body in bodies
                for service in services
            ],
            "options": [*alone, sharing],
            "optimism": {
                "reference_class": draw(st.sampled_from(["none", "team-led", "platform-led"])),
                "survival": draw(st.sampled_from(["none", "evidence"])),
            },
            "reorganisations": draw(_reorganisations(bodies)),
            "split": {"rule": "driver", "driver": "population"},
        }
    )


@st.composite
def _reorganisations(draw: st.DrawFn, bodies: Sequence[str]) -> list[dict[str, Any]]:
    if draw(st.integers(0, 3)):
        return []
    fate = draw(st.sampled_from(["to-successors", "lost", "not-known"]))
    day = draw(st.sampled_from([f"{FIRST_YEAR + 1}-04-01", f"{FIRST_YEAR + 2}-10-01"]))
    return [{"on": day, "bodies": _some(draw, bodies, 1), "gains_carry": fate}]


@st.composite
def _risks(draw: st.DrawFn) -> list[dict[str, Any]]:
    risks: list[dict[str, Any]] = []
    if draw(st.integers(0, 3)) == 0:
        risks.append({"risk": "abandonment", "chance": draw(shares)})
    if draw(st.integers(0, 3)) == 0:
        exit_ = {"risk": "partner-exit", "yearly_chance": draw(figures(0.0, 0.3))}
        risks.append(exit_ | {"cost": draw(small_pounds)})
    return risks


def only(partnership: Partnership, bodies: Collection[str]) -> Partnership:
    """Return the file that these bodies alone would have written: nobody else stands in it."""
    document = plain(partnership)
    document["bodies"] = [row for row in document["bodies"] if row["id"] in bodies]
    document["baselines"] = [row for row in document["baselines"] if row["body"] in bodies]
    sharing = {form.id for form in catalogue().forms if form.family == "sharing"}
    options = []
    for option in document["options"]:
        named = option.get("bodies", list(bodies))
        option["bodies"] = [body for body in named if body in bodies]
        if option.get("host") not in bodies:
            option.pop("host", None)
        if len(option["bodies"]) < (2 if option["form"] in sharing else 1):
            continue
        option["costs"] = [
            kept for entry in option.get("costs", []) if (kept := _by_body(entry, bodies))
        ]
        option["levers"] = [_by_body(entry, bodies) for entry in option.get("levers", [])]
        options.append(_by_body(option, bodies))
    document["options"] = options
    document["reorganisations"] = [
        change | {"bodies": touched}
        for change in document.get("reorganisations", [])
        if (touched := [body for body in change["bodies"] if body in bodies])
    ]
    return Partnership.model_validate(document)


def _by_body(entry: Mapping[str, Any], bodies: Collection[str]) -> dict[str, Any]:
    """Return an entry whose tables by body hold these bodies only; empty if that is all it had."""
    kept: dict[str, Any] = {}
    for key, value in entry.items():
        if key == "kept_local" or key.endswith("_by_body"):
            value = {body: figure for body, figure in value.items() if body in bodies}
            if not value and key == "variants_by_body":
                return {}
        kept[key] = value
    return kept


def reordered(partnership: Partnership, order: Sequence[int]) -> Partnership:
    """Return the same case with its bodies and baselines standing in another order."""
    return partnership.model_copy(
        update={
            "bodies": tuple(partnership.bodies[place] for place in order),
            "baselines": partnership.baselines[::-1],
        }
    )


def relabelled(partnership: Partnership, name_by_id: Mapping[str, str]) -> Partnership:
    """Return the same case with other ids for its bodies."""

    def renamed(value: Any) -> Any:
        if isinstance(value, str):
            return name_by_id.get(value, value)
        if isinstance(value, Mapping):
            return {name_by_id.get(key, key): renamed(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [renamed(inner) for inner in value]
        return value

    return Partnership.model_validate(renamed(plain(partnership)))


def multiplied(partnership: Partnership, times: float) -> Partnership:
    """Return the same case with every pound multiplied, wherever the schema says it is pounds."""
    return Partnership.model_validate(_multiplied(partnership, times))


#: Pounds that the schema gives no unit to.
_WITHOUT_UNIT = {"premium_accepted", "materiality"}


def _multiplied(entry: Entry, times: float) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, field in type(entry).model_fields.items():
        value = getattr(entry, name)
        if name in _WITHOUT_UNIT or _is_pounds(field.json_schema_extra, field.annotation):
            values[name] = _times(value, times)
        elif isinstance(value, Entry):
            values[name] = _multiplied(value, times)
        elif isinstance(value, tuple) and value and isinstance(value[0], Entry):
            values[name] = [_multiplied(row, times) for row in value]
        else:
            values[name] = value
    return values


def _is_pounds(extra: Any, annotation: Any) -> bool:
    """Look for the unit on the field itself, then inside tables and what may be left out."""
    if isinstance(extra, dict) and "pounds" in str(extra.get("unit", "")):
        return True
    noted = [getattr(note, "json_schema_extra", None) for note in get_args(annotation)[1:]]
    if get_origin(annotation) is Annotated and any(_is_pounds(one, None) for one in noted):
        return True
    return any(_is_pounds(None, inner) for inner in get_args(annotation))


def _times(value: Any, times: float) -> Any:
    if isinstance(value, Range):
        changed: dict[str, Any] = {
            name: None if (end := getattr(value, name)) is None else end * times
            for name in ("low", "likely", "high")
        }
        changed["outcomes"] = [outcome * times for outcome in value.outcomes]
        return value.model_dump() | changed
    if isinstance(value, Mapping):
        return {key: _times(inner, times) for key, inner in value.items()}
    return value if value is None or isinstance(value, str) else value * times
