"""A bare game on a terminal: shares side by side, then who would leave."""

from __future__ import annotations

from rich.console import Console

from commonweal.fairness import RULES, GameSolution
from commonweal.fairness.words import decimals_for, say_amount

from .parts import bullets, heading, paragraph, table, table_width, width_of

__all__ = ["show_game"]


def show_game(console: Console, solution: GameSolution, *, name: str) -> None:
    """Print a solved game."""
    game = solution.game
    title = solution.notes.get("name")
    paragraph(console, title if isinstance(title, str) else name, "bold")
    first, *rest = solution.sentences
    paragraph(console, first)
    heading(
        console,
        "Shares",
        small_print=f"{'costs' if game.kind == 'cost' else 'savings'}, in the game's own unit",
    )
    _show_shares(console, solution)
    heading(console, "Who would leave")
    bullets(console, rest)


def _show_shares(console: Console, solution: GameSolution) -> None:
    """Print every rule's shares; with many partners, a few of them at a time."""
    results = solution.results
    places = decimals_for(*(amount for result in results for amount in result.amounts))
    rules = ["Rule", *(_short(result.rule.id) for result in results)]
    columns = [
        [player, *(say_amount(result.amounts[place], places) for result in results)]
        for place, player in enumerate(solution.game.players)
    ]
    while columns:
        n_fitting = len(columns)
        while n_fitting > 1 and table_width([rules, *columns[:n_fitting]]) > width_of(console):
            n_fitting -= 1
        shown, columns = columns[:n_fitting], columns[n_fitting:]
        table(
            console,
            (("Rule", "left"), *((column[0], "right") for column in shown)),
            list(zip(*(column[1:] for column in (rules, *shown)), strict=True)),
        )
        if columns:
            console.print()


def _short(rule_id: str) -> str:
    """Return a rule's name as it heads a row: "Shapley value", "Per-capita nucleolus"."""
    name = RULES[rule_id].name.removeprefix("the ")
    return f"{name[:1].upper()}{name[1:]}"
