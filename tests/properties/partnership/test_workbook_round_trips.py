"""What goes into a workbook comes out of it: any partnership whose texts XML can carry."""

from __future__ import annotations

import random
import re

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from commonweal.partnership import Partnership, plain
from commonweal.partnership.workbook import read_workbook, write_workbook
from commonweal.partnership.workbook.cells_in import value_of
from commonweal.partnership.workbook.cells_out import cell_of
from commonweal.partnership.workbook.leaves import Leaf
from tests.properties.partnership.partnerships import partnerships
from tests.unit.partnership.workbooks import saved, sheets_of

#: Shrinking a whole partnership takes minutes and tells little; the first that fails will do.
FAST = settings(max_examples=15, phases=(Phase.explicit, Phase.reuse, Phase.generate))
FASTER = settings(FAST, max_examples=5)

#: What XML cannot carry.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def carried(value):
    """Return plain values with every text, names of keys too, as a workbook can carry it."""
    if isinstance(value, dict):
        return {carried(key): carried(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [carried(inner) for inner in value]
    return _NOT_XML.sub("?", value) if isinstance(value, str) else value


def in_xml(partnership):
    return Partnership.model_validate(carried(plain(partnership)))


@given(partnership=partnerships())
@FAST
def test_what_is_written_as_a_workbook_reads_back_equal(partnership):
    partnership = in_xml(partnership)

    read = read_workbook(write_workbook(partnership), source="written.xlsx")

    assert read.partnership == partnership
    assert read.report.is_clean
    assert read.aside == ()


@given(partnership=partnerships())
@FASTER
def test_writing_twice_gives_the_same_bytes(partnership):
    partnership = in_xml(partnership)

    assert write_workbook(partnership) == write_workbook(partnership)


@given(partnership=partnerships(), chance=st.randoms(use_true_random=False))
@FAST
def test_columns_moved_about_and_blank_rows_between_say_the_same(partnership, chance):
    partnership = in_xml(partnership)
    sheets = sheets_of(write_workbook(partnership))
    for title in set(sheets) - {"Cover", "Contents", "Guidance", "All keys", "Lists"}:
        sheets[title] = stirred(sheets[title], chance)

    assert read_workbook(saved(sheets), source="stirred.xlsx").partnership == partnership


def stirred(rows, chance: random.Random):
    """Return a sheet's rows with their columns in another order and blank rows among them."""
    width = max(map(len, rows))
    order = chance.sample(range(width), width)
    found = []
    for row in rows:
        found.append([row[position] if position < len(row) else "" for position in order])
        if chance.random() < 0.2:
            found.append([""] * width)
    return found


AMOUNT = Leaf(kind="estimate", unit="pounds a year", least=0)
STYLES = [
    "{:.2f}",
    "£{:,.2f}",
    " {:,.2f}\u00a0",
    "GBP {:,.2f}",
    "+{:.2f}",
    "£ {:,.2f}",
]


@given(pence=st.integers(0, 10**12), style=st.sampled_from(STYLES))
@settings(max_examples=100)
def test_an_amount_typed_in_any_usual_style_is_read_to_the_penny(pence, style):
    assert value_of(style.format(pence / 100), AMOUNT) == pence / 100


@given(pence=st.integers(1, 10**12), style=st.sampled_from(["({:,.2f})", "-{:,.2f}", "{:,.2f}-"]))
@settings(max_examples=50)
def test_an_amount_below_nought_is_read_in_each_of_its_styles(pence, style):
    assert value_of(style.format(pence / 100), AMOUNT) == -pence / 100


@given(thousands=st.decimals(0, 10**6, places=3))
@settings(max_examples=50)
def test_an_amount_in_thousands_is_what_its_decimals_say(thousands):
    assert value_of(float(thousands), AMOUNT, unit="£000") == float(thousands * 1000)


texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]) | st.sampled_from(' ;:"\n'))


@given(items=st.lists(texts.map(str.strip), max_size=4))
@settings(max_examples=100)
def test_texts_in_one_cell_come_apart_as_they_went_together(items):
    leaf = Leaf(kind="list", item=Leaf(kind="text"))

    assert value_of(cell_of(items, leaf), leaf) == items


@given(pairs=st.dictionaries(texts.map(str.strip), texts.map(str.strip), max_size=4))
@settings(max_examples=100)
def test_names_and_values_in_one_cell_come_apart_as_they_went_together(pairs):
    leaf = Leaf(kind="map", key=Leaf(kind="text"), item=Leaf(kind="text"))

    assert value_of(cell_of(pairs, leaf), leaf) == pairs
