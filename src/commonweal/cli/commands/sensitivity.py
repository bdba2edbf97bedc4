"""`commonweal sensitivity`: what would change the answer."""

from __future__ import annotations

from commonweal.cli.options import AsJson, CaseFile, Draws, Seed
from commonweal.cli.output import console, patience, print_json

__all__ = ["sensitivity"]


def sensitivity(
    file: CaseFile, draws: Draws = None, seed: Seed = None, as_json: AsJson = False
) -> None:
    """Say what would change the answer: which figure, which partner, which future.

    Every figure is moved by itself, with all else as the file has it. The claim is also held
    against what others have seen, and the long list against what any option must do.
    """
    from commonweal.appraisal import recorded_correction
    from commonweal.appraisal.long_list import long_list
    from commonweal.appraisal.reality import reality_check
    from commonweal.cli.cases import read_case
    from commonweal.cli.screens.sensitivity import show_sensitivity
    from commonweal.deal import sensitivity as parts
    from commonweal.deal import work_out

    case = read_case(file)
    with patience("Moving every figure, one by one"):
        deal = work_out(case.partnership, n_draws=draws, seed=seed)
        found = parts.sensitivity(deal)
        proposed = deal.appraisal.proposed
        assert proposed is not None, "Without a sharing option nothing would have been found."
        reality = reality_check(deal.appraisal, proposed.id, correction=recorded_correction())
        listed = long_list(case.partnership)
    if as_json:
        print_json(
            {
                "name": deal.partnership.name,
                "sensitivity": found.to_dict(),
                "reality": reality.to_dict(),
                "long_list": listed.to_dict(),
                "run": deal.appraisal.run.to_dict(),
            }
        )
        return
    show_sensitivity(console(), deal, found, reality, listed)
