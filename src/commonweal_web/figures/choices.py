"""What can be chosen on pages of figures: names of this partnership, and of the catalogues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from commonweal.appraisal.costs import COSTS, RISK_NOTES
from commonweal.appraisal.levers import LEVERS
from commonweal.partnership.schema_walk import kind_of
from commonweal.partnership.workbook.words import REFERENCES
from commonweal.services import catalogue

from .queries import Part

__all__ = ["Kind", "choices_for", "kinds_of"]

Choices = list[tuple[str, str]]


def choices_for(part: Part, model: type[BaseModel]) -> Mapping[str, Choices]:
    """Return, by key of a table, what can be chosen for it in this partnership."""
    whole = part.case.values | ({} if part.body is not None else part.values)
    named: dict[str, Choices] = {
        section: _named(whole.get(section, ())) for section in set(REFERENCES.values())
    }
    found = {
        key: named[REFERENCES[key]]
        for key in model.model_fields
        if named.get(REFERENCES.get(key, ""))
    }
    if "form" in model.model_fields:
        found["form"] = [
            (form.id, form.name)
            for form in catalogue().forms
            if part.body is None or form.family != "sharing"
        ]
    if "route" in model.model_fields:
        found["route"] = [(route.id, route.name) for route in catalogue().routes]
    if model.__name__ == "ServiceEntry":
        found["id"] = [(service.id, service.name) for service in catalogue().services]
    return found


def _named(rows: Iterable[Mapping[str, Any]]) -> Choices:
    names = {service.id: service.name for service in catalogue().services}
    return [
        (str(row["id"]), str(row.get("name") or names.get(row["id"], row["id"])))
        for row in rows
        if "id" in row
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of row that can be added to a list: a lever, a cost, a risk."""

    model: type[BaseModel]
    tag: str
    """The key that says the kind, empty where a list has one kind only."""
    id: str
    name: str
    says: str
    """The sum in words, or what the row is."""


def kinds_of(models: Iterable[type[BaseModel]], *, is_alone: bool) -> list[Kind]:
    """Return the kinds of row that a list may take; alone, only what works alone."""
    return [_kind(model) for model in models if not is_alone or _works_alone(model)]


def _kind(model: type[BaseModel]) -> Kind:
    tag, kind = kind_of(model)
    notes: Any = {"lever": LEVERS, "cost": COSTS, "risk": RISK_NOTES}.get(tag, {}).get(kind)
    return Kind(
        model=model,
        tag=tag,
        id=kind,
        name=notes.name if notes is not None else kind.replace("-", " ").capitalize(),
        says=notes.formula if notes is not None else " ".join((model.__doc__ or "").split()),
    )


def _works_alone(model: type[BaseModel]) -> bool:
    tag, kind = kind_of(model)
    if tag == "lever":
        return LEVERS[kind].available_alone
    return COSTS[kind].available_alone if tag == "cost" else True
