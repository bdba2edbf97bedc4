"""The bodies and services of a partnership, and what is known to become of the bodies."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from .base import Entry, Evidenced, Slug, unit
from .limits import Share

__all__ = ["BodyEntry", "Reorganisation", "ServiceEntry"]


class BodyEntry(Evidenced):
    """A public body that takes part, or that is considered as a partner."""

    id: Slug
    """Short name by which the rest of the file calls it: small letters, digits and hyphens."""
    name: Annotated[str, Field(min_length=1)]
    """Its full name, as reports are to print it."""
    kind: str = "other"
    """What kind of body it is, for example district, unitary, nhs-trust, college."""
    nation: Literal["england", "wales", "scotland", "northern-ireland"] = "england"
    """Where it is."""
    codes: dict[str, str] = Field(default_factory=dict)
    """Official codes by scheme: gss, ukprn, ods, org-id, company, charity, local."""
    former_names: tuple[str, ...] = ()
    """Names that older returns and contracts may hold."""
    valid_from: dt.date | None = None
    """The day it began, where that matters."""
    valid_to: dt.date | None = None
    """The day the body ended or will end, where that is decided."""
    drivers: dict[Slug, Annotated[float, Field(ge=0)]] = Field(default_factory=dict)
    """Yearly measures by which cost may be shared: population, caseload, staff."""
    whole_spend: Annotated[float, Field(gt=0)] | None = Field(
        default=None, json_schema_extra=unit("pounds a year")
    )
    """All that the body spends in a year, for the reality check on back-office savings."""
    vat_recovery: Share = Field(default=1.0, json_schema_extra=unit("share"))
    """Share of the VAT it is charged that the body gets back; 1 for a section 33 body."""
    place: str = ""
    """Where its staff work, for counting jobs by place."""
    is_placeholder: bool = False
    """True where another body typed these figures until this one takes them over."""


class ServiceEntry(Entry):
    """A service that could be shared, by its catalogue id or as one of the partnership's own."""

    id: Slug
    """Its id in the catalogue (`commonweal services`), or one of your own with a name."""
    name: str = ""
    """Left out for a service of the catalogue."""
    stays_local: tuple[str, ...] = ()
    """What each body goes on deciding or doing for itself: policy, fees, standards."""
    note: str = ""
    """Anything else that a reader should know."""


class Reorganisation(Evidenced):
    """A change that ends, merges or splits bodies within or near the horizon."""

    on: dt.date
    """The day the successors take over."""
    bodies: Annotated[tuple[Slug, ...], Field(min_length=1)]
    """Bodies of this file that end, merge or split."""
    successors: tuple[str, ...] = ()
    """Names or ids of the bodies that take over; empty where that is not decided."""
    gains_carry: Literal["to-successors", "lost", "not-known"] = "not-known"
    """Whether the gains after that day pass to the successors, are lost, or nobody knows yet."""
