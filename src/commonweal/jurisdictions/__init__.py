"""Jurisdiction packs: what is particular to one place, as data. England first, and a generic one.

>>> pack("england").parameter_set().discount.name
'Green Book standard'
"""

from commonweal.jurisdictions.loading import pack, pack_ids
from commonweal.jurisdictions.packs import (
    Buyer,
    Contract,
    KnownDate,
    Pack,
    ParameterSet,
    Threshold,
)

__all__ = [
    "Buyer",
    "Contract",
    "KnownDate",
    "Pack",
    "ParameterSet",
    "Threshold",
    "pack",
    "pack_ids",
]
