"""What is asked of somebody who uploads a sheet of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from commonweal.partnership.workbook.marks import cell_name
from commonweal_web.core.forms import Form
from commonweal_web.figures.sheets.asking import Asked
from commonweal_web.figures.sheets.targets import LEFT_OUT

__all__ = ["ColumnsForm", "HeadingForm", "SheetFileForm", "WhichSheetForm", "WordsForm"]

_ROWS_SHOWN = 15


class SheetFileForm(Form):
    """A sheet of one's own, as a file."""

    file = forms.FileField(
        label="Upload the file",
        help_text="An Excel workbook (.xlsx) or a CSV file, up to 4 MB, as it is: you say on the "
        "next pages which column is what.",
        error_messages={
            "required": "Choose a file to upload",
            "empty": "The file you chose is empty",
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.ods,.csv,.txt,.tsv"}),
    )


class WhichSheetForm(Form):
    """Which sheet of a workbook."""

    sheet = forms.ChoiceField(label="Which sheet holds the rows?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, asked: Asked, **options: Any) -> None:
        super().__init__(*args, initial={"sheet": str(asked.sheet_number)}, **options)
        self.fields["sheet"].choices = [  # type: ignore[attr-defined]
            (str(place), f"{sheet.title}{' (hidden)' if sheet.is_hidden else ''}")
            for place, sheet in enumerate(asked.sheets)
        ]


class HeadingForm(Form):
    """Which row holds the headings."""

    heading = forms.ChoiceField(label="Which row holds the headings?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, asked: Asked, **options: Any) -> None:
        guessed = asked.headings.row + 1
        super().__init__(*args, initial={"heading": str(guessed)}, **options)
        self.fields["heading"].choices = list(_rows(asked))  # type: ignore[attr-defined]


def _rows(asked: Asked) -> Iterator[tuple[str, str]]:
    n_shown = 0
    for number in range(len(asked.sheet.rows)):
        said = [asked.sheet.text(number, column) for column in range(asked.sheet.n_columns)]
        filled = list(dict.fromkeys(text for text in said if text))
        if not filled and number != asked.headings.row:
            continue
        if n_shown >= _ROWS_SHOWN and number > asked.headings.row:
            return
        n_shown += 1
        shown = ", ".join(text[:30] for text in filled[:8])
        yield str(number + 1), f"Row {number + 1}: {shown}{' …' if len(filled) > 8 else ''}"


class ColumnsForm(Form):
    """Which column of the sheet is what."""

    def __init__(self, *args: Any, asked: Asked, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", "No column: leave it out"), *_columns(asked)]
        examples = _examples(asked)
        guesses = {guess.key: guess for guess in asked.guesses()}
        for column in asked.target.columns:
            guess = guesses[column.key]
            seen = examples.get(guess.position) if guess.position is not None else ""
            said = [column.says]
            if guess.is_remembered:
                said.append("As it was confirmed last time.")
            if seen:
                said.append(f"In the sheet: {seen}.")
            self.fields[f"c_{column.key}"] = forms.ChoiceField(
                label=f"{column.name}{'' if column.is_required else ' (optional)'}",
                choices=choices,
                required=column.is_required,
                initial="" if guess.position is None else str(guess.position),
                help_text=" ".join(said),
                error_messages={"required": f"Select the column for {column.name.lower()}"},
            )
        if asked.has_amounts:
            self.fields["unit"] = forms.ChoiceField(
                label="What are its amounts in?",
                choices=[("£", "Pounds"), ("£000", "Thousands of pounds (£000)")],
                initial=asked.guessed_unit,
                widget=forms.RadioSelect,
            )
        if asked.target.has_rows:
            self.fields["how"] = forms.ChoiceField(
                label="Something stands here already. What becomes of it?",
                choices=[
                    ("instead", "The sheet takes its place (earlier versions keep it)"),
                    ("add", "It stays, and the sheet’s rows are added"),
                ],
                initial="instead",
                widget=forms.RadioSelect,
            )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        used: dict[str, str] = {}
        for name, value in said.items():
            if not name.startswith("c_") or not value:
                continue
            if value in used:
                first = str(self.fields[used[value]].label).removesuffix(" (optional)")
                self.add_error(name, f"This column is taken for “{first}” already: choose another")
            used.setdefault(value, name)
        return said


def _columns(asked: Asked) -> Iterator[tuple[str, str]]:
    for position, name in enumerate(asked.headings.names):
        letter = cell_name(0, position).rstrip("1")
        if name or any(row.cells[position] is not None for row in asked.rows()):
            yield str(position), f"Column {letter}: {name or 'no heading'}"


def _examples(asked: Asked) -> Mapping[int, str]:
    """Return by column what its first rows hold."""
    found: dict[int, list[str]] = {}
    for number, row in enumerate(asked.rows()):
        if number > 30:
            break
        for position in range(len(row.cells)):
            said = asked.sheet.text(row.number, position)[:25]
            held = found.setdefault(position, [])
            if said and said not in held and len(held) < 3:
                held.append(said)
    return {position: ", ".join(held) for position, held in found.items()}


class WordsForm(Form):
    """What the words of the sheet stand for."""

    def __init__(self, *args: Any, asked: Asked, **options: Any) -> None:
        super().__init__(*args, **options)
        for column in asked.columns_with_words():
            choices = [
                ("", "Choose"),
                *column.choices,
                (LEFT_OUT, "Leave these rows out"),
            ]
            for place, word in enumerate(asked.words(column)):
                rows = "1 row" if word.n_rows == 1 else f"{word.n_rows:,} rows"
                known = " As it was confirmed last time." if word.is_remembered else ""
                self.fields[f"w_{column.key}_{place}"] = forms.ChoiceField(
                    label=word.said[:80],
                    choices=choices,
                    required=False,
                    initial=word.guess,
                    help_text=f"{column.name.rstrip('?')}: {rows}.{known}",
                )
