"""The reader of worked tables gives every other test its figures, so it is tested itself."""

from __future__ import annotations

import pytest

from tests.docstring_tables import TableError, read_cell, read_rows


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12", 12),
        ("0", 0),
        ("0.35628", 0.35628),
        ("1,200", 1200),
        ("£1,200.50", 1200.5),
        ("£ 40", 40),
        ("(300)", -300),
        ("(£1,300)", -1300),
        ("-300", -300),
        ("−300", -300),
        ("−£21,984", -21984),
        ("£−5", -5),
        ("17.5%", 17.5),
        ("17.5 %", 17.5),
        ("**9**", 9),
        ("", ""),
        ("-", "-"),
        ("1,2", "1,2"),
        ("H,K,L", "H,K,L"),
        ("2024-25", "2024-25"),
        ("007", "007"),
        ("1.2m", "1.2m"),
        ("63:37", "63:37"),
        ("`equal`", "equal"),
        (r"a \| b", "a | b"),
    ],
)
def test_a_cell_is_read_as_an_officer_would_read_it(cell, value):
    read = read_cell(cell)

    assert read == value
    assert type(read) is type(value)


def test_a_table_is_read_by_its_headings():
    docstring = """Two bodies halve what they save.

    | Body   | Share (£) |
    |--------|----------:|
    | Ashby  |     9,000 |
    | Barton |   (1,000) |

    And a last sentence.
    """

    assert read_rows(docstring) == [
        {"Body": "Ashby", "Share (£)": 9000},
        {"Body": "Barton", "Share (£)": -1000},
    ]


@pytest.mark.parametrize(
    ("docstring", "complaint"),
    [
        ("Only words.", "no Markdown table"),
        ("| a |\n|---|\n| 1 |\n\n| b |\n|---|\n| 2 |", "2 tables"),
        ("| a | b |\n|---|---|\n| 1 |", "1 cells"),
        ("| a | a |\n|---|---|\n| 1 | 2 |", "same heading"),
        ("| a |\n|---|", "no rows"),
        ("| a |\n| 1 |", "must be dashes"),
    ],
)
def test_a_table_that_could_mislead_is_refused(docstring, complaint):
    with pytest.raises(TableError, match=complaint):
        read_rows(docstring)
