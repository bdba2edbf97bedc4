"""Steps that several formulas share, values that no formula gives, and what the sums rest on."""

from __future__ import annotations

from collections.abc import Sequence

from commonweal.appraisal.optimism import PLATFORM_SHARE

from .flow_sheets import Flows
from .formulas import Context, Ledger, Node, Number, all_of
from .layout import FIRST_ROW, Asked, Book, template
from .pricing import TracedCase
from .sums import sum_of
from .writing import formula_weight

__all__ = ["ask_for_class", "lay_decisions", "lay_solved", "lay_workings"]

#: A step used more than once gets a cell of its own where it names so many figures.
_SHARED_WEIGHT = 3

#: A formula that names more figures than this is laid out in steps.
_LONGEST = 24


def lay_solved(book: Book, ledger: Ledger) -> None:
    """Lay out what was read off a curve or solved: values that do not move."""
    if not ledger.solved:
        return
    sheet = book.sheet(
        "Solved",
        "Values inside the sums that no formula of a sheet gives ◆",
        "Worked out by Commonweal at the figure beside each, and do not move: the logarithm of the "
        "positions that a queue needs, by Erlang's C. Where the figure moves, Decisions says so.",
    )
    for at, node in enumerate(ledger.solved, start=FIRST_ROW + 1):
        sheet.put_row(at, 0, (node.context.option, node.context.entry, node.context.group), "text")
        sheet.put(at, 3, node.args[0], "number")
        sheet.put(at, 4, node, "number", "solved")
    last = FIRST_ROW + len(ledger.solved)
    columns = ["Option", "Lever or cost", "Group", "Worked out at", "Value ◆"]
    sheet.mark(FIRST_ROW, last, columns)
    sheet.widths = {0: 34, 1: 26, 2: 44, 3: 18, 4: 18}


def ask_for_class(case: TracedCase, flows: Flows) -> None:
    """Keep as a decision which class of past cases corrects an option.

    It hangs on the part of the savings, as the sponsor wrote them, that comes from systems.
    """
    ledger = case.ledger
    if case.deal.partnership.optimism.reference_class != "by-form":
        return
    for option in case.options:
        if not option.is_as_written or option.option.allowance.reference_class is None:
            continue
        ledger.context = Context(option.option.name, "Correction from past cases")
        ledger.step = "which class of past cases"
        rows = [flow for flow in flows.of(option) if flow.is_saving]
        savings: list[Number] = []
        systems: list[Number] = []
        for name in dict.fromkeys(flow.stream.id for flow in rows):
            of_stream = [flow for flow in rows if flow.stream.id == name]
            worth = ledger.total(flow.present_value for flow in of_stream)
            saving = ledger.extreme("MAX", (0.0 - worth, 0.0))
            savings.append(saving)
            if of_stream[0].stream.line == "systems":
                systems.append(saving)
        half = ledger.multiply(PLATFORM_SHARE, ledger.total(savings))
        question = ledger.compare(">", ledger.total(systems), half)
        if isinstance(question, Node):
            ledger.decide(question)
    ledger.context = Context()


def lay_decisions(book: Book, ledger: Ledger) -> Node | None:
    """Lay out the questions that the sums rest on; return the count of those answered anew."""
    if not ledger.decisions:
        return None
    sheet = book.sheet(
        "Decisions",
        "What the sums rest on",
        "Where a figure crosses one of these lines, Commonweal would work in another way or refuse "
        "the figure. The formulas hold while every answer is the run's; otherwise run the file "
        "again.",
    )
    flags = []
    for at, decision in enumerate(ledger.decisions, start=FIRST_ROW + 1):
        context = decision.context
        sheet.put_row(at, 0, (context.option, context.entry, context.group, decision.step), "text")
        sheet.put(at, 4, Asked(decision.question))
        words = ["yes", "no"]
        was = words[0] if decision.answer else words[1]
        now = template(ledger, "IF({0},{1},{2})", [decision.question, *words], was)
        sheet.put(at, 5, now)
        sheet.put(at, 6, was, "text", "solved")
        cells = [sheet.area(at, 5, at, 5), sheet.area(at, 6, at, 6)]
        flag = template(ledger, "IF({0}={1},0,1)", cells, 0.0)
        sheet.put(at, 7, flag, "year")
        flags.append(flag)
    last = FIRST_ROW + len(flags)
    columns = ["Option", "Lever or cost", "Group", "Step", "Question", "Now", "In the run"]
    sheet.mark(FIRST_ROW, last, [*columns, "Answered anew"])
    sheet.widths = {0: 34, 1: 26, 2: 44, 3: 24, 4: 60, 5: 8, 6: 12, 7: 16}
    count = sum_of(ledger, sheet.area(FIRST_ROW + 1, 7, last, 7, flags))
    sheet.put(2, 4, "answered anew:", "note")
    sheet.put(2, 7, count, "year")
    return count


def lay_workings(book: Book, case: TracedCase) -> None:
    """Give a cell to every step that several formulas share, or that makes one too long to read."""
    chosen = _chosen(book)
    if not chosen:
        return
    sheet = book.sheet(
        "Workings",
        "Steps on the way that several formulas share",
        "Each is named after the step of Commonweal's own code that works it out; how a lever or "
        "cost is worked out in words stands in the methods guide.",
    )
    order = {option.name: place for place, option in enumerate(case.options)}
    groups = {
        ", ".join(case.deal.partnership.body(body).name for body in group.members): group.group
        for group in case.groups
    }
    places = {node: place for place, node in enumerate(chosen)}
    chosen = sorted(
        chosen,
        key=lambda node: (
            order.get(node.context.option, -1),
            groups.get(node.context.group, -1),
            places[node],
        ),
    )
    for at, node in enumerate(chosen, start=FIRST_ROW + 1):
        context = node.context
        group = context.group or "several groups"
        sheet.put_row(at, 0, (context.option, context.entry, group, node.step), "text")
        sheet.put(at, 4, node, "truth" if node.is_truth else "number")
    columns = ["Option", "Lever or cost", "Group or body", "Step", "Value"]
    sheet.mark(FIRST_ROW, FIRST_ROW + len(chosen), columns)
    sheet.widths = {0: 34, 1: 28, 2: 44, 3: 30, 4: 18}


def _chosen(book: Book) -> Sequence[Node]:
    """Choose the steps that get a cell; each is given a place at once, so that others name it."""
    uses = all_of(book.roots())
    chosen: list[Node] = []
    for node, n_uses in uses.items():
        if node.home is not None:
            continue
        weight = formula_weight(node)
        if (n_uses > 1 and weight >= _SHARED_WEIGHT) or weight > _LONGEST:
            # The place is taken for now; sorting gives the last one.
            node.home = ("Workings", len(chosen), 0)
            chosen.append(node)
    for node in chosen:
        node.home = None
    return chosen
