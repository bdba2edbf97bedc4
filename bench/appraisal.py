"""How fast a case is appraised and its groups are priced, and how much memory that takes.

    python bench/appraisal.py              under a minute
    python bench/appraisal.py --profile    adds where the time goes, function by function

Two pieces of work, each in fresh processes: a whole appraisal (8 bodies, 6 options beside doing
nothing, 15 years, 10,000 draws, every figure a range), and the pricing of all 255 groups of 8
partners over 1,000 draws. Seconds are the median of five runs in one process after one that warms
it, by the clock and by the processor (which a busy machine hardly moves); memory is the peak of the
whole process, imports included, with that of the imports alone beside it. No peer does this work,
so there is no ratio: the targets of the design stand beside. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

N_BODIES = 8
N_YEARS = 15
LINES = ("management", "staff", "systems", "accommodation", "supplies", "other")
RUNS = 5

#: Work, what is said of it, target in seconds, target in megabytes.
PLAN: tuple[tuple[str, str, float | None, float | None], ...] = (
    ("imports", "imports alone", None, None),
    ("appraise", "8 bodies, 6 options, 15 years, 10,000 draws", 1.0, 200.0),
    ("groups", "255 groups of 8, 1,000 draws", 0.5, 200.0),
    ("deal", "the first with every split and the verdict", None, None),
)


def about(likely: float, spread: float = 0.3) -> dict[str, Any]:
    """Return a range around a figure; every third or so follows a common factor."""
    shape = ("pert", "triangular")[int(likely * 1_000) % 2]
    low, high = likely * (1 - spread), likely * (1 + spread)
    found: dict[str, Any] = {"low": low, "likely": likely, "high": high, "shape": shape}
    if int(likely * 1_000) % 3 == 0:
        found["moves_with"] = "prices"
    return found


def sharing(name: str, form: str, scale: float, bodies: list[str]) -> dict[str, Any]:
    """Return a sharing option with the levers and costs of a full case."""
    ramp = [0.0, 0.5, 1.0]

    def lever(kind: str, **figures: Any) -> dict[str, Any]:
        return {"lever": kind, "mechanism": "As measured.", "ramp": ramp, **figures}

    return {
        "id": name,
        "name": name,
        "form": form,
        "host": bodies[0],
        "go_live": "2028-29",
        "is_proposed": name == "shared-team",
        "kept_local": {bodies[1]: 0.1},
        "levers": [
            lever("management-deduplication", kept_share_of_other_teams=about(0.5 * scale)),
            lever(
                "fixed-cost-spreading",
                fixed_share=about(0.1 * scale),
                growth_per_further_member=about(0.12),
            ),
            lever("systems-consolidation", marginal_share=about(0.6)),
            lever("purchasing-volume", price_elasticity=about(0.02 * scale)),
            lever("process-redesign", share_of_staff_saved=about(0.04 * scale)),
            lever("accommodation", share_released=about(0.2 * scale), can_be_released_from=2),
        ],
        "costs": [
            {"cost": "negotiation", "cost_per_month": about(4_000), "months": about(18)},
            {"cost": "set-up", "project_team": about(200_000), "per_partner": about(9_000)},
            {"cost": "migration", "cost_per_system": about(40_000)},
            {"cost": "double-running", "months": about(4)},
            {"cost": "redundancy", "cost_per_post": about(25_000), "average_cost_per_post": 52_000},
            {"cost": "client-side", "share_of_cost": about(0.02)},
            {"cost": "coordination", "per_further_partner": about(9_000)},
            {
                "cost": "harmonisation",
                "pay_level_by_body": {
                    body: 1.0 - 0.01 * place for place, body in enumerate(bodies)
                },
            },
            {"cost": "irrecoverable-vat"},
            {"cost": "stranded-overhead", "share_of_other": about(0.2)},
            {"cost": "exit", "per_partner": about(12_000)},
        ],
        "risks": [{"risk": "abandonment", "chance": about(0.08)}],
    }


def alone(name: str, form: str, lever: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": name,
        "name": name,
        "form": form,
        "levers": [{"mechanism": "As measured."} | lever],
        "costs": [
            {"cost": "set-up", "per_partner": about(15_000)},
            {"cost": "client-side", "share_of_cost": about(0.01)},
        ],
    }


def partnership() -> Any:
    """Return the case measured: eight bodies, every line of every body a range that grows."""
    from commonweal.partnership import Partnership

    bodies = [f"body-{place}" for place in range(N_BODIES)]
    redesign = {"lever": "process-redesign", "share_of_staff_saved": about(0.04)}
    market = {"lever": "market-price", "price_share": about(0.97, 0.08)}
    minimum = {"lever": "process-redesign", "share_of_staff_saved": about(0.01)}
    return Partnership.model_validate(
        {
            "name": "As measured",
            "base_year": "2026-27",
            "first_year": "2026-27",
            "horizon_years": N_YEARS,
            "bodies": [
                {"id": body, "name": body, "drivers": {"population": 60_000 + 9_000 * place}}
                for place, body in enumerate(bodies)
            ],
            "services": [{"id": "building-control"}],
            "baselines": [
                {
                    "body": body,
                    "service": "building-control",
                    "year": "2026-27",
                    "costs": {
                        line: about(40_000.0 * (1 + place) + 25_000 * number)
                        for number, line in enumerate(LINES)
                    },
                    "growth": {"staff": about(0.01), "supplies": about(0.005)},
                }
                for place, body in enumerate(bodies)
            ],
            "options": [
                alone("minimum", "do-minimum", minimum),
                alone("redesign", "redesign-alone", redesign),
                alone("outsource", "outsource-alone", market),
                sharing("shared-team", "shared-delivery-like-bodies", 1.0, bodies),
                sharing("buying-together", "shared-commissioning-like-bodies", 0.5, bodies),
                sharing("joint-contract", "joint-outsourcing", 0.8, bodies),
            ],
            "split": {"rule": "driver", "driver": "population"},
        }
    )


def work_of(name: str) -> Callable[[], object]:
    """Return the work to be timed; what it starts from is made here, outside the time."""
    from commonweal.appraisal import appraise
    from commonweal.appraisal.optimism import recorded_correction
    from commonweal.deal import deal_of, partner_game
    from commonweal.jurisdictions import pack

    case, parameters, correction = (
        partnership(),
        pack("england").parameter_set(),
        recorded_correction(),
    )

    def appraised(n_draws: int) -> Any:
        return appraise(case, parameters, correction=correction, n_draws=n_draws, seed=1)

    if name == "appraise":
        return lambda: appraised(10_000)
    if name == "groups":
        appraisal = appraised(1_000)
        option = appraisal.option("shared-team")
        return lambda: partner_game(appraisal, option, n_draws=1_000)
    if name == "deal":
        return lambda: deal_of(appraised(10_000))
    return lambda: None


def measure(name: str) -> dict[str, float]:
    work = work_of(name)
    work()
    by_clock, by_processor = [], []
    for _ in range(RUNS):
        start, spent = time.perf_counter(), time.process_time()
        work()
        by_clock.append(time.perf_counter() - start)
        by_processor.append(time.process_time() - spent)
    return {
        "clock": statistics.median(by_clock),
        "processor": statistics.median(by_processor),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def measured_apart(name: str) -> dict[str, float]:
    command = [sys.executable, __file__, "--measure", name]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def profile(name: str) -> None:
    work = work_of(name)
    work()
    profiler = cProfile.Profile()
    profiler.enable()
    work()
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(18)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--measure", metavar="WORK")
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure)))
        return

    print(f"{'work':46} {'clock':>8} {'cpu':>8} {'target':>7} {'MB':>6} {'target':>7}")
    for name, said, target_seconds, target_megabytes in PLAN:
        found = measured_apart(name)
        print(
            f"{said:46} {found['clock']:>7.3f}s {found['processor']:>7.3f}s"
            f" {f'{target_seconds:g}s' if target_seconds else '':>7} {found['megabytes']:>6.0f}"
            f" {f'{target_megabytes:g}' if target_megabytes else '':>7}",
            flush=True,
        )
    if options.profile:
        for name, said, target, _ in PLAN:
            if target:
                print(f"\n{said}")
                profile(name)


if __name__ == "__main__":
    main()
