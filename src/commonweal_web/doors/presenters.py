"""What the pages behind the doors say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from commonweal.fairness import RULES, GameSolution, RuleResult
from commonweal.fairness.words import decimals_for, say_amount
from commonweal.money import say_pounds_short
from commonweal.reports import ReportPage, say_chance_of_loss
from commonweal.reports.tables import Cell, Table, figure, table, text
from commonweal_web.core.layout import BigFigure

from .services import Carried, WorkedOut, report_on

__all__ = ["DOWNLOADS", "GamePage", "Takeaway", "VerdictPage", "WaysIn", "ways_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysIn:
    """Where the first two doors lead: on, for who is signed in; else to signing in or up."""

    is_signed_in: bool
    sign_in: str
    sign_up: str
    start: str
    """Empty too for somebody who may start a partnership for no body."""
    home: str
    people: str
    """Where a demonstration person may be chosen; empty but in a demonstration."""


def ways_in(request: HttpRequest, *, may_start: bool) -> WaysIn:
    """Return the ways that this site has; those of apps that are not there are empty."""
    return WaysIn(
        is_signed_in=request.user.is_authenticated,
        sign_in=_address("account_login"),
        sign_up=_address("account_signup"),
        start=_address("start-partnership") if may_start else "",
        home=_address("home"),
        people=_address("demonstration") if settings.IS_DEMONSTRATION else "",
    )


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Takeaway:
    """A file that can be taken away."""

    name: str
    """As `services.download` knows it."""
    text: str
    what: str


DOWNLOADS: Sequence[Takeaway] = (
    Takeaway(name="report.html", text="This page as one file", what="HTML, to mail or to print"),
    Takeaway(name="brief.pdf", text="A brief of one page", what="PDF, tagged"),
    Takeaway(name="business-case.docx", text="Business case", what="Word, to edit"),
    Takeaway(name="business-case.pdf", text="Business case", what="PDF, tagged"),
    Takeaway(name="results-workbook.xlsx", text="Results", what="Excel, with live formulas"),
    Takeaway(name="partnership.xlsx", text="Partnership file", what="Excel, to fill in further"),
    Takeaway(name="partnership.toml", text="Partnership file", what="TOML, as text"),
    Takeaway(name="run.json", text="Every figure, with its input", what="JSON, for programs"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictPage:
    """A case worked out: the report, and what can be taken away."""

    report: ReportPage
    carried: Carried
    figures: Sequence[BigFigure]
    is_quick: bool
    downloads: Sequence[Takeaway] = DOWNLOADS

    @classmethod
    def of(cls, worked: WorkedOut, *, is_quick: bool = False) -> VerdictPage:
        """Raises InputError for a file too long to be carried to its downloads."""
        carried = Carried.of(_text_name(worked), worked.case.text)
        return cls(
            report=report_on(worked),
            carried=carried,
            figures=tuple(_big_figures(worked)),
            is_quick=is_quick,
        )


def _text_name(worked: WorkedOut) -> str:
    """Return the name under which the text is carried; a workbook's text is no workbook."""
    name = worked.case.name
    return name if worked.case.form != "workbook" else f"{name.rpartition('.')[0] or name}.toml"


def _big_figures(worked: WorkedOut) -> list[BigFigure]:
    """Return the few figures that the verdict hangs on.

    None where it is "not yet": a sum large on the page would be read as the answer that there is
    not, against an alternative that nobody has priced.
    """
    partners = [partner for partner in worked.deal.partners if partner.takes_part]
    if not partners or worked.deal.verdict.answer == "not-yet":
        return []
    together = sum(partner.gain for partner in partners)
    n_losing = sum(partner.gain < 0 for partner in partners)
    likeliest = max(partners, key=lambda partner: partner.p_loss)
    return [
        BigFigure(
            said=say_pounds_short(abs(together)),
            what="Gained by all together, beyond the best that each could do alone"
            if together >= 0
            else "Lost by all together, against the best that each could do alone",
            tone="loss" if together < 0 else "gain",
        ),
        BigFigure(
            said=f"{n_losing} of {len(partners)}",
            what="Partners that would be worse off than alone",
            tone="loss" if n_losing else "gain",
        ),
        BigFigure(
            said=say_chance_of_loss(likeliest.p_loss),
            what=f"Chance that {likeliest.name} loses, the partner most exposed",
            tone="loss" if likeliest.p_loss > 0.2 else "",
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class GamePage:
    """A game shared out: the shares side by side, and who would leave."""

    title: str
    first: str
    shares: Table
    sentences: Sequence[str]
    carried: Carried

    @classmethod
    def of(cls, solution: GameSolution, carried: Carried) -> GamePage:
        named = solution.notes.get("name")
        first, *rest = solution.sentences
        return cls(
            title=named if isinstance(named, str) else "Shares under every rule",
            first=first,
            shares=_shares(solution),
            sentences=rest,
            carried=carried,
        )


def _shares(solution: GameSolution) -> Table:
    """Return who pays (or keeps) what: a row a rule, a column a partner."""
    places = decimals_for(*(amount for result in solution.results for amount in result.amounts))
    kind = "costs" if solution.game.kind == "cost" else "savings"
    return table(
        "shares",
        "Who pays what" if kind == "costs" else "Who keeps what",
        [
            text("Rule"),
            *(figure(player) for player in solution.game.players),
            text("Who would leave"),
        ],
        [
            [
                Cell(said=_rule_name(result.rule.id)),
                *(say_amount(amount, places) for amount in result.amounts),
                _leaving(result),
            ]
            for result in solution.results
        ],
        small_print=f"The {kind} typed or sent, in their own unit",
    )


def _rule_name(rule_id: str) -> str:
    name = RULES[rule_id].name.removeprefix("the ")
    return f"{name[:1].upper()}{name[1:]}"


def _leaving(result: RuleResult) -> Cell:
    if result.stability is None:
        return Cell(said="Does not add up to the whole")
    n_leaving = result.stability.n_blocking
    if not n_leaving:
        return Cell(said="Nobody", tone="gain")
    said = "1 partner or group" if n_leaving == 1 else f"{n_leaving:,} partners or groups"
    return Cell(said=said, tone="loss")
