"""Steps that several formulas share, values that no formula gives, and what the sums rest on."""

from __future__ import annotations

from collections.abc import Sequence

from .formulas import Ledger, Node, all_of
from .layout import FIRST_ROW, Book, template
from .pricing import TracedCase
from .sums import sum_of
from .writing import formula_weight

__all__ = ["lay_decisions", "lay_solved", "lay_workings"]

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
        question = template(ledger, "{0}", [decision.question], decision.answer)
        question = decision.question if decision.question.home is None else question
        sheet.put(at, 4, question, "truth")
        sheet.put(at, 5, decision.answer, "truth", "solved")
        flag = template(
            ledger, "IF({0}={1},0,1)", [sheet.area(at, 4, at, 4), sheet.area(at, 5, at, 5)], 0.0
        )
        sheet.put(at, 6, flag, "year")
        flags.append(flag)
    last = FIRST_ROW + len(flags)
    columns = ["Option", "Lever or cost", "Group", "Step", "Holds now", "Held in the run"]
    sheet.mark(FIRST_ROW, last, [*columns, "Answered anew"])
    sheet.widths = {0: 34, 1: 26, 2: 40, 3: 26, 4: 12, 5: 14, 6: 14}
    count = sum_of(ledger, sheet.area(FIRST_ROW + 1, 6, last, 6, flags))
    sheet.put(2, 4, "answered anew:", "note")
    sheet.put(2, 6, count, "year")
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
