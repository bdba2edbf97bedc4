"""What the deal means for one body, and what would change that where it loses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commonweal.appraisal import Appraisal
from commonweal.money import say_pounds

from .splits import PartnerShare, SplitResult
from .words import names_of, say_chance_to_lose, say_names

__all__ = ["PartnerResult", "partner_result"]

_MOST_RULES_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerResult:
    """What the deal means for one body."""

    id: str
    name: str
    takes_part: bool
    gain: float
    """Present-value pounds over its best option alone, under the split proposed."""
    p_loss: float
    p10: float
    p90: float
    best_alone: str
    best_alone_name: str
    leaves_with: tuple[str, ...]
    """Whom it would gain most by leaving with, itself left out; empty where nobody."""
    sentence: str
    """What it gains or loses, how surely, its alternative and whom it would leave with."""
    mend: str
    """Where it loses: the rules under which it would not, or the payment that would mend it."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "takes_part": self.takes_part,
            "gain": round(self.gain, 2),
            "p_loss": round(self.p_loss, 4),
            "p10": round(self.p10, 2),
            "p90": round(self.p90, 2),
            "best_alone": self.best_alone,
            "best_alone_name": self.best_alone_name,
            "leaves_with": list(self.leaves_with),
            "sentence": self.sentence,
            "mend": self.mend,
        }


def partner_result(
    appraisal: Appraisal, results: tuple[SplitResult, ...], body: str
) -> PartnerResult:
    """Say what the partners' own rule, the first of the results, means for one body."""
    name = appraisal.partnership.body(body).name
    best = appraisal.alone[appraisal.body_ids.index(body)]
    best_name = appraisal.option(best).name
    shares = {share.body: share for share in results[0].shares} if results else {}
    share = shares.get(body)
    if share is None:
        return PartnerResult(
            id=body,
            name=name,
            takes_part=False,
            gain=0.0,
            p_loss=0.0,
            p10=0.0,
            p90=0.0,
            best_alone=best,
            best_alone_name=best_name,
            leaves_with=(),
            sentence=f"{name} takes no part.",
            mend="",
        )
    says = _gain(name, best_name, share, results[0].stability.tolerance)
    others, told = _leaving(appraisal, results[0], body)
    return PartnerResult(
        id=body,
        name=name,
        takes_part=True,
        gain=share.gain,
        p_loss=share.p_loss,
        p10=share.p10,
        p90=share.p90,
        best_alone=best,
        best_alone_name=best_name,
        leaves_with=others,
        sentence=f"{says} {told}".rstrip(),
        mend=_mend(name, results, body),
    )


def _gain(name: str, best_name: str, share: PartnerShare, tolerance: float) -> str:
    alternative = f"its best alternative alone (“{best_name}”)"
    if abs(share.gain) <= tolerance:
        says = f"{name} is neither better nor worse off than by {alternative}"
    elif share.gain > 0:
        says = f"{name} gains {say_pounds(share.gain)} over {alternative}"
    else:
        says = f"{name} pays {say_pounds(-share.gain)} more than by {alternative}"
    return f"{says}; {say_chance_to_lose(share.p_loss)}."


def _leaving(appraisal: Appraisal, chosen: SplitResult, body: str) -> tuple[tuple[str, ...], str]:
    """Return whom a body would leave with, and say so; nobody where it would gain nothing."""
    position = [share.body for share in chosen.shares].index(body)
    leaving = chosen.stability.exits[position]
    if leaving.amount <= chosen.stability.tolerance or len(leaving.group) < 2:
        return (), ""
    others = tuple(other for other in leaving.group if other != body)
    return others, (
        f"With {say_names(names_of(appraisal.partnership, others))} it would do better without "
        f"the rest, by {say_pounds(leaving.amount)} between them."
    )


def _mend(name: str, results: tuple[SplitResult, ...], body: str) -> str:
    """Say what would spare a partner its loss; nothing where it has none."""
    chosen = results[0]
    loss = next((-share.gain for share in chosen.losers if share.body == body), None)
    if loss is None:
        return ""
    paid = f"A payment worth {say_pounds(loss)} today would make good its loss"
    spared = [
        split
        for split in results[1:]
        if split.name != chosen.name and body not in {share.body for share in split.losers}
    ]
    if not spared:
        return f"Under no rule here is {name} spared a loss. {paid}."
    # Rules under which nobody loses and nobody would leave are worth naming first.
    spared.sort(key=lambda split: (not split.everyone_gains, not split.stability.is_stable))
    named = "; ".join(split.name for split in spared[:_MOST_RULES_NAMED])
    more = len(spared) - _MOST_RULES_NAMED
    if more > 0:
        named += f"; and {more} more"
    wins = spared[0].everyone_gains and spared[0].stability.is_stable
    other = " Under the first of these nobody loses and nobody would leave." if wins else ""
    return f"{name} would not lose under {named}.{other} {paid}."
