"""In print one figure of a rule is worked in full; the rest follow it, and none is lost."""

from __future__ import annotations

from commonweal.reports.renderers.desk import Desk
from commonweal.reports.renderers.following import by_rule, rule_of, worked
from commonweal.reports.traces.trace import Trace, TraceInput


def share(body, cost, part, total):
    return Trace(
        id=f"share/equal/{body}",
        name=f"What {body} would pay",
        said=total,
        formula=f"Its own cost, plus its part: {cost} + {part} = {total}. No cap is met.",
        inputs=(
            TraceInput(name="Its own cost", said=cost, trace=f"own/{body}"),
            TraceInput(name="Its part", said=part, source="the rule"),
        ),
    )


ASHBY = share("ashby", "£10", "£5", "£15")
BARTON = share("barton", "£20", "£5", "£25")
OTHER = Trace(id="own/barton", name="Barton's own cost", said="£20", formula="As the file says.")


def laid(*traces):
    desk = Desk(is_numbered=True, traces=tuple(one.id for one in traces), marks_exempt=False)
    return tuple(desk.trace(one) for one in traces)


def test_figures_found_alike_stand_together_in_the_order_of_the_first_of_them():
    assert by_rule([ASHBY, OTHER, BARTON]) == (ASHBY, BARTON, OTHER)
    assert rule_of(ASHBY.id, ASHBY.formula) == rule_of(BARTON.id, BARTON.formula)
    assert rule_of("gain/ashby", ASHBY.formula) != rule_of(ASHBY.id, ASHBY.formula)


def test_a_follower_says_its_own_sum_and_what_went_into_it_but_not_what_stands_above():
    first, other = worked(laid(ASHBY, BARTON, OTHER))

    assert [one.trace.mark for one in (first, other)] == ["F1", "F3"]
    assert first.followers_said == "This one is found in the same way as F1."
    (barton,) = first.followers
    assert barton.trace.anchor == "trace-share/equal/barton"
    assert barton.own == "£20 + £5 = £25."
    # The part is the same as above; the own cost is not, and leads on.
    assert [(one.name, one.said.mark) for one in barton.inputs] == [("Its own cost", "F3")]
    assert other.followers == ()


def test_where_a_sum_says_every_input_only_their_references_are_added():
    gains = [
        Trace(
            id=f"gain/{body}",
            name=body,
            said="£5",
            formula=f"Alone less shared: {alone} − £20 = {gain}.",
            inputs=(TraceInput(name="Alone", said=alone, trace="own/barton"),),
        )
        for body, alone, gain in (("ashby", "£25", "£5"), ("barton", "£26", "£6"))
    ]

    (follower,) = worked(laid(*gains, OTHER))[0].followers

    assert [lead.mark for lead in follower.leads] == ["F3"]
    assert follower.inputs == ()
