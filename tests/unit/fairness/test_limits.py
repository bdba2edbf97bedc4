"""Caps, floors, collars and who funds them, to the penny."""

import numpy as np
import pytest

from commonweal.errors import ComputationError, InputError
from commonweal.fairness import Limits, apply_limits

PARTNERS = ("A", "B", "C")
PROPOSED = [[50_000, 30_000, 20_001]]
NOW = (60_000, 20_000, 30_000)


def limited(limits, proposed=PROPOSED, players=PARTNERS):
    return apply_limits(proposed, players, limits)


def test_without_limits_a_split_stays_as_proposed():
    assert limited(Limits()).pence.tolist() == PROPOSED


def test_nobody_pays_more_than_now_in_the_protected_years():
    """B would pay 100 pounds more than now; A and C, who fund it, are charged in proportion."""
    split = limited(Limits(now=NOW, protected_years=2), PROPOSED * 3)

    assert split.pence.tolist() == [[57_143, 20_000, 22_858]] * 2 + PROPOSED
    assert split.moved[0].tolist() == [7_143, -10_000, 2_857]


def test_gainers_fund_in_proportion_to_their_gain():
    split = limited(Limits(now=NOW, protected_years=1, funded_by="gainers"))

    assert split.pence.tolist() == [[55_000, 20_000, 25_001]]


def test_named_partners_fund_alone():
    limits = Limits(at_most=(None, 20_000, None), funded_by="named", payers=("C",))

    assert limited(limits).pence.tolist() == [[50_000, 20_000, 30_001]]


def test_named_partners_who_were_to_pay_nothing_fund_equally():
    limits = Limits(at_most=(100, None, None), funded_by="named", payers=("B", "C"))

    assert limited(limits, [[300, 0, 0]]).pence.tolist() == [[100, 100, 100]]


def test_a_named_partner_is_itself_protected():
    limits = Limits(now=NOW, protected_years=1, funded_by="named", payers=("C",))

    with pytest.raises(ComputationError, match=r"C cannot find the last £0\.01"):
        limited(limits)


def test_money_from_outside_is_counted_apart():
    split = limited(Limits(now=NOW, protected_years=1, funded_by="outside"))

    assert split.pence.tolist() == [[50_000, 20_000, 20_001]]
    assert split.from_outside.tolist() == [10_000]


def test_a_funder_stops_at_its_own_cap_and_the_others_go_on():
    split = limited(Limits(at_most=(51_000, 25_000, None)))

    assert split.pence.tolist() == [[51_000, 25_000, 24_001]]


def test_a_floor_gives_back_to_the_others_in_proportion():
    split = limited(Limits(at_least=(None, None, 28_001)))

    assert split.pence.tolist() == [[45_000, 27_000, 28_001]]


def test_collars_follow_what_was_charged_the_year_before():
    split = limited(
        Limits(now=NOW, most_rise=0.1, most_fall=0.1), [[54_000, 22_000, 28_000]] + PROPOSED * 2
    )

    before = np.array([NOW, *split.pence.tolist()[:-1]])
    assert (split.pence <= before * 1.1).all()
    assert (split.pence >= before * 0.9).all()
    assert split.pence.sum(axis=1).tolist() == [104_000, 100_001, 100_001]


def test_a_collar_is_never_broken_by_part_of_a_penny():
    """5 per cent on £9.99 is £10.4895: the charge may be £10.48, not £10.49."""
    split = limited(Limits(now=(999, 2001), most_rise=0.05), [[1100, 2000]], ("A", "B"))

    assert split.pence.tolist() == [[1048, 2052]]


def test_caps_that_nobody_can_fund_say_by_how_much():
    with pytest.raises(ComputationError, match=r"cannot find the last £100\.01") as refused:
        limited(Limits(now=(40_000, 20_000, 30_000), protected_years=1))

    assert "Raise the caps by £100.01" in refused.value.hint


def test_floors_above_the_whole_say_by_how_much():
    with pytest.raises(ComputationError, match=r"£19\.99 more than the £1,000\.01"):
        limited(Limits(at_least=(60_000, 40_000, 2_000)))


def test_a_floor_above_a_cap_says_whose_and_by_how_much():
    with pytest.raises(
        ComputationError, match=r"B must pay at least £300\.00 and at most £200\.00"
    ):
        limited(Limits(at_least=(None, 30_000, None), at_most=(None, 20_000, None)))


def test_no_gainer_means_nobody_to_fund():
    with pytest.raises(ComputationError, match="nobody is there to"):
        limited(Limits(now=(10_000, 10_000, 10_000), protected_years=1, funded_by="gainers"))


@pytest.mark.parametrize(
    ("limits", "complaint"),
    [
        (Limits(protected_years=1), "what partners pay now, which is not given"),
        (Limits(most_rise=0.1), "what partners pay now"),
        (Limits(funded_by="gainers"), "what partners pay now"),
        (Limits(now=(1, 2)), "3 partners and 2 figures for now"),
        (Limits(at_most=(1,)), "1 figures for at_most"),
        (Limits(now=(1, 2, -3)), "pay −£0.03 now"),
        (Limits(now=NOW, most_fall=-0.1), "collar on a fall is -0.1"),
        (Limits(now=NOW, protected_years=-1), "asked for -1 years"),
        (Limits(funded_by="fairies"), "funded by “fairies”"),
        (Limits(funded_by="named"), "none is named"),
        (Limits(funded_by="named", payers=("Z",)), "Z is to fund the limits"),
    ],
)
def test_limits_that_mean_nothing_are_refused(limits, complaint):
    with pytest.raises(InputError, match=complaint):
        limited(limits)


@pytest.mark.parametrize("proposed", [[50_000, 30_000], [[1, 2]], [], [[1.5, 2.5, 3.0]]])
def test_a_proposal_must_be_whole_pence_by_year_and_partner(proposed):
    with pytest.raises(InputError):
        limited(Limits(), proposed)
