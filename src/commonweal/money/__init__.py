"""Money: whole pence, divided, read and said the way officers do it."""

from commonweal.money.materiality import Materiality, is_material
from commonweal.money.reading import parse_amount, parse_pounds, pence_array, to_pence
from commonweal.money.saying import pounds, pounds_short, say_pounds, say_pounds_short
from commonweal.money.split import split_pence, split_pence_rows

__all__ = [
    "Materiality",
    "is_material",
    "parse_amount",
    "parse_pounds",
    "pence_array",
    "pounds",
    "pounds_short",
    "say_pounds",
    "say_pounds_short",
    "split_pence",
    "split_pence_rows",
    "to_pence",
]
