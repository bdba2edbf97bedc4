"""The deal as one value: appraisal, game, splits, tests, verdict, a sentence for each partner."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from commonweal.appraisal import Appraisal, appraise, recorded_correction
from commonweal.appraisal.jobs import StaffChange, staff_change
from commonweal.appraisal.lenses import Lenses, lenses
from commonweal.appraisal.standard import AgainstStandard, against_standards
from commonweal.errors import InputError
from commonweal.jurisdictions import pack
from commonweal.partnership import Partnership

from .budgets import Budgets, Unmonetised, budgets, sharing_of, unmonetised
from .group_costs import PartnerGame, partner_game
from .keeping import Keeping, keeping
from .partners import PartnerResult, partner_result
from .splits import SplitResult, splits
from .verdict import Verdict, judge
from .verdict_rule import VerdictRule, verdict_rule

__all__ = ["Deal", "PartnerResult", "chosen_split", "deal_of", "work_out"]

#: Version of the shape of `Deal.to_dict`.
RESULT_VERSION = 1


@dataclass(frozen=True, kw_only=True)
class Deal:
    """Who wins, who would leave, and what to do. `splits[0]` is the partners' own rule."""

    appraisal: Appraisal
    game: PartnerGame | None
    splits: tuple[SplitResult, ...]
    partners: tuple[PartnerResult, ...]
    verdict: Verdict

    @property
    def partnership(self) -> Partnership:
        return self.appraisal.partnership

    @cached_property
    def lenses(self) -> tuple[Lenses, ...]:
        """Each option as society, the joint public purse and each body's own budget see it.

        The option proposed is shared by the partners' own rule; others name no shares, so that
        partners' budgets under them are not told.
        """
        proposed = None if self.game is None else self.game.option.id
        sharing = sharing_of(self.splits[0], self.appraisal.factors) if self.splits else None
        return tuple(
            lenses(self.partnership, option, sharing=sharing if option.id == proposed else None)
            for option in self.appraisal.options
        )

    @cached_property
    def keeping(self) -> Keeping | None:
        """What would keep every group in; None where nothing is shared."""
        if self.game is None or not self.splits:
            return None
        return keeping(self.partnership, self.game, self.splits[0])

    @cached_property
    def budgets(self) -> Budgets:
        """Every body's budget in cash, doing nothing, alone and under the partners' own rule."""
        return budgets(
            self.appraisal,
            None if self.game is None else self.game.option,
            self.splits[0] if self.splits else None,
        )

    @cached_property
    def jobs(self) -> tuple[StaffChange, ...]:
        """Posts that go, move and stay under each option."""
        return tuple(
            staff_change(self.partnership, option, self.appraisal.book)
            for option in self.appraisal.options
            if option.family != "nothing"
        )

    @cached_property
    def standards(self) -> tuple[AgainstStandard, ...]:
        """Each body's cost against the standard services that the file names."""
        return against_standards(self.partnership, self.appraisal.options[0])

    @cached_property
    def unmonetised(self) -> Unmonetised:
        """What is sought that is not money, and the premium paid for it."""
        return unmonetised(self.appraisal)

    def to_dict(self) -> dict[str, Any]:
        """Return the whole as plain values, money in pounds rounded to the penny.

        Budgets alone are in whole pence, because their cells add up.
        """
        return {
            "schema": RESULT_VERSION,
            "name": self.partnership.name,
            "verdict": self.verdict.to_dict(),
            "options": [option.to_dict() for option in self.appraisal.options],
            "partners": [partner.to_dict() for partner in self.partners],
            "splits": [split.to_dict() for split in self.splits],
            "stability": None if self.keeping is None else self.keeping.to_dict(),
            "lenses": [seen.to_dict() for seen in self.lenses],
            "budgets": self.budgets.to_dict(),
            "jobs": [change.to_dict() for change in self.jobs],
            "unmonetised": self.unmonetised.to_dict(),
            "standards": [found.to_dict() for found in self.standards],
            "years": list(self.appraisal.years),
            "run": self.appraisal.run.to_dict() | {"verdict_rule": self.verdict.rule},
        }


def work_out(
    partnership: Partnership, *, n_draws: int | None = None, seed: int | None = None
) -> Deal:
    """Appraise a partnership with its own jurisdiction's parameters and work out the deal.

    Sharing options are corrected by the cases on record; the sponsor's own figures stay beside.

    Raises
    ------
    CommonwealError
        The jurisdiction, parameter set, a lever, a cost or the split cannot be used.
    """
    parameters = pack(partnership.jurisdiction).parameter_set(partnership.parameter_set)
    return deal_of(
        appraise(
            partnership,
            parameters,
            correction=recorded_correction(),
            n_draws=n_draws,
            seed=seed,
        )
    )


def deal_of(appraisal: Appraisal, *, rule: VerdictRule | None = None) -> Deal:
    """Work out who wins and who would leave, and give the verdict.

    Raises
    ------
    CommonwealError
        The partners' own rule cannot be applied.
    """
    rule = verdict_rule() if rule is None else rule
    option = appraisal.proposed
    game = None
    results: tuple[SplitResult, ...] = ()
    if option is not None:
        game = partner_game(appraisal, option)
        results = splits(appraisal, game)
    return Deal(
        appraisal=appraisal,
        game=game,
        splits=results,
        partners=tuple(partner_result(appraisal, results, body) for body in appraisal.body_ids),
        verdict=judge(appraisal, option, results, rule),
    )


def chosen_split(deal: Deal, rule: str | None = None) -> SplitResult:
    """Return the split by a rule, the partners' own where none is named.

    Raises
    ------
    InputError
        There is nothing to share, or the rule is unknown or has no answer here.
    """
    if not deal.splits:
        raise InputError(
            "There is no sharing option, so there is no cost to divide.",
            hint="Describe one under [[options]].",
        )
    if rule is None:
        return deal.splits[0]
    for split in deal.splits:
        if split.rule == rule:
            return split
    raise InputError(
        f"There is no split by {rule} here.",
        hint=f"Use one of: {', '.join(split.rule for split in deal.splits)}.",
    )
