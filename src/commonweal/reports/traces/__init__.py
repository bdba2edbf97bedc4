"""Where every figure comes from: the formula in words with its numbers, its inputs, their sources.

What flows in: a `Deal`. What flows out: `Traces`, from which a paper takes the trace of any figure
by its id. Ids are stable and readable, because they become anchors of a page and addresses of the
site: parts joined by a stroke, the first of them the kind.

    npv/OPTION                  net present value of an option, against doing nothing
    npv/OPTION/BODY             the same for one body, before any sharing of joint cost
    as-written/OPTION           net present value as its sponsor wrote it (the present one where
                                nothing is corrected)
    range/OPTION                P10 to P80 of the net present value
    chance-of-loss/OPTION       chance that the net present value is below nought
    bcr/OPTION                  benefit-cost ratio
    payback/OPTION              year in which it pays back, with the running total by year
    correction/OPTION           what reference class and hazard do to it
    yearly/OPTION               net benefit by year
    flow/OPTION/STREAM          one saving or cost (STREAM is the id of the flow)
    lens/OPTION/society         worth to society; lens/OPTION/public-purse to the joint purse
    lens/OPTION/BODY            worth to a body's own budget, in real pounds
    jobs/OPTION                 posts now, gone, moved, kept
    gain                        joint gain of what is proposed over the best alone
    chance-of-loss              chance that the joint gain is below nought
    gain/BODY                   a partner's gain under the split proposed
    range/gain/BODY             P10 to P90 of it
    chance-of-loss/gain/BODY    chance that it is below nought by more than is material
    alone/BODY                  cost of the best a body could do alone
    cost-today/BODY             what a body would spend if nothing were done, present value
    today/BODY                  what a body spends today, a year, over its services
    baseline/BODY/SERVICE       what it spends today on one service
    charge/BODY                 what a partner pays under the split proposed, all years
    charge/BODY/YEAR            the same in one year (YEAR as 2027-28)
    whole                       what sharing would cost all partners together
    joint-running               the part of it that is shared by percentages: running cost
    joint-one-off               the same of one-off cost
    pooled/BODY                 what a partner pools, before savings
    own/BODY                    what falls on a partner whatever the rule
    groups                      what every group of partners would cost by itself
    percentage/RULE/BODY        a partner's part of the joint cost under a rule
    share/RULE/BODY             what a partner would pay under a rule, present value
    share/RULE/BODY/gain        what it would gain under that rule
    limits/BODY                 what limits and phasing move; only where they do
    blocked/RULE                who would leave under a rule, and in how many futures
    budget/BODY                 what the deal does to a body's budget in cash, over all years
    cash-prices                 the index by which real pounds become cash
    verdict                     the rule that gave the verdict, and its reasons
    discount-factors            factors by year, with the parameter set they come from
    assumption/ID               a named assumption of the file
    reference-class/ID, hazard  past cases that an option is corrected by; only where it is
    parameter-set, seed         what the run rests on
    table/TABLE-ID              how a whole table of the report is worked out

What rests on a split (gain to blocked/RULE, but for alone, cost-today, today and baseline) is there
only where something is shared: ask `trace_id in traces`.

`BODY`, `OPTION`, `SERVICE` and `ID` are the ids of the file; `RULE` is the id of a rule. An id that
is not known raises InputError at once, naming the ids nearest to it.
"""

from .book import Traces, cite
from .trace import Cited, Trace, TraceInput
from .working import traces_of

__all__ = ["Cited", "Trace", "TraceInput", "Traces", "cite", "traces_of"]
