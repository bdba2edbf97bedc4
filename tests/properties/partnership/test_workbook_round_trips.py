"""What goes into a workbook comes out of it: any partnership whose texts XML can carry."""

from __future__ import annotations

import re

from hypothesis import Phase, given, settings

from commonweal.partnership import Partnership, plain
from commonweal.partnership.workbook import read_workbook, write_workbook
from tests.properties.partnership.partnerships import partnerships

#: Shrinking a whole partnership takes minutes and tells little; the first that fails will do.
FAST = settings(max_examples=25, phases=(Phase.explicit, Phase.reuse, Phase.generate))

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
@FAST
def test_writing_twice_gives_the_same_bytes(partnership):
    partnership = in_xml(partnership)

    assert write_workbook(partnership) == write_workbook(partnership)
