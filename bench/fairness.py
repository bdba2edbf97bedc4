"""How fast fair shares are, against the peers that install here, in one run.

    python bench/fairness.py            a few minutes
    python bench/fairness.py --long     adds what peers need more than a minute for

Every line is measured in fresh processes: the best of several times, imports and the making of
the game left out, the peer's own form of the game made beforehand; memory is the peak of the whole
process. A ratio above 1 says how many times as long the peer takes. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

PEER = "coopgame-py"


def game_values(family: str, n_players: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return a seeded game: savings of sharing a fixed cost and three concave ones, or unruly."""
    from commonweal.fairness import coalition_sums

    random = np.random.default_rng(1000 + n_players)
    if family == "random":
        values = random.random(2**n_players) * 100
        values[0] = 0
        return values
    demand = random.lognormal(size=(3, n_players))
    cost = np.full(2**n_players, 40.0)
    for number in range(3):
        cost += 10 * coalition_sums(demand[number]) ** (0.6 + 0.1 * number)
    cost *= 1 + 0.1 * (2 * random.random(2**n_players) - 1)
    cost[0] = 0
    return np.round(cost, 2)


def our_work(task: str, n_players: int) -> Callable[[], object]:
    from commonweal import fairness

    names = tuple(f"partner {number}" for number in range(n_players))
    values = game_values("random" if task == "shapley" else "cost", n_players)
    game = fairness.Game(players=names, kind="cost", values=values)
    split = fairness.shapley_values(values)
    works: dict[str, Callable[[], object]] = {
        "shapley": lambda: fairness.shapley_values(game.values),
        "nucleolus": lambda: fairness.solve_nucleolus(game),
        "per-capita": lambda: fairness.solve_nucleolus(game, weighting="head"),
        "proved": lambda: fairness.check_certificate(
            game, fairness.certify(game, fairness.solve_nucleolus(game))
        ),
        "least-core": lambda: fairness.least_core(game),
        "stability": lambda: fairness.split_stability(game, split),
    }
    return works[task]


def their_work(task: str, n_players: int) -> Callable[[], object]:
    import coopgame

    values = game_values("random" if task == "shapley" else "cost", n_players)
    worth = values if task == "shapley" else -values
    listed = worth[1:].tolist()
    game = coopgame.Game(listed)
    split = coopgame.shapley(game)

    def proved() -> object:
        answer = coopgame.prenucleolus(game)["allocation"]
        return coopgame.certify_rational(
            [repr(value) for value in listed], answer, domain="preimputation"
        )

    works: dict[str, Callable[[], object]] = {
        "shapley": lambda: coopgame.shapley(game),
        "nucleolus": lambda: coopgame.prenucleolus(game),
        "per-capita": lambda: coopgame.per_capita_nucleolus(game, domain="preimputation"),
        "proved": proved,
        "least-core": lambda: coopgame.least_core(game, domain="preimputation"),
        "stability": lambda: coopgame.explain(game, split),
    }
    return works[task]


def measure(who: str, task: str, n_players: int) -> dict[str, float]:
    work = (our_work if who == "ours" else their_work)(task, n_players)
    best = float("inf")
    began = time.perf_counter()
    for _ in range(7):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
        if time.perf_counter() - began > 5:
            break
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": best, "megabytes": peak}


def measured_apart(who: str, task: str, n_players: int, timeout: float) -> dict[str, float] | None:
    command = [sys.executable, __file__, "--measure", who, task, str(n_players)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=True)
    except subprocess.TimeoutExpired:
        return None
    except subprocess.CalledProcessError as error:
        lines = error.stderr.strip().splitlines() or ["(no message)"]
        print(f"  {who} {task} n={n_players}: {lines[-1]}", file=sys.stderr)
        return None
    return dict(json.loads(done.stdout))


#: Task, what is said, sizes for both, sizes only for us, and sizes the peer needs minutes for.
PLAN: tuple[tuple[str, str, tuple[int, ...], tuple[int, ...], tuple[int, ...]], ...] = (
    ("shapley", "Shapley value", (16, 20, 22, 24), (), ()),
    ("nucleolus", "nucleolus", (12, 16, 18, 20), (22, 24), (22,)),
    ("proved", "nucleolus with exact proof", (12, 16, 18), (20, 24), (20,)),
    ("per-capita", "per-capita nucleolus", (10, 12, 14), (16, 20, 24), (16,)),
    ("least-core", "least core", (16, 18, 20), (24,), ()),
    ("stability", "all groups against a split", (16, 20), (24,), ()),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--measure", nargs=3, metavar=("WHO", "TASK", "N"))
    options = parser.parse_args()
    if options.measure:
        who, task, n_players = options.measure
        print(json.dumps(measure(who, task, int(n_players))))
        return

    timeout = 1200.0 if options.long else 90.0
    print(f"{'work':28} {'n':>3} {'ours':>10} {'MB':>6} {PEER:>12} {'MB':>6} {'ratio':>8}")
    for task, said, both, ours_only, slow in PLAN:
        for n_players in sorted({*both, *ours_only, *slow}):
            ours = measured_apart("ours", task, n_players, timeout)
            if ours is None:
                print(f"{said:28} {n_players:>3} {'over time':>10}")
                continue
            line = f"{said:28} {n_players:>3} {ours['seconds']:>9.4f}s {ours['megabytes']:>6.0f}"
            if n_players in both or (options.long and n_players in slow):
                theirs = measured_apart("theirs", task, n_players, timeout)
                if theirs is None:
                    line += f" {'none':>12}"
                else:
                    line += (
                        f" {theirs['seconds']:>11.4f}s {theirs['megabytes']:>6.0f}"
                        f" {theirs['seconds'] / ours['seconds']:>8.1f}"
                    )
            print(line, flush=True)


if __name__ == "__main__":
    main()
