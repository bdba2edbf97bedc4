"""Working out what is put through the third door. Nothing is kept: what comes in goes out again
with the page, and is sent back for each download.
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from commonweal.errors import InputError
from commonweal_web.core.uploads import UploadedCase, read_case

from . import policies

if TYPE_CHECKING:
    from commonweal.deal import Deal
    from commonweal.fairness import Game, GameSolution
    from commonweal.reports import ReportPage
    from commonweal.reports.bundle import Order

__all__ = [
    "Carried",
    "Download",
    "WorkedOut",
    "carried_game",
    "download",
    "game_of_groups",
    "quick_case",
    "read_carried",
    "read_carried_game",
    "read_game_file",
    "read_sent",
    "report_on",
    "solve",
    "starter_file",
    "work_out",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedOut:
    """A case and what came of it."""

    case: UploadedCase
    deal: Deal


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A file as a page carries it: its name, and its text so that no browser changes a letter."""

    name: str
    held: str

    @classmethod
    def of(cls, name: str, text: str) -> Carried:
        """Raises InputError for a file too long to be carried."""
        data = text.encode("utf-8")
        policies.check_file_is_small(data, name)
        return cls(name=name, held=b64encode(data).decode("ascii"))

    def data(self) -> bytes:
        """Raises InputError for what no page of ours carried."""
        try:
            return b64decode(self.held, validate=True)
        except (binascii.Error, ValueError) as error:
            raise InputError(
                "What this page carried came back changed.", hint="Begin again from the file."
            ) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file made for somebody to take away."""

    name: str
    kind: str
    """Its media type."""
    data: bytes


def read_sent(data: bytes, name: str) -> UploadedCase:
    """Read the case that somebody sent.

    Raises
    ------
    CommonwealError
        It is too large for this door, or cannot be used.
    BusyError
        Too many others are being worked out.
    """
    policies.check_file_is_small(data, name)
    with policies.one_of_few():
        return read_case(data, name)


def work_out(case: UploadedCase) -> WorkedOut:
    """Work a case out, with the file's own seed and draws, so that every tool gives the same.

    Raises
    ------
    CommonwealError
        The case is too large for this door, or has no answer.
    BusyError
        Too many others are being worked out.
    """
    from commonweal.deal import work_out as deal_of

    policies.check_partnership_is_small(case.partnership)
    with policies.one_of_few():
        return WorkedOut(case=case, deal=deal_of(case.partnership))


def report_on(worked: WorkedOut) -> ReportPage:
    """Return what there is to say of a case. Raises BusyError as `work_out` does."""
    from commonweal.reports import report_page_of

    with policies.one_of_few():
        return report_page_of(worked.deal, worked.case.report)


def quick_case(
    *,
    name: str,
    cost_now: Mapping[str, float],
    share_saved: float,
    share_saved_alone: float | None,
    set_up: float,
    years_to_full: int,
    base_year: str,
    first_year: str,
) -> UploadedCase:
    """Return a case from five figures. Raises InputError for a figure outside its limits."""
    from commonweal.partnership import quick_look, write_toml

    text = write_toml(
        quick_look(
            name,
            cost_now=cost_now,
            share_saved=share_saved,
            share_saved_alone=share_saved_alone,
            set_up=set_up,
            years_to_full=years_to_full,
            base_year=base_year,
            first_year=first_year,
        )
    )
    return read_case(text.encode("utf-8"), "quick-look.toml")


def read_carried(carried: Carried) -> UploadedCase:
    """Read the case that a page carried. Raises CommonwealError as reading a file does."""
    return read_sent(carried.data(), carried.name)


def download(worked: WorkedOut, what: str) -> Download:
    """Return one of the files that can be made of a case.

    Raises
    ------
    InputError
        There is none of that name.
    """
    from commonweal.cli.output import to_json
    from commonweal.partnership.workbook import write_workbook
    from commonweal.reports import run_document
    from commonweal.reports.bundle import made, opened
    from commonweal.reports.papers import desk_of

    case, deal = worked.case, worked.deal
    if what == "partnership.toml":
        return Download(name=what, kind=_KINDS["toml"], data=_as_toml(case).encode("utf-8"))
    if what == "partnership.xlsx":
        return Download(name=what, kind=_KINDS["xlsx"], data=write_workbook(case.partnership))
    if what == "run.json":
        text = to_json(run_document(deal))
        return Download(name=what, kind=_KINDS["json"], data=text.encode("utf-8"))
    order = _orders().get(what)
    if order is None:
        raise InputError(f"There is no file {what} to take away.", hint="Begin again.")
    with policies.one_of_few():
        desk = desk_of(deal, case.report)
        data = made(desk, opened(desk, (order,))[0])
    return Download(name=what, kind=_KINDS[order.form], data=data)


def starter_file(form: Literal["toml", "xlsx"]) -> Download:
    """Return an empty partnership file that explains itself."""
    from commonweal.partnership import read_partnership, starter
    from commonweal.partnership.workbook import write_workbook

    text = starter("Our partnership")
    if form == "toml":
        return Download(name="our-partnership.toml", kind=_KINDS["toml"], data=text.encode())
    partnership, _ = read_partnership(text, source="our-partnership.toml")
    return Download(
        name="our-partnership.xlsx",
        kind=_KINDS["xlsx"],
        data=write_workbook(partnership, every_sheet=True),
    )


def game_of_groups(
    players: Sequence[str], kind: Literal["cost", "savings"], values: Mapping[str, float]
) -> Game:
    """Return the game of these groups, each named as `Ashby,Barton`.

    Raises
    ------
    InputError
        A group is missing, or a name cannot be used.
    """
    from commonweal.fairness import Game

    return Game.from_values(list(players), kind, dict(values))


def carried_game(game: Game, notes: Mapping[str, object]) -> Carried:
    """Return a game as a page carries it to its download."""
    import json

    content = {**notes, "players": list(game.players), "kind": game.kind, "values": _groups(game)}
    return Carried.of("groups.json", json.dumps(content, indent=2, ensure_ascii=False))


def read_carried_game(carried: Carried) -> tuple[Game, Mapping[str, object]]:
    """Read the game that a page carried. Raises CommonwealError for what is none."""
    return read_game_file(carried.data(), carried.name)


def read_game_file(data: bytes, name: str) -> tuple[Game, Mapping[str, object]]:
    """Read a game from a file. Raises CommonwealError for what is none."""
    from commonweal.fairness import read_game
    from commonweal.files import check_kind

    policies.check_file_is_small(data, name)
    check_kind(data, expected=["json"], file=name, wanted="a game in JSON")
    return read_game(data, name)


def solve(game: Game, notes: Mapping[str, object]) -> GameSolution:
    """Share a game out by every rule.

    Raises
    ------
    CommonwealError
        It is too large for this door, or has no answer.
    BusyError
        Too many others are being worked out.
    """
    from commonweal.fairness import solve_game

    policies.check_game_is_small(game)
    with policies.one_of_few():
        return solve_game(game, notes)


def _groups(game: Game) -> dict[str, float]:
    """Return what each group comes to, keyed by its members' names."""
    players = list(game.players)
    return {
        ",".join(name for place, name in enumerate(players) if group >> place & 1): float(value)
        for group, value in enumerate(game.values.tolist())
        if group
    }


def _as_toml(case: UploadedCase) -> str:
    from commonweal.partnership import write_toml

    return case.text if case.form == "toml" else write_toml(case.partnership)


def _orders() -> dict[str, Order]:
    from commonweal.reports.bundle import Order

    return {
        "report.html": Order(kind="results", form="html"),
        "results-workbook.xlsx": Order(kind="workbook", form="xlsx"),
        "brief.pdf": Order(kind="brief", form="pdf"),
        "business-case.docx": Order(kind="business-case", form="docx"),
        "business-case.pdf": Order(kind="business-case", form="pdf"),
    }


_KINDS: Mapping[str, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "toml": "application/toml; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
