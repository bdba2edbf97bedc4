"""What the deal does to each body's budget, and to jobs."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.appraisal.jobs import StaffChange
from commonweal.deal import Deal
from commonweal.deal.budgets import BodyBudget
from commonweal.money import pounds, say_pounds
from commonweal.reports.words import say_number

from .parts import BY_DEFINITION, SEE_THERE, given, graded, names_by_id, worked
from .trace import Trace, TraceInput

__all__ = ["beyond_traces"]


def beyond_traces(deal: Deal) -> Iterator[Trace]:
    """Yield each body's budget, the prices it is in, then each option's posts."""
    yield _prices(deal)
    yield from (_budget(deal, found) for found in deal.budgets.bodies)
    yield from (_jobs(deal, change) for change in deal.jobs)


def _prices(deal: Deal) -> Trace:
    prices = deal.budgets.prices
    deflators = deal.appraisal.parameters.deflators
    where = (
        "the finance section of the file"
        if deflators is None
        else f"{deflators.name}, published {deflators.vintage}: {deflators.source}"
    )
    return Trace(
        id="cash-prices",
        name="From real pounds to cash",
        said="",
        formula="Cash of a year is pounds of the base year times that year's index.",
        inputs=(
            *(
                given(f"{year}, all prices", f"{index:.6f}", where)
                for year, index in zip(deal.budgets.years, prices.general.tolist(), strict=True)
            ),
            *(
                given(f"{year}, {line}", f"{index:.6f}", "the finance section of the file")
                for line, values in prices.by_line.items()
                for year, index in zip(deal.budgets.years, values.tolist(), strict=True)
            ),
            *(given("What is assumed", said, BY_DEFINITION) for said in prices.assumptions),
        ),
        method="07-appraisal#real-pounds-cash-and-other-years-prices",
    )


def _budget(deal: Deal, found: BodyBudget) -> Trace:
    nothing, chosen = found.nothing.net.tolist(), found.chosen.net.tolist()
    way = "under the deal" if found.deal is not None else f"by {found.alone.name}"
    total = sum(chosen) - sum(nothing)
    rows: list[TraceInput] = [
        worked(
            year,
            f"{pounds(there, pence=True)} − {pounds(here, pence=True)} = "
            f"{pounds(there - here, pence=True)}",
            "cash-prices",
        )
        for year, there, here in zip(found.years, chosen, nothing, strict=True)
    ]
    if found.deal is not None:
        rows.append(
            worked(
                "What it is charged, in pounds of the base year, all years",
                SEE_THERE,
                f"charge/{found.body}",
            )
        )
    for row in deal.partnership.finance.funding:
        if row.body in (found.body, "everyone"):
            rows.append(
                given(
                    f"Funding: {row.kind.replace('-', ' ')}",
                    "each year's cost that it pays for"
                    if row.amount is None
                    else say_pounds(row.amount),
                    row.source,
                    graded(row),
                )
            )
    return Trace(
        id=f"budget/{found.body}",
        name=f"What the deal does to the budget of {names_by_id(deal)[found.body]}",
        said=pounds(total),
        formula=f"In each year, the call on revenue {way}, less the call on revenue if nothing "
        "were done, in cash, after funding, repayment and interest; over all years "
        f"{pounds(total, pence=True)}. Above nought it is dearer.",
        inputs=tuple(rows),
        method="09-lenses-and-budgets#can-each-body-pay",
    )


def _jobs(deal: Deal, change: StaffChange) -> Trace:
    names = names_by_id(deal)
    option = deal.appraisal.option(change.option)
    known = [row.removed for row in change.bodies if row.removed is not None]
    is_known = len(known) == len(change.bodies)
    rows: list[TraceInput] = []
    for row in change.bodies:
        baseline = next(
            (found for found in deal.partnership.baselines if found.body == row.body), None
        )
        source = "" if baseline is None else baseline.source
        grade = "" if baseline is None else graded(baseline)
        rows.append(given(f"{names[row.body]}, posts now", _posts(row.now), source, grade))
        if row.cost_of_a_post is not None:
            rows.append(
                given(
                    f"{names[row.body]}, cost of a post a year",
                    f"£{row.cost_of_a_post:,.0f}",
                    "its own pay over its own posts"
                    if row.cost_basis == "own-records"
                    else "stated with redundancy",
                )
            )
        rows.append(
            worked(
                f"{names[row.body]}, posts that go",
                _posts(row.removed),
                f"npv/{change.option}/{row.body}",
            )
        )
        for what, posts in (
            ("move", row.moved),
            ("pass to a contractor", row.to_contractor),
            ("stay", row.kept),
        ):
            if posts:
                rows.append(
                    given(
                        f"{names[row.body]}, posts that {what}",
                        _posts(posts),
                        "what is left, by where the option would place it",
                    )
                )
        if row.note:
            rows.append(given(f"{names[row.body]}, not told", row.note, "the file"))
    return Trace(
        id=f"jobs/{change.option}",
        name=f"Posts under {option.name}",
        said=_posts(sum(known)) if is_known else "not known",
        formula="Posts that go are the yearly pay saved at full effect divided by what a post "
        "costs; the rest move to the host, pass to a contractor or stay. A post is a full-time "
        "equivalent.",
        inputs=tuple(rows) or (given("Posts", "none", "nobody takes part"),),
        method="09-lenses-and-budgets#staff-and-jobs-by-place",
    )


def _posts(posts: float | None) -> str:
    if posts is None:
        return "not known"
    return say_number(round(posts, 2), places=2)
