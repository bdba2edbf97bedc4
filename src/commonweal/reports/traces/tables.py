"""How each whole table of the report is worked out, and the traces of the figures in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from commonweal.deal import Deal

from .parts import BY_DEFINITION, SEE_THERE, given, names_by_id, worked
from .trace import Trace, TraceInput

__all__ = ["table_traces"]

_FILE = "the file; the source of each row stands in the row"
_CASES = "commonweal.evidence: the source of each case stands in its row"


def table_traces(deal: Deal) -> Iterator[Trace]:
    """Yield a trace for each table that the report page may show."""
    yield from _of_options(deal)
    yield from _of_shares(deal)
    yield from _of_budgets(deal)
    yield from _of_change(deal)
    yield from _of_the_file()


def _table(
    table_id: str,
    name: str,
    formula: str,
    inputs: Iterable[TraceInput],
    method: str,
    *,
    source: str = "",
) -> Trace:
    rows = tuple(inputs) or (given("Figures", "see the rows", source or BY_DEFINITION),)
    return Trace(
        id=f"table/{table_id}", name=name, said="", formula=formula, inputs=rows, method=method
    )


def _see(name: str, trace: str) -> TraceInput:
    return worked(name, SEE_THERE, trace)


def _of_options(deal: Deal) -> Iterator[Trace]:
    options = deal.appraisal.options
    worth = [_see(option.name, f"npv/{option.id}") for option in options]
    yield _table(
        "options-table",
        "What each option is worth",
        "Each option's worth is its net present value against doing nothing; range and chance of "
        "loss are over the futures drawn; payback is on the running total by year.",
        [*worth, *(_see(f"Range of {option.name}", f"range/{option.id}") for option in options)],
        "07-appraisal#compared-with-doing-nothing",
    )
    yield _table(
        "running-total-table",
        "Running total of net benefit by year",
        "Each year's net benefit with all before it, in pounds of the base year, not discounted.",
        [_see(option.name, f"payback/{option.id}") for option in options],
        "07-appraisal#payback",
    )
    for option in options:
        yield _table(
            f"flows-{option.id}",
            f"Every saving and cost of {option.name}",
            "Each row is one lever or cost at present value; together they are what the option is "
            "worth.",
            [
                *(_see(row.label, f"flow/{option.id}/{row.id}") for row in option.flows),
                _see("All together", f"npv/{option.id}"),
            ],
            "07-appraisal#present-value-of-an-option",
        )
    yield _table(
        "lenses-table",
        "Each option through two lenses",
        "The same savings and costs, each lens counting those that are its business.",
        [
            row
            for seen in deal.lenses
            for name in (deal.appraisal.option(seen.option).name,)
            for row in (
                _see(f"{name}, society", f"lens/{seen.option}/society"),
                _see(f"{name}, joint public purse", f"lens/{seen.option}/public-purse"),
            )
        ],
        "09-lenses-and-budgets#three-lenses",
    )
    yield _table(
        "own-budgets-table",
        "The option as each body's own budget sees it",
        "Each partner's own savings and costs, and its part of what is joint, in real pounds.",
        [
            _see(names_by_id(deal)[str(lens.body)], f"lens/{seen.option}/{lens.body}")
            for seen in deal.lenses
            for lens in seen.own_budgets
        ],
        "09-lenses-and-budgets#three-lenses",
    )
    yield _table(
        "left-out-table",
        "What each lens leaves out",
        "What a lens does not count, with the reason that the rule of that lens gives.",
        [],
        "09-lenses-and-budgets#three-lenses",
        source="commonweal.appraisal: the rules of the three lenses",
    )
    yield _table(
        "long-list-table",
        "Every option considered",
        "How each option stands against each critical success factor is the file's own judgement; "
        "one that fails an essential factor is set aside.",
        [],
        "10-what-would-change-it#what-was-considered-and-what-changed-since",
        source=_FILE,
    )
    proposed = deal.appraisal.proposed
    steps = []
    if proposed is not None:
        steps = [
            _see("The sponsor's figure", f"as-written/{proposed.id}"),
            _see("What it is corrected by", f"correction/{proposed.id}"),
            _see("Our figure", f"npv/{proposed.id}"),
        ]
    yield _table(
        "steps-table",
        "From the sponsor's figure to ours",
        "The option is priced again after each step; the difference is what the step does.",
        steps,
        "10-what-would-change-it#against-what-others-have-seen",
    )
    yield _table(
        "cases-table",
        "What became of others like it",
        "Actual over planned cost, and actual over planned benefit, as published of each case.",
        [],
        "12-optimism-and-survival#correcting-a-case-for-optimism",
        source=_CASES,
    )


def _of_shares(deal: Deal) -> Iterator[Trace]:
    names = names_by_id(deal)
    if not deal.splits:
        return
    chosen = deal.splits[0]
    gains = [_see(names[share.body], f"gain/{share.body}") for share in chosen.shares]
    yield _table(
        "gains-table",
        "Gains and losses, and how sure they are",
        "Each partner's gain is what its best alone would cost less what it would pay; its range "
        "is over the futures drawn.",
        gains,
        "08-verdict#gains-over-the-best-alone",
    )
    rules = [
        _see(f"{names[share.body]}, {split.name}", f"share/{split.rule}/{share.body}")
        for split in deal.splits
        for share in split.shares
    ]
    yield _table(
        "rules-table",
        "What each partner would gain, rule by rule",
        "Under each rule, what a partner's best alone would cost it less what it would pay.",
        [
            *(
                _see(f"Who would leave under {one.name}", f"blocked/{one.rule}")
                for one in deal.splits
            ),
            *rules,
        ],
        "08-verdict#gains-over-the-best-alone",
    )
    yield _table(
        "charges-table",
        "What each partner would pay, rule by rule",
        "Under each rule, a partner's own cost and its part of the joint cost, at present value.",
        [
            *rules,
            *(_see(f"{names[one.body]}, alone", f"alone/{one.body}") for one in chosen.shares),
        ],
        "07-appraisal#what-is-joint-and-what-is-a-bodys-own",
    )
    for table_id, name in (
        ("leaving-table", "Who would pay less without the rest"),
        ("stability-table", "What each group has to spare, or lacks"),
    ):
        yield _table(
            table_id,
            name,
            "For each group, what its members pay together under the rule, less what they would "
            "pay by themselves.",
            [
                _see(f"Under {chosen.name}", f"blocked/{chosen.rule}"),
                _see("What each group would cost by itself", "groups"),
            ],
            "05-fair-shares#who-would-leave-water-for-six-groups-of-municipalities",
        )
    yield _table(
        "payments-table",
        "Payments between partners that would keep everyone in",
        "The payments, least in all, after which no group would pay less by itself: found by a "
        "linear program over the cost of every group.",
        [
            _see("What each group would cost by itself", "groups"),
            *(
                _see(f"{names[one.body]} pays", f"share/{chosen.rule}/{one.body}")
                for one in chosen.shares
            ),
        ],
        "05-fair-shares#when-no-split-can-hold",
    )


def _of_budgets(deal: Deal) -> Iterator[Trace]:
    bodies = deal.budgets.bodies
    yield _table(
        "budgets-table",
        "Each body under the deal, against doing nothing",
        "In each year, the call on revenue under the deal less that of doing nothing, in cash.",
        [_see(found.name, f"budget/{found.body}") for found in bodies],
        "09-lenses-and-budgets#can-each-body-pay",
    )
    yield _table(
        "cash-table",
        "The partners together: cash by year against doing nothing",
        "In each year, the call on revenue under the deal less that of doing nothing, in cash, "
        "by what it is made of; the partners' figures added up.",
        [_see(found.name, f"budget/{found.body}") for found in bodies if found.deal is not None],
        "09-lenses-and-budgets#a-bodys-budget-in-cash",
    )
    for found in bodies:
        for table_id, name in (
            (f"budget-{found.body}", f"{found.name}: what it would spend each year"),
            (f"budget-{found.body}-of-which", f"{found.name}: what that is made of"),
            (f"cash-{found.body}-table", f"{found.name}: cash by year"),
        ):
            yield _table(
                table_id,
                name,
                "Each year's cost in pounds of the base year times that year's price index, "
                "with funding, repayment and interest as the file states them.",
                [
                    _see("Against doing nothing", f"budget/{found.body}"),
                    _see("Prices", "cash-prices"),
                    _see("If nothing were done", f"cost-today/{found.body}"),
                ],
                "09-lenses-and-budgets#a-bodys-budget-in-cash",
            )
    for change in deal.jobs:
        yield _table(
            f"jobs-{change.option}",
            f"Posts under {deal.appraisal.option(change.option).name}",
            "Posts that go are the pay saved over what a post costs.",
            [_see("Posts", f"jobs/{change.option}")],
            "09-lenses-and-budgets#staff-and-jobs-by-place",
        )
    proposed = deal.appraisal.proposed
    yield _table(
        "places-table",
        "Posts gained and lost by place",
        "Posts that move to a place, less those that go or move from it.",
        [] if proposed is None else [_see("Posts", f"jobs/{proposed.id}")],
        "09-lenses-and-budgets#staff-and-jobs-by-place",
        source=_FILE,
    )
    yield _table(
        "outcomes-table",
        "What changes beyond money",
        "The effect on each outcome is the file's own judgement, with its evidence; none of it is "
        "turned into pounds.",
        [],
        "09-lenses-and-budgets#what-is-not-money",
        source=_FILE,
    )


def _of_change(deal: Deal) -> Iterator[Trace]:
    joint = [_see("Joint gain in the expected case", "gain")] if deal.splits else []
    drawn = _see("Futures drawn", "seed")
    yield _table(
        "swings-table",
        "What the joint gain swings with",
        "For each uncertain figure: the mean joint gain in the tenth of futures in which it is "
        "lowest, and in the tenth in which it is highest.",
        [drawn, *joint],
        "10-what-would-change-it#what-the-gain-swings-with-and-whether-enough-was-drawn",
    )
    yield _table(
        "futures-table",
        "The same case in other futures",
        "The case worked out again with the figures of each future, all else as in the file.",
        [drawn, *joint],
        "10-what-would-change-it#other-futures",
    )
    yield _table(
        "what-if-table",
        "What a figure moved over its range does",
        "The case worked out again with one figure at each end of its range and between.",
        [drawn, *joint],
        "10-what-would-change-it#how-far-a-figure-must-move",
    )


def _of_the_file() -> Iterator[Trace]:
    for table_id, name, formula, method in (
        (
            "baselines-table",
            "What each body spends today",
            "The cost lines of each baseline, added up, at the prices of its own year.",
            "07-appraisal#compared-with-doing-nothing",
        ),
        (
            "assumptions-table",
            "What is assumed",
            "Figures that the file assumes and names, each with its own source and owner.",
            "06-uncertainty#ranges",
        ),
        (
            "changes-table",
            "What becomes of the bodies",
            "Reorganisations that the file states.",
            "07-appraisal#compared-with-doing-nothing",
        ),
        (
            "warnings-table",
            "Warnings",
            "What the reader of the file found that a careful officer would want to know.",
            "08-verdict#not-yet",
        ),
        (
            "defaults-table",
            "Left out of the file, with what stands for it",
            "Each key that the file leaves out, with the default that Commonweal states for it.",
            "07-appraisal#compared-with-doing-nothing",
        ),
    ):
        yield _table(table_id, name, formula, [], method, source=_FILE)
