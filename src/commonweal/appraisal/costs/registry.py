"""The catalogue of costs: what each is, what has been seen of it, and the code that prices it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any, Final

from commonweal.appraisal.costs import budgets, changeover, development, people, running
from commonweal.appraisal.costs.notes import COST_NOTES, CostNotes
from commonweal.appraisal.streams import Figures, Setting, Stream
from commonweal.errors import InputError, Place
from commonweal.partnership import costs as entries

__all__ = ["COSTS", "Cost", "apply_cost"]

Apply = Callable[[Setting, Any, Figures], tuple[Stream, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost(CostNotes):
    """A cost whole: its notes, its entry in the file, and the function that prices it."""

    entry: type[entries.CostUse]
    apply: Apply


_CODE: Final[Mapping[str, tuple[type[entries.CostUse], Apply]]] = {
    "set-up": (entries.SetUp, development.set_up),
    "design": (entries.Design, development.design),
    "negotiation": (entries.Negotiation, development.negotiation),
    "procurement": (entries.Procurement, development.procurement),
    "unpaid-staff-time": (entries.UnpaidStaffTime, development.unpaid_staff_time),
    "migration": (entries.Migration, changeover.migration),
    "double-running": (entries.DoubleRunning, changeover.double_running),
    "early-termination": (entries.EarlyTermination, changeover.early_termination),
    "exit": (entries.Exit, changeover.leave),
    "redundancy": (entries.Redundancy, people.redundancy),
    "pension-strain": (entries.PensionStrain, people.pension_strain),
    "harmonisation": (entries.Harmonisation, people.harmonisation),
    "local-variants": (entries.LocalVariants, running.local_variants),
    "client-side": (entries.ClientSide, running.client_side),
    "coordination": (entries.Coordination, running.coordination),
    "contract-management": (entries.ContractManagement, running.contract_management),
    "irrecoverable-vat": (entries.IrrecoverableVat, budgets.irrecoverable_vat),
    "stranded-overhead": (entries.StrandedOverhead, budgets.stranded_overhead),
}

#: Every cost by its id, in the order of data/costs.toml.
COSTS: Final[Mapping[str, Cost]] = MappingProxyType(
    {
        cost: Cost(**asdict(notes), entry=_CODE[cost][0], apply=_CODE[cost][1])
        for cost, notes in COST_NOTES.items()
    }
)


def apply_cost(setting: Setting, entry: entries.CostUse, figures: Figures) -> tuple[Stream, ...]:
    """Price a cost for every group and draw at once, from the members' own records.

    Returns
    -------
    tuple of Stream
        Pounds once or a year, (C, B, D), nought or above, exactly 0 for bodies outside the group.

    Raises
    ------
    InputError
        If the cost does not arise in this setting, a figure lies outside its limits, or a member
        did not return a record that it needs.
    """
    cost = COSTS[entry.cost]
    if setting.is_shared and not cost.available_shared:
        raise InputError(
            f"{cost.name} does not arise where bodies share.",
            hint="Take it out of the sharing option.",
            place=Place(key="cost"),
        )
    if not setting.is_shared and not cost.available_alone:
        raise InputError(
            f"{cost.name} arises only where bodies share; here each body acts alone.",
            hint="Take it out of the go-it-alone option.",
            place=Place(key="cost"),
        )
    return cost.apply(setting, entry, figures)
