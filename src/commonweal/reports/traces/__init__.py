"""Where every figure comes from: the formula in words with its numbers, its inputs, their sources.

What flows in: a `Deal`. What flows out: `Traces`, from which a paper takes the trace of any figure
by its id. Ids are stable and readable, because they become anchors of a page and addresses of the
site: parts joined by a stroke, the first of them the kind.

    npv/OPTION                  net present value of an option, against doing nothing
    npv/OPTION/BODY             the same, for one body
    as-written/OPTION           net present value as its sponsor wrote it (the present one where
                                nothing is corrected)
    range/OPTION                P10 to P80 of the net present value
    chance-of-loss/OPTION       chance that the net present value is below nought
    bcr/OPTION                  benefit-cost ratio
    payback/OPTION              year in which it pays back
    correction/OPTION           what reference class and hazard do to it
    yearly/OPTION               net benefit by year
    flow/OPTION/STREAM          one saving or cost (STREAM is the id of the flow)
    jobs/OPTION                 posts now, gone, moved, kept
    gain                        joint gain of what is proposed over the best alone
    chance-of-loss              chance that the joint gain is below nought
    gain/BODY                   a partner's gain under the split proposed
    range/gain/BODY             P10 to P90 of it
    chance-of-loss/gain/BODY    chance that it is below nought
    alone/BODY                  cost of the best a body could do alone
    cost-today/BODY             what a body would spend if nothing were done, present value
    today/BODY                  what a body spends today, a year, over its services
    baseline/BODY/SERVICE       what it spends today on one service
    charge/BODY                 what a partner pays in a full year under the split proposed
    share/RULE/BODY             a partner's share of the whole cost under a rule
    share/RULE/BODY/gain        a partner's gain under a rule
    blocked/RULE                groups that would leave under a rule, and in how many futures
    budget/BODY                 what the deal does to a body's budget over all years
    discount-factors            factors by year, with the parameter set they come from
    assumption/ID               a named assumption of the file
    parameter-set, seed         what the run rests on
    table/TABLE-ID              how a whole table of the report is worked out

`BODY`, `OPTION`, `SERVICE` and `ID` are the ids of the file; `RULE` is the id of a rule. An id that
is not known raises InputError at once, naming the ids nearest to it.
"""
