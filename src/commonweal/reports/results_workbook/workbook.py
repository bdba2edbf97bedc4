"""The results workbook as a whole: every sheet laid out, then written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from commonweal.deal import Deal
from commonweal.errors import ReaderReport

from .charge_sheets import lay_charges
from .closing_sheets import lay_checks, lay_contents, lay_cover, lay_notes, lay_simulated
from .cutting import cut_lines_out
from .flow_sheets import lay_flows, lay_records, lay_survival, lay_timing
from .formulas import Number
from .group_sheets import lay_coalitions
from .input_sheets import lay_discounting, lay_inputs
from .layout import Book
from .option_sheets import lay_alone, lay_options, lay_today, lay_years
from .pricing import traced_case
from .share_sheets import lay_shares, needed_facts
from .working_sheets import ask_for_class, lay_decisions, lay_solved, lay_workings

__all__ = ["MOST_LIVE_PARTNERS", "results_workbook"]

#: Ten partners have 1,023 groups and 5,110 rows of members; each further one doubles them.
MOST_LIVE_PARTNERS = 10

_ORDER = (
    "Cover",
    "Contents",
    "Options",
    "Years",
    "Alone",
    "SideBySide",
    "Shares",
    "Charges",
    "Pots",
    "Coalitions",
    "Groups",
    "Separable",
    "Simulated",
    "Figures",
    "Baselines",
    "Facts",
    "Discounting",
    "Timing",
    "Survival",
    "Growth",
    "Records",
    "Today",
    "Flows",
    "Factors",
    "Workings",
    "Solved",
    "Decisions",
    "Checks",
    "Notes",
)


def results_workbook(
    deal: Deal,
    report: ReaderReport,
    *,
    most_live_partners: int = MOST_LIVE_PARTNERS,
    begins_at: Literal["lines", "sums"] = "lines",
) -> bytes:
    """Return the results as an Excel workbook whose figures are formulas, down to the inputs.

    Changing an input and recalculating gives what running the changed file gives, to the penny, for
    all that is not simulated or solved; those values are marked, and the workbook says when they no
    longer hold. The same deal gives the same bytes. Formulas carry the run's values, so that a
    viewer that does not calculate shows them too.

    Parameters
    ----------
    deal : Deal
        What was worked out; nothing is appraised anew.
    report : ReaderReport
        What the reader had to say about the file.
    most_live_partners : int
        With more partners the costs of groups are values: every group of them is a row, and every
        member of every group another.
    begins_at : "lines" or "sums"
        For readers who may not see each line that a body recorded, because one would tell what
        one person earns, it begins at the yearly sums: what leads to them is left out, which the
        cover says, and no cell is an input.
    """
    case = traced_case(deal, most_partners=most_live_partners)
    facts = needed_facts(case)
    book = Book(case.ledger)
    cover = book.sheet("Cover", deal.partnership.name, deal.partnership.summary)
    changed = lay_inputs(book, case.inputs)
    discounting = lay_discounting(book, deal)
    changed.append(discounting.changed)
    lay_records(book, case)
    lay_survival(book, case)
    weights, timing_changed = lay_timing(book, case)
    if timing_changed is not None:
        changed.append(timing_changed)
    flows = lay_flows(book, case, weights, discounting)
    paybacks = lay_years(book, case, flows, discounting)
    worths = lay_options(book, case, flows, paybacks)
    today = lay_today(book, case, flows, discounting)
    alone = lay_alone(book, case, flows, today)
    coalitions = lay_coalitions(book, case, weights, discounting, today, alone)
    shares = None
    charges: Mapping[tuple[int, str], Number] = {}
    if coalitions is not None and deal.splits:
        shares = lay_shares(book, case, flows, today, alone, coalitions, facts)
        charges = lay_charges(book, case, flows, today, shares)
    lay_simulated(book, deal)
    faults = lay_checks(book, case, worths, alone, coalitions, shares, charges)
    lay_solved(book, case.ledger)
    ask_for_class(case, flows)
    anew = lay_decisions(book, case.ledger)
    has_lines = begins_at == "lines"
    lay_cover(book, cover, deal, report, changed, anew, faults, has_lines=has_lines)
    if not has_lines:
        cut_lines_out(book)
    lay_workings(book, case)
    lay_notes(book, deal, report)
    book.sheets.sort(key=lambda sheet: _ORDER.index(sheet.name))
    contents = book.sheet("Contents", "What each sheet holds", "")
    lay_contents(book, contents)
    book.sheets.sort(key=lambda sheet: _ORDER.index(sheet.name))
    book.head()
    return book.to_bytes()
