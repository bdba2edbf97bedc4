"""Money: whole pence, divided, read and said the way officers do it."""

from commonweal.money.split import split_pence, split_pence_rows

__all__ = ["split_pence", "split_pence_rows"]
