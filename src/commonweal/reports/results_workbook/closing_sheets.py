"""The first and last sheets: what this is, whether it still holds, the simulated, the checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from commonweal.deal import Deal, names_of
from commonweal.errors import ReaderReport
from commonweal.reports.words import say_basis

from .formulas import Ledger, Node, Number, value_of
from .group_sheets import Coalitions
from .layout import FIRST_ROW, Book, Link, Sheet, template
from .option_sheets import Alone, Worth
from .pricing import TracedCase
from .share_sheets import Shares

__all__ = ["lay_checks", "lay_contents", "lay_cover", "lay_notes", "lay_simulated"]


def lay_simulated(book: Book, deal: Deal) -> None:
    """Lay out what comes from the futures drawn: values, which no formula gives."""
    sheet = book.sheet(
        "Simulated",
        "What is simulated or solved ◆",
        f"Worked out by Commonweal over {deal.appraisal.run.draws:,} futures with the seed "
        f"{deal.appraisal.run.seed}. None of it moves: after a change run the file again.",
    )
    rows: list[tuple[str, str, str, float, str]] = []
    for option in deal.appraisal.options:
        if option.family == "nothing":
            continue
        for words, value in (
            ("Tenth percentile (P10)", option.npv.p10),
            ("Median (P50)", option.npv.p50),
            ("Eightieth percentile (P80)", option.npv.p80),
        ):
            rows.append((option.name, "All together", words, value, "pounds"))
        chance = option.npv.chance_below_nought
        rows.append((option.name, "All together", "Chance of loss", chance, "percent"))
    for split in deal.splits:
        names = names_of(deal.partnership, [share.body for share in split.shares])
        for share, name in zip(split.shares, names, strict=True):
            rows.append((split.name, name, "Gain: tenth percentile", share.p10, "pounds"))
            rows.append((split.name, name, "Gain: ninetieth percentile", share.p90, "pounds"))
            rows.append(
                (split.name, name, "Chance to pay more than alone", share.p_loss, "percent")
            )
        chance = split.blocked.chance
        rows.append(
            (split.name, "Any group", "Chance that some group does better", chance, "percent")
        )
    for at, (what, whose, words, value, kind) in enumerate(rows, start=FIRST_ROW + 1):
        sheet.put_row(at, 0, (what, whose, words), "text")
        sheet.put(at, 3, float(value), kind, "solved")
    if not rows:
        sheet.put(FIRST_ROW, 0, "The file has no option beyond doing nothing.")
        return
    sheet.mark(FIRST_ROW, FIRST_ROW + len(rows), ["Option or rule", "Whose", "What", "Value ◆"])
    sheet.widths = {0: 40, 1: 28, 2: 40, 3: 18}


def lay_checks(
    book: Book,
    case: TracedCase,
    worths: Sequence[Worth],
    alone: Alone,
    coalitions: Coalitions | None,
    shares: Shares | None,
    charges: Mapping[tuple[int, str], Number],
) -> Node:
    """Lay out the workbook against the run, and sums that must agree; return the faults' count."""
    deal = case.deal
    sheet = book.sheet(
        "Checks",
        "The workbook against the run, and sums that must agree",
        "While no input is changed, every difference is 0.00. After a change the run's figures "
        "stand here to compare with; sums that must agree agree always.",
    )
    rows: list[tuple[str, Number, Number, bool]] = []
    for worth in worths:
        option = worth.option
        written = option.option.written
        npv = written.npv if option.is_as_written and written is not None else option.option.npv
        rows.append((f"Net present value: {option.name}", worth.npv, npv.expected, True))
        if not option.is_as_written:
            rows.append(
                (f"To society: {option.name}", worth.society, option.option.society_npv, True)
            )
    for body, name in zip(
        deal.appraisal.body_ids, names_of(deal.partnership, deal.appraisal.body_ids), strict=True
    ):
        place = deal.appraisal.body_ids.index(body)
        best = float(deal.appraisal.alone_net_benefit[place, 0])
        rows.append((f"Best alone: {name}", alone.best[body], best, True))
    if coalitions is not None and coalitions.is_live:
        for group in range(1, len(coalitions.cost)):
            members = [
                name
                for place, name in enumerate(names_of(deal.partnership, coalitions.game.partners))
                if group >> place & 1
            ]
            value = float(coalitions.game.game.values[group])
            rows.append((f"Cost of {', '.join(members)}", coalitions.cost[group], value, True))
    if shares is not None:
        assert coalitions is not None
        for split in deal.splits:
            names = names_of(deal.partnership, [share.body for share in split.shares])
            for share, name in zip(split.shares, names, strict=True):
                pays = shares.pays[split.rule, share.body]
                rows.append((f"{name} pays under {split.name}", pays, share.cost, True))
            paid = case.ledger.total(shares.pays[split.rule, one.body] for one in split.shares)
            rows.append((f"Adds up to the whole: {split.name}", paid, coalitions.cost[-1], False))
        rows += _charged(case, charges)
    faults: list[Node] = []
    for at, (words, live, run, is_run) in enumerate(rows, start=FIRST_ROW + 1):
        sheet.put(at, 0, words)
        sheet.put(at, 1, live, "pounds")
        was = case.ledger.cell(run) if is_run and not isinstance(run, Node) else run
        sheet.put(at, 2, was, "pounds", "solved" if is_run else "")
        sheet.put(at, 3, "run" if is_run else "sum")
        apart = template(
            case.ledger,
            "ROUND({0}-{1},2)",
            [sheet.area(at, 1, at, 1), sheet.area(at, 2, at, 2)],
            round(value_of(live) - value_of(run), 2),
        )
        sheet.put(at, 4, apart, "pounds")
        faults.append(apart)
    last = FIRST_ROW + max(len(rows), 1)
    columns = ["What", "This workbook", "The run, or the sum", "Against", "Difference"]
    sheet.mark(FIRST_ROW, last, columns)
    sheet.widths = {0: 70, 1: 20, 2: 20, 3: 10, 4: 14}
    count = template(
        case.ledger,
        "SUMPRODUCT(--({0}<>0))",
        [sheet.area(FIRST_ROW + 1, 4, last, 4, faults)],
        float(sum(bool(fault.value) for fault in faults)),
    )
    sheet.put(2, 2, "differences:", "note")
    sheet.put(2, 4, count, "year")
    return count


def _charged(
    case: TracedCase, charges: Mapping[tuple[int, str], Number]
) -> list[tuple[str, Number, Number, bool]]:
    """Return each year's charges added up, against the pence of the run."""
    found = case.deal.splits[0].charges
    rows: list[tuple[str, Number, Number, bool]] = []
    for year, label in enumerate(found.years):
        for place, body in enumerate(found.partners):
            name = case.deal.partnership.body(body).name
            pence = float(found.by_rule[year, place]) / 100
            rows.append((f"Charge of {label}: {name}", charges[year, body], pence, True))
    return rows


def lay_cover(
    book: Book,
    sheet: Sheet,
    deal: Deal,
    report: ReaderReport,
    changed: Sequence[Node],
    anew: Node | None,
    faults: Node,
    *,
    has_lines: bool,
) -> None:
    """Lay out the cover: the verdict, whether the figures still hold, the stamp, how to use it."""
    ledger = book.ledger
    sheet.widths = {0: 30, 1: 96}
    at = 3
    sheet.put(at, 0, "The verdict", "strong")
    sheet.put(at, 1, deal.verdict.sentence, "strong")
    at += 1
    for reason in deal.verdict.reasons:
        at += 1
        sheet.put(at, 1, reason.text, "words")
    at += 2
    sheet.put(at, 0, "Do these figures hold?", "strong")
    count = ledger.total(changed)
    sheet.put(at + 1, 0, "Inputs changed since the run")
    sheet.put(at + 1, 1, count, "count")
    anew_count: Number = 0.0 if anew is None else anew
    sheet.put(at + 2, 0, "Lines crossed (Decisions)")
    sheet.put(at + 2, 1, anew_count, "count")
    sheet.put(at + 3, 0, "Differences from the run (Checks)")
    sheet.put(at + 3, 1, faults, "count")
    status = _status(ledger, count, anew_count, faults)
    sheet.put(at, 1, status, "strong")
    sheet.heights[at] = 30.0
    book.status = status
    book.name("Status", status)
    book.name("Inputs_changed", count)
    at += 5
    for words, value in _stamp(deal, report):
        sheet.put(at, 0, words)
        sheet.put(at, 1, value, "words")
        at += 1
    at += 1
    sheet.put(at, 0, "How to use it", "strong")
    for line in _HOW_TO if has_lines else _HOW_TO_WITHOUT_LINES:
        sheet.put(at, 1, line, "words")
        at += 1
    at += 1
    sheet.put(at, 0, "How cells look", "strong")
    if has_lines:
        sheet.put(
            at,
            1,
            "An input that may be changed (sheets Figures, Baselines, Facts, Timing, Discounting)",
            "words",
            "input",
        )
    sheet.put(at + 1, 1, "A formula: works itself out anew when an input is changed", "words")
    sheet.put(
        at + 2,
        1,
        "◆ A value that Commonweal simulated or solved: it does not move"
        if has_lines
        else "◆ A value as it came out of the run: how is left out, simulated or solved",
        "words",
        "solved",
    )


def _status(ledger: Ledger, count: Number, anew: Number, faults: Node) -> Node:
    stands = "Yes: no input has been changed since the run, and every figure is the run's."
    differs = "No: nothing was changed, and yet figures differ from the run (see Checks)."
    moved = (
        "Inputs changed since the run: formulas are worked out anew; simulated and solved figures "
        "(◆) no longer hold. Change the file alike and run it again for those."
    )
    crossed = (
        "Inputs changed since the run, and some cross a line (see Decisions): the formulas no "
        "longer hold either. Change the file alike and run it again."
    )
    return template(
        ledger,
        "IF({1}>0,{3},IF({0}>0,{4},IF({2}>0,{5},{6})))",
        [count, anew, faults, crossed, moved, differs, stands],
        stands,
    )


_HOW_TO = (
    "1. Every figure can be traced: follow its formulas to the yellow cells; sources are beside.",
    "2. Change a yellow cell and the workbook works everything out anew that is a formula: flows, "
    "present values, payback, each body's best alone, the cost of every group, shares, charges.",
    "3. To the penny it is then what Commonweal itself gives for a file changed in the same way. "
    "What is marked ◆ needs that run.",
    "4. In LibreOffice, recalculate by Ctrl+Shift+F9 if figures do not move.",
)

_HOW_TO_WITHOUT_LINES = (
    "1. Left out: what each body spends line by line, and every step from there to the yearly "
    "sums. Some lines would tell what one person earns; here they stand in sums alone.",
    "2. What rests on them is a value of the run, marked ◆. What follows from those values is a "
    "formula that can be traced; Checks holds it to the run.",
    "3. Nothing here is to be changed: to try another figure, use the what-if page or run the "
    "changed case.",
    "4. Each body's own people see its lines in its own figures.",
)


def _stamp(deal: Deal, report: ReaderReport) -> tuple[tuple[str, str], ...]:
    run = deal.appraisal.run
    return (
        ("Case", deal.partnership.name),
        ("File", report.file_name),
        ("Figures", say_basis(deal.partnership)),
        ("Parameter set", run.parameter_set),
        ("Verdict rule", deal.verdict.rule),
        ("Draws and seed", f"{run.draws:,} futures, seed {run.seed}"),
        ("Input, SHA-256", run.input_hash),
        ("Commonweal", f"version {run.version}"),
    )


def lay_contents(book: Book, sheet: Sheet) -> None:
    """Lay out what each sheet holds."""
    sheet.widths = {0: 16, 1: 60, 2: 110}
    at = FIRST_ROW
    for one in book.sheets:
        if one is sheet:
            continue
        at += 1
        sheet.put(at, 0, Link(one.name), "link")
        sheet.put(at, 1, one.title)
        sheet.put(at, 2, one.about, "words")
    sheet.mark(FIRST_ROW, at, ["Sheet", "Holds", "How to read it"])


def lay_notes(book: Book, deal: Deal, report: ReaderReport) -> None:
    """Lay out how the figures are worked out, and what the reader had to say about the file."""
    sheet = book.sheet("Notes", "How it is worked out, and what to know", "")
    lines = [
        "Every formula of a saving or cost is written by the code that worked the run out, so that "
        "the two cannot differ; Checks compares them all the same.",
        "A figure given as a range is used at its mean. Present value is the sum of each year's "
        "pounds times its discount factor.",
        "Sharing options are corrected for what became of past cases, and for the chance that they "
        "end early; as their sponsor wrote them they stand beside.",
        "Payback is the first year from which the running total stays at nought or more.",
        "A group of partners costs the less of sharing together and of each going alone by its own "
        "best; the whole is priced as proposed.",
        "Rules that are sums (equal, by measures, by baseline, fee and price, separable costs, "
        "Shapley) are formulas; nucleoli and tau are solved, and their parts are values ◆.",
        "Which class of past cases corrects an option is chosen by the part of its savings that "
        "comes from systems. It is not chosen anew here; Decisions says where it would be.",
    ]
    for option in deal.appraisal.options:
        if option.written is None or option.allowance.reference_class is None:
            continue
        lines.append(f"{option.name}: corrected by “{option.allowance.reference_class.name}”.")
    lines += [f"Note of the reader: {caution.message}" for caution in report.warnings]
    for at, line in enumerate(lines, start=FIRST_ROW):
        sheet.put(at, 0, line, "words")
    sheet.widths = {0: 140}
