"""Arrays that carry their labels, for figures that cross from one part of the work to another.

Two tables whose rows stand in a different order add up to plausible nonsense, so arithmetic between
them checks the labels and refuses. Inside a calculation use plain arrays.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from commonweal.errors import InputError

__all__ = ["LabelledTable", "safe_cell"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LabelledTable:
    """Figures by row and column, all in one unit. The values are copied and made read-only.

    Raises InputError if a label is given twice on an axis, or the labels do not fit the values.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: NDArray[np.float64]
    """Shape (n_rows, n_columns); nan where a figure is missing."""
    unit: str = ""

    def __post_init__(self) -> None:
        values = np.array(self.values, dtype=np.float64)
        for axis, labels in (("row", self.rows), ("column", self.columns)):
            twice = sorted({label for label in labels if labels.count(label) > 1})
            if twice:
                raise InputError(
                    f"The {axis} {twice[0]!r} stands twice in the table.",
                    hint=f"Give each {axis} its own label.",
                )
        if "label" in self.columns:
            raise InputError(
                "A column is called 'label', which is what `to_rows` calls the row's own label.",
                hint="Give the column another label.",
            )
        if values.shape != (len(self.rows), len(self.columns)):
            raise InputError(
                f"Values of shape {values.shape} do not fit {len(self.rows)} rows and "
                f"{len(self.columns)} columns.",
                hint="Give one value for each row and column.",
            )
        values.setflags(write=False)
        object.__setattr__(self, "values", values)

    def row(self, label: str) -> NDArray[np.float64]:
        """Return one row's values, shape (n_columns,). Raises InputError if there is none."""
        return np.asarray(self.values[_position(label, self.rows, "row")])

    def column(self, label: str) -> NDArray[np.float64]:
        """Return one column's values, shape (n_rows,). Raises InputError if there is none."""
        return np.asarray(self.values[:, _position(label, self.columns, "column")])

    def __eq__(self, other: object) -> bool:
        """Say whether labels, unit and values agree; a missing figure equals a missing figure."""
        if not isinstance(other, LabelledTable):
            return NotImplemented
        return (self.rows, self.columns, self.unit) == (
            other.rows,
            other.columns,
            other.unit,
        ) and np.array_equal(self.values, other.values, equal_nan=True)

    def __add__(self, other: LabelledTable) -> LabelledTable:
        return self._with(other, np.add)

    def __sub__(self, other: LabelledTable) -> LabelledTable:
        return self._with(other, np.subtract)

    def times(self, factor: ArrayLike, *, unit: str | None = None) -> LabelledTable:
        """Return the table times a number, or times an array that fits (n_rows, n_columns)."""
        return LabelledTable(
            rows=self.rows,
            columns=self.columns,
            values=self.values * np.asarray(factor, dtype=np.float64),
            unit=self.unit if unit is None else unit,
        )

    def to_rows(self) -> list[dict[str, str | float | None]]:
        """Return one dict for each row, its label under "label"; None where a figure is missing."""
        return [
            {"label": label}
            | {
                column: None if np.isnan(value) else float(value)
                for column, value in zip(self.columns, values, strict=True)
            }
            for label, values in zip(self.rows, self.values, strict=True)
        ]

    @classmethod
    def from_rows(
        cls, rows: Sequence[Mapping[str, str | float | None]], *, unit: str = ""
    ) -> LabelledTable:
        """Return the table that `to_rows` gave; the columns are those of the first row."""
        columns = tuple(key for key in rows[0] if key != "label") if rows else ()
        return cls(
            rows=tuple(str(row["label"]) for row in rows),
            columns=columns,
            values=np.array(
                [[np.nan if row[name] is None else row[name] for name in columns] for row in rows],
                dtype=np.float64,
            ).reshape(len(rows), len(columns)),
            unit=unit,
        )

    def to_csv(self) -> str:
        """Return the table as CSV, safe to open in a spreadsheet; a missing figure is empty."""
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow([safe_cell(self.unit), *map(safe_cell, self.columns)])
        for label, values in zip(self.rows, self.values, strict=True):
            figures = ["" if np.isnan(value) else repr(float(value)) for value in values]
            writer.writerow([safe_cell(label), *figures])
        return out.getvalue()

    def _with(
        self,
        other: LabelledTable,
        combine: Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.float64]],
    ) -> LabelledTable:
        for what, mine, theirs in (
            ("rows", self.rows, other.rows),
            ("columns", self.columns, other.columns),
            ("units", (self.unit,), (other.unit,)),
        ):
            if mine != theirs:
                raise InputError(
                    f"Two tables have unlike {what}: {', '.join(mine)}; {', '.join(theirs)}.",
                    hint=f"Put both on the same {what}, in the same order, first.",
                )
        return LabelledTable(
            rows=self.rows,
            columns=self.columns,
            values=combine(self.values, other.values),
            unit=self.unit,
        )


def safe_cell(text: str) -> str:
    """Return text that a spreadsheet will show and not run as a formula.

    A cell that starts with = + - @, a tab or a carriage return gets an apostrophe before it
    (OWASP, CSV injection). Numbers are written as numbers and need none.
    """
    return f"'{text}" if text.lstrip(" ")[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def _position(label: str, labels: tuple[str, ...], axis: str) -> int:
    if label not in labels:
        raise InputError(
            f"The table has no {axis} {label!r}.", hint=f"It has: {', '.join(labels)}."
        )
    return labels.index(label)
