"""The lists to choose from: the schema's own choices, and the ids that the workbook holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from commonweal.bodies import body_kinds
from commonweal.services import catalogue

from .layout import Column, sheets
from .leaves import Leaf
from .marks import cell_name
from .styles import Styles
from .words import REFERENCES

__all__ = ["LISTS", "N_SPARE_ROWS", "Lists"]

LISTS = "Lists"

#: Rows below a table for which the drop-downs and formats hold too.
N_SPARE_ROWS = 200

_ASSUMPTIONS = "assumptions"
_NAMED = "Assumptions, as figures name them"
_FIRST_YEAR, _LAST_YEAR = 2015, 2045
_MOST_IN_MESSAGE = 8


@dataclass(slots=True)
class Lists:
    """The lists of one workbook, gathered while its sheets are written."""

    ids: dict[str, str] = field(default_factory=dict)
    """By the path of a sheet: the formula of the ids in it."""
    assumptions: tuple[str, ...] = ()
    """Ids of the assumptions, in the order of their sheet."""
    _choices: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add_ids(self, path: str, title: str, column: str, first_row: int) -> None:
        """Say where the ids of a sheet stand: column letter and the first row, from 1."""
        where = f"'{title}'!${column}${first_row}"
        cells = f"{where}:${column}${first_row + N_SPARE_ROWS}"
        self.ids[path] = f"=OFFSET({where},0,0,MAX(1,COUNTA({cells})),1)"

    def validation(self, column: Column) -> dict[str, Any] | None:
        """Return XlsxWriter's data validation for a column's cells, or None where there is none."""
        leaf, name = column.leaf, column.path[-1]
        if leaf.kind == "year":
            years = tuple(f"{year}-{(year + 1) % 100:02d}" for year in _years())
            return self._suggestion("Financial years", years, "A financial year, as 2026-27.")
        if leaf.kind == "truth":
            return self._list("Yes or no", ("yes", "no"))
        if leaf.kind == "choice":
            return self._list(column.heading, leaf.choices)
        if leaf.kind in ("slug", "text"):
            return self._names(name)
        if leaf.kind in ("whole", "number"):
            return _limits(leaf)
        return self._assumptions() if leaf.kind == "estimate" else None

    def figure_names(self, title: str, names: tuple[str, ...]) -> dict[str, Any]:
        """Return the validation of the names of figures, those of all kinds together."""
        return self._list(title, names)

    def _names(self, name: str) -> dict[str, Any] | None:
        path = REFERENCES.get(name)
        if path is not None and path in self.ids:
            says = f"Choose an id of the sheet {_title(path)}."
            return {**_suggest(says), "validate": "list", "source": self.ids[path]}
        known: dict[str, tuple[str, ...]] = {
            "form": tuple(form.id for form in catalogue().forms),
            "route": tuple(route.id for route in catalogue().routes),
            "kind": tuple(kind.id for kind in body_kinds()),
            "jurisdiction": ("england", "generic"),
        }
        if name in known:
            return self._suggestion(name.capitalize(), known[name], "Choose one of the list.")
        return None

    def _assumptions(self) -> dict[str, Any] | None:
        """Offer the assumptions by name where a figure stands, and take any figure too."""
        if _ASSUMPTIONS not in self.ids:
            return None
        self._choices.setdefault(_NAMED, ())
        position = list(self._choices).index(_NAMED)
        letter = cell_name(0, position)[:-1]
        source = self.ids[_ASSUMPTIONS].replace("=OFFSET(", "").split(",", 1)
        return {
            "validate": "list",
            "source": f"=OFFSET('{LISTS}'!${letter}$4,{source[1]}",
            "show_error": False,
        }

    def _list(self, title: str, choices: tuple[str, ...]) -> dict[str, Any]:
        shown = ", ".join(choices[:_MOST_IN_MESSAGE])
        more = " and others" if len(choices) > _MOST_IN_MESSAGE else ""
        return {
            "validate": "list",
            "source": self._reference(title, choices),
            "error_title": "Not one of the choices",
            "error_message": f"Choose from the list: {shown}{more}."[:255],
        }

    def _suggestion(self, title: str, choices: tuple[str, ...], says: str) -> dict[str, Any]:
        source = self._reference(title, choices)
        return {**_suggest(says), "validate": "list", "source": source}

    def _reference(self, title: str, choices: tuple[str, ...]) -> str:
        while self._choices.setdefault(title, choices) != choices:
            title += " "
        position = list(self._choices).index(title)
        letter = cell_name(0, position)[:-1]
        return f"='{LISTS}'!${letter}$4:${letter}${len(choices) + 3}"

    def write(self, sheet: Any, styles: Styles) -> None:
        """Write the lists, each in a column of its own."""
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.write_string(0, 0, "Lists to choose from", styles.title)
        says = "The drop-downs of the other sheets take their choices from here. Change nothing."
        sheet.write_string(1, 0, says, styles.lead)
        for position, (title, choices) in enumerate(self._choices.items()):
            sheet.set_column(
                position, position, max(14, *(len(one) + 2 for one in (title, *choices)))
            )
            sheet.write_string(2, position, title.strip(), styles.heading)
            for row, choice in enumerate(choices):
                sheet.write_string(3 + row, position, choice, styles.plain)
            if title == _NAMED:
                self._write_assumptions(sheet, position, styles)

    def _write_assumptions(self, sheet: Any, position: int, styles: Styles) -> None:
        """Write a formula for each id of the sheet Assumptions, which calls it as figures do."""
        where = self.ids[_ASSUMPTIONS].removeprefix("=OFFSET(").partition(",")[0]
        title, _, cell = where.partition("!")
        letter, first = cell.strip("$").split("$")
        for row in range(N_SPARE_ROWS):
            named = f"{title}!{letter}{int(first) + row}"
            text = f"assumption:{self.assumptions[row]}" if row < len(self.assumptions) else ""
            formula = f'=IF({named}="","","assumption:"&{named})'
            sheet.write_formula(3 + row, position, formula, styles.plain, text)


def _years() -> range:
    return range(_FIRST_YEAR, _LAST_YEAR + 1)


def _title(path: str) -> str:
    return next(sheet.title for sheet in sheets() if ".".join(sheet.path) == path)


def _suggest(says: str) -> dict[str, Any]:
    return {
        "error_type": "warning",
        "error_title": "Not in the list",
        "error_message": f"{says} Keep what was typed?",
    }


def _limits(leaf: Leaf) -> dict[str, Any] | None:
    if leaf.least is None and leaf.most is None:
        return None
    if leaf.least is not None and leaf.most is not None:
        rule = {"criteria": "between", "minimum": leaf.least, "maximum": leaf.most}
        span = f"from {leaf.least:g} to {leaf.most:g}"
    elif leaf.least is not None:
        rule, span = {"criteria": ">=", "value": leaf.least}, f"{leaf.least:g} or more"
    else:
        rule, span = {"criteria": "<=", "value": leaf.most}, f"{leaf.most:g} or less"
    what = "whole number" if leaf.kind == "whole" else "number"
    return {
        "validate": "integer" if leaf.kind == "whole" else "decimal",
        **rule,
        "error_title": f"A {what} belongs here",
        "error_message": f"Type a {what}, {span}.",
    }
