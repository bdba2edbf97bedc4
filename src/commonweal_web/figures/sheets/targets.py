"""Where the rows of somebody's own sheet can go: a list of rows, or a table that they add up to."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel

from commonweal.partnership.workbook.leaves import Leaf, leaf_of
from commonweal.partnership.workbook.words import heading_of, sheet_words
from commonweal.tables import Wanted
from commonweal_web.core.policy import HiddenError
from commonweal_web.figures.places import ListPlace, Path, TablePlace, keys_of, place_at

__all__ = ["LEFT_OUT", "LINES", "Column", "Target", "target_at"]

#: What a word of the sheet can stand for besides a choice: its rows are no part of it.
LEFT_OUT: Final = "left-out"

#: Cost lines by key, and income, which a ledger holds among them.
LINES: Final[Mapping[str, str]] = {
    "management": "Management",
    "staff": "Other staff",
    "systems": "Systems",
    "accommodation": "Accommodation",
    "supplies": "Supplies and contracts",
    "other": "Other",
    "income": "Income",
}

#: What establishment lists, contract registers and ledgers call things.
_OTHER_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "establishment.title": ("Post", "Post title", "Job title", "Role", "Position"),
    "establishment.fte": ("FTE", "WTE", "Contracted FTE", "Whole time equivalent", "Budgeted FTE"),
    "establishment.grade": ("Pay grade", "Scale", "Band", "Pay band", "Grade name"),
    "establishment.cost": (
        "Total cost", "Cost", "Salary with on-costs", "Salary", "Budget", "Employee cost",
        "Full cost", "Annual cost", "With on-costs", "Budget with on-costs", "Cost with on-costs",
    ),
    "establishment.is_manager": ("Manager", "Line manager", "Manages people"),
    "establishment.is_vacant": ("Vacant", "Vacancy", "Occupied status"),
    "establishment.is_agency": ("Agency", "Agency worker", "Interim"),
    "contracts.name": ("Contract", "Contract title", "Title", "Description", "Contract name"),
    "contracts.supplier": ("Supplier", "Vendor", "Contractor", "Supplier name", "Provider"),
    "contracts.yearly_value": ("Annual value", "Value a year", "Yearly value", "Annual spend"),
    "contracts.until": ("End date", "Expiry", "Expiry date", "Contract end", "Ends"),
    "contracts.is_system": ("System", "ICT", "Is IT"),
    "assumptions.name": ("Assumption", "Description", "What"),
    "assumptions.value": ("Value", "Figure", "Central", "Central estimate"),
    "costs.line": (
        "Description", "Account", "Account description", "Subjective", "Subjective description",
        "Category", "Type of cost", "Cost line", "Nominal", "Expense type",
    ),
    "costs.amount": (
        "Amount", "Net", "Net amount", "Value", "Actual", "Outturn", "Budget", "Total", "Spend",
    ),
    "volumes.line": ("Measure", "What is counted", "Activity", "Volume", "Description"),
    "volumes.amount": ("Number", "Count", "Volume", "Amount", "A year", "Quantity"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Something that a column of the sheet may hold."""

    key: str
    name: str
    says: str
    leaf: Leaf
    is_required: bool = False
    other_names: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    """For a column of words that stand for something: id and name of each."""

    def to_wanted(self) -> Wanted:
        return Wanted(
            key=self.key,
            name=self.name,
            other_names=self.other_names,
            is_required=self.is_required,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A place of the part that rows can go to."""

    path: Path
    kind: str
    """What the columns are remembered by, whichever row they belong to: baselines/costs."""
    title: str
    columns: tuple[Column, ...]
    is_pooled: bool = False
    """Whether rows add up to a table, and are not kept one by one."""
    model: type[BaseModel] | None = None
    has_rows: bool = False
    """Whether something stands there already."""

    def wanted(self) -> list[Wanted]:
        return [column.to_wanted() for column in self.columns]

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)

    def with_rows(
        self, part: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], *, instead: bool
    ) -> dict[str, Any]:
        """Return the part with the rows in it, in the place of what stood there or after it."""
        changed = copy.deepcopy(dict(part))
        holder: Any = changed
        for step in self.path[:-1]:
            holder = holder.setdefault(step, {}) if isinstance(step, str) else holder[step]
        last = self.path[-1]
        if not self.is_pooled:
            before = [] if instead else list(holder.get(last, ()))
            holder[last] = [*before, *(dict(row) for row in rows)]
            return changed
        sums = {str(row["line"]): row["amount"] for row in rows}
        if last == "costs" and "income" in sums:
            # Income stands beside the cost lines, not among them; a ledger has it as a credit.
            holder["income"] = abs(sums.pop("income"))
        before = {} if instead else dict(holder.get(last, {}))
        holder[last] = before | sums
        if last == "costs" and "not_returned" in holder:
            left = [line for line in holder["not_returned"] if line not in sums]
            holder.pop("not_returned")
            if left:
                holder["not_returned"] = left
        return changed


def target_at(
    part: Mapping[str, Any],
    path: Path,
    choices: Mapping[str, Sequence[tuple[str, str]]] | None = None,
) -> Target:
    """Return what a sheet's rows can go to at a place.

    Raises
    ------
    HiddenError
        Rows can go to no such place.
    """
    kind = "/".join(str(step) for step in path if isinstance(step, str))
    if kind in ("baselines/costs", "baselines/volumes"):
        return _pooled(part, path, kind)
    place = place_at(part, path)
    if not isinstance(place, ListPlace) or len(place.models) != 1:
        raise HiddenError
    model = place.models[0]
    known = choices or {}
    named = "id" in model.model_fields and "name" in model.model_fields
    return Target(
        path=path,
        kind=kind,
        title=sheet_words(tuple(str(step) for step in path if isinstance(step, str)))[0],
        columns=tuple(
            _column(model, str(path[-1]), key, tuple(known.get(key, ())))
            for key in keys_of(model)
            if key != "body" and not (key == "id" and named)
        ),
        model=model,
        has_rows=bool(place.rows),
    )


def _column(
    model: type[BaseModel], section: str, key: str, choices: tuple[tuple[str, str], ...]
) -> Column:
    info = model.model_fields[key]
    leaf = leaf_of(info)
    assert leaf is not None
    return Column(
        key=key,
        name=heading_of((key,)),
        says=" ".join((info.description or "").split()),
        leaf=leaf,
        is_required=info.is_required(),
        other_names=_OTHER_NAMES.get(f"{section}.{key}", ()),
        choices=choices or _choices_of(leaf),
    )


def _choices_of(leaf: Leaf) -> tuple[tuple[str, str], ...]:
    if leaf.kind == "truth":
        return (("yes", "Yes"), ("no", "No"))
    if leaf.kind == "choice":
        return tuple((one, one.replace("-", " ").capitalize()) for one in leaf.choices)
    return ()


def _pooled(part: Mapping[str, Any], path: Path, kind: str) -> Target:
    place = place_at(part, path[:-1])
    if not isinstance(place, TablePlace):
        raise HiddenError
    is_costs = kind == "baselines/costs"
    section = str(path[-1])
    amount = Leaf(kind="number", unit="pounds a year") if is_costs else Leaf(kind="number", least=0)
    return Target(
        path=path,
        kind=kind,
        title="Cost by line" if is_costs else "Volumes",
        columns=(
            Column(
                key="line",
                name="What it is for" if is_costs else "What is counted",
                says="The words by which a row belongs to a cost line: an account or category."
                if is_costs
                else "What the number counts: calls, plans, claims.",
                leaf=Leaf(kind="text"),
                is_required=True,
                other_names=_OTHER_NAMES[f"{section}.line"],
                choices=tuple(LINES.items()) if is_costs else (),
            ),
            Column(
                key="amount",
                name="Amount" if is_costs else "Number a year",
                says="Pounds a year; a credit is a negative amount."
                if is_costs
                else "How many in the year.",
                leaf=amount,
                is_required=True,
                other_names=_OTHER_NAMES[f"{section}.amount"],
            ),
        ),
        is_pooled=True,
        has_rows=bool(place.values.get(section)),
    )
