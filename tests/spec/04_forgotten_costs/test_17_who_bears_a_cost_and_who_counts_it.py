"""Who bears a cost, and who counts it

Some costs belong to the partnership and are shared by its rule; others fall on one body whatever
the rule says, and no sharing rule can make them fair. And each is counted by some lenses and not by
others: the society lens leaves out payments that use nothing up, and a body's cash leaves out time
that nobody is paid more for. The lenses are never netted into one another.
"""

from commonweal.appraisal.costs import COSTS


def test_each_cost_has_its_place(rows):
    """These are the defaults. A case may move a cost from the partnership to each body or back, and
    may overrule the society lens if it says why.

    | cost | borne by | counted for society | paid in cash |
    |---|---|---|---|
    | set-up | partnership | yes | yes |
    | design | partnership | yes | yes |
    | negotiation | partnership | yes | yes |
    | procurement | partnership | yes | yes |
    | unpaid-staff-time | each body | yes | no |
    | migration | partnership | yes | yes |
    | double-running | partnership | yes | yes |
    | early-termination | each body | yes | yes |
    | exit | partnership | yes | yes |
    | redundancy | partnership | no | yes |
    | pension-strain | partnership | no | yes |
    | harmonisation | partnership | yes | yes |
    | local-variants | each body | yes | yes |
    | client-side | each body | yes | yes |
    | coordination | partnership | yes | yes |
    | contract-management | partnership | yes | yes |
    | irrecoverable-vat | each body | no | yes |
    | stranded-overhead | each body | yes | yes |
    """
    assert [row["cost"] for row in rows] == list(COSTS)
    for row in rows:
        cost = COSTS[row["cost"]]
        falls_on = cost.entry.model_fields["falls_on"].default
        assert falls_on == row["borne by"].replace(" ", "-")
        assert cost.is_transfer == (row["counted for society"] == "no")
        assert cost.is_cash == (row["paid in cash"] == "yes")
