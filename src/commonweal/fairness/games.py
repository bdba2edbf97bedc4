"""A cooperative game: what each group of partners would cost, or save, by itself.

The games of this package know nothing of councils. A **cost** game gives what every group would
pay if it stood alone; a **savings** game gives what it would gain. `worth` puts both on one
footing (a group's worth in a cost game is minus its cost), so that each idea is written once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from commonweal.errors import InputError, Place
from commonweal.fairness.coalitions import coalition_sums, names_of, say_group

__all__ = ["MOST_PLAYERS", "Game", "GameKind", "savings_game"]

GameKind = Literal["cost", "savings"]

#: 2**24 groups take 134 MB; each further partner doubles that.
MOST_PLAYERS = 24


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Game:
    """What every group of named partners would cost, or save, by itself.

    Attributes
    ----------
    players : tuple of str
        The partners; partner k is bit k of a group's number.
    kind : "cost" or "savings"
    values : ndarray, shape (2**n_players,), read-only
        Value of every group in the game's own unit; group 0, the empty one, is 0.

    Raises
    ------
    InputError
        For fewer than 2 or more than 24 partners, a name missing, repeated or holding a comma,
        another kind, a table of another length, a value that is not a finite number.
    """

    players: tuple[str, ...]
    kind: GameKind
    values: NDArray[np.float64]

    def __post_init__(self) -> None:
        players = tuple(self.players)
        check_players(players)
        check_kind(self.kind)
        values = np.asarray(self.values, dtype=np.float64)
        if values.shape != (2 ** len(players),):
            raise InputError(
                f"A game of {len(players)} partners has {2 ** len(players):,} groups, the empty "
                f"one included; this table has the shape {values.shape}.",
                hint="Number the groups by bits: group 5 (binary 101) holds partners 0 and 2.",
            )
        if values.flags.writeable:
            # A caller's later change must not reach into the game; a read-only table is shared.
            values = values.copy()
            values.setflags(write=False)
        if not np.isfinite(values).all():
            group = int(np.flatnonzero(~np.isfinite(values))[0])
            raise InputError(
                f"The value of {say_group(names_of(group, players)) or 'the empty group'} is "
                f"{values[group]}, which is not a finite number.",
                hint="Give every group a number.",
            )
        if values[0] != 0:
            raise InputError(
                f"The empty group has the value {values[0]:g}; nobody costs and saves nothing.",
                hint="Put 0 first, then the groups.",
            )
        object.__setattr__(self, "players", players)
        object.__setattr__(self, "values", values)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Game):
            return NotImplemented
        return (
            self.players == other.players
            and self.kind == other.kind
            and bool(np.array_equal(self.values, other.values))
        )

    def __hash__(self) -> int:
        return hash((self.players, self.kind, self.values[-1], self.values.size))

    @property
    def n_players(self) -> int:
        return len(self.players)

    @property
    def whole(self) -> float:
        """Value of everybody together."""
        return float(self.values[-1])

    @property
    def sign(self) -> float:
        """1 for savings and -1 for costs: sign times value is what a group is worth."""
        return 1.0 if self.kind == "savings" else -1.0

    def worth(self) -> NDArray[np.float64]:
        """Return what each group is worth to itself, shape (2**n_players,): savings, or -costs."""
        return self.values if self.kind == "savings" else -self.values

    def alone(self) -> NDArray[np.float64]:
        """Return each partner's value by itself, shape (n_players,)."""
        alone: NDArray[np.float64] = self.values[1 << np.arange(self.n_players)]
        return alone

    def names(self, group: int) -> tuple[str, ...]:
        """Return the names of the partners in a group."""
        return names_of(group, self.players)

    def group(self, names: Sequence[str]) -> int:
        """Return the number of the group of these names; raises InputError for an unknown one."""
        group = 0
        for name in names:
            if name not in self.players:
                raise InputError(
                    f"There is no partner called {name} in this game.",
                    hint=f"The partners are {say_group(self.players)}.",
                )
            group |= 1 << self.players.index(name)
        return group

    def rounded(self, decimals: int) -> Game:
        """Return the game with values rounded; to 2 places, so that certificates are in pence."""
        return Game(players=self.players, kind=self.kind, values=np.round(self.values, decimals))

    @classmethod
    def from_values(
        cls,
        players: Sequence[str],
        kind: str,
        values: Mapping[str, float],
        *,
        place: Place | None = None,
    ) -> Game:
        """Make a game from values keyed by comma-joined names, in any order.

        Raises
        ------
        InputError
            If a group is missing (it names the first and counts the rest), given twice, holds an
            unknown or repeated name, or has a value that is not a finite number; and for
            whatever `Game` refuses. `place` says where the values were read.
        """
        place = place if place is not None else Place()
        players = tuple(players)
        check_players(players, place)
        check_kind(kind, place)

        table = np.full(2 ** len(players), np.nan)
        table[0] = 0.0
        key_of_group: dict[int, str] = {}
        bit_by_name = {name: 1 << player for player, name in enumerate(players)}
        for key, value in values.items():
            group = _group_of_key(key, bit_by_name, place)
            at = _at(place, f"values.{key}")
            if group in key_of_group:
                raise InputError(
                    f"The group of {say_group(names_of(group, players))} is given twice, as "
                    f"“{key_of_group[group]}” and as “{key}”.",
                    hint="Keep one of them; the order of names does not matter.",
                    place=at,
                )
            key_of_group[group] = key
            table[group] = _finite(value, key, at)
            if group == 0 and table[0] != 0:
                raise InputError(
                    f"The empty group has the value {table[0]:g}; nobody costs and saves nothing.",
                    hint="Leave the empty group out.",
                    place=at,
                )
        missing = np.flatnonzero(np.isnan(table))
        if missing.size:
            # The smallest first: a person looks for a single partner before a group of five.
            first = min(missing.tolist(), key=lambda group: (group.bit_count(), group))
            named = ",".join(names_of(first, players))
            others = missing.size - 1
            rest = f", nor for {others:,} other group{'s' * (others > 1)}" if others else ""
            raise InputError(
                f"There is no value for “{named}”{rest}.",
                hint=f"Give a value for every group of partners: {table.size - 1:,} in all.",
                place=_at(place, "values"),
            )
        return cls(players=players, kind=kind, values=table)  # type: ignore[arg-type]


def savings_game(cost_game: Game) -> Game:
    """Return what each group would save against its partners standing alone.

    v(S) = sum of c(i) over the partners i in S, less c(S). A savings game is returned as it is.
    """
    if cost_game.kind == "savings":
        return cost_game
    saved = coalition_sums(cost_game.alone())
    saved -= cost_game.values
    # A partner saves nothing by standing alone; c(i) - c(i) is exactly 0 already.
    saved.setflags(write=False)
    return Game(players=cost_game.players, kind="savings", values=saved)


def check_players(players: Sequence[str], place: Place | None = None) -> None:
    """Refuse names that could not be told apart, and games too small or too large to tabulate."""
    at = _at(place, "players")
    for name in players:
        if not isinstance(name, str) or not name.strip():
            raise InputError(
                f"A partner's name is {name!r}.", hint="Give every partner a name.", place=at
            )
        if "," in name:
            raise InputError(
                f"The name “{name}” holds a comma, which parts names from one another.",
                hint="Use a name without a comma.",
                place=at,
            )
        if name != name.strip():
            raise InputError(
                f"The name “{name}” begins or ends with a space.",
                hint="Take the space away.",
                place=at,
            )
    repeated = [name for number, name in enumerate(players) if name in players[:number]]
    if repeated:
        raise InputError(
            f"The partner {repeated[0]} is given twice.", hint="Name each partner once.", place=at
        )
    if not 2 <= len(players) <= MOST_PLAYERS:
        raise InputError(
            f"A game needs 2 to {MOST_PLAYERS} partners; this one has {len(players)}.",
            hint="Each further partner doubles the number of groups; treat like partners as one."
            if len(players) > 2
            else "Name at least two partners.",
            place=at,
        )


def check_kind(kind: str, place: Place | None = None) -> None:
    if kind not in ("cost", "savings"):
        raise InputError(
            f"The kind of game is “{kind}”.",
            hint="Say “cost” if the values are what groups pay, “savings” if what they gain.",
            place=_at(place, "kind"),
        )


def _group_of_key(key: str, bit_by_name: Mapping[str, int], place: Place) -> int:
    group = 0
    names = [name.strip() for name in key.split(",")] if key.strip() else []
    for name in names:
        if name not in bit_by_name:
            raise InputError(
                f"The group “{key}” names {name or 'an empty name'}, who is not a partner.",
                hint=f"The partners are {say_group(tuple(bit_by_name))}.",
                place=_at(place, f"values.{key}"),
            )
        if group & bit_by_name[name]:
            raise InputError(
                f"The group “{key}” names {name} twice.",
                hint="Name each partner of a group once.",
                place=_at(place, f"values.{key}"),
            )
        group |= bit_by_name[name]
    return group


def _finite(value: object, key: str, place: Place) -> float:
    if isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool):
        try:
            number = float(value)
        except OverflowError:
            number = np.inf
        if np.isfinite(number):
            return number
        shown = f"{value}"[:20]
    else:
        shown = repr(value)[:40]
    raise InputError(
        f"The value of “{key}” is {shown}, which is not a finite number.",
        hint="Give a number without currency signs or commas, for example 1250.5.",
        place=place,
    )


def _at(place: Place | None, key: str) -> Place:
    return Place(file=place.file, key=key) if place is not None else Place(key=key)
