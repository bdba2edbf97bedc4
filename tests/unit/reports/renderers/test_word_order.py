"""The order that the standard (ECMA-376) lays down: Word calls a file damaged that breaks it."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from lxml import etree

from commonweal.reports.papers.paper import exempt_part
from commonweal.reports.renderers import render
from tests.unit.reports.renderers.sample_paper import SAMPLE, brief_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

#: Children of each element in their order; those that we never write are left out.
ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs "
        "spacing ind contextualSpacing jc outlineLvl rPr sectPr"
    ),
    "rPr": "rStyle rFonts b bCs i iCs caps color spacing kern position sz szCs u lang",
    "tblPr": (
        "tblStyle tblStyleRowBandSize tblStyleColBandSize tblW jc tblInd tblBorders shd "
        "tblLayout tblCellMar tblLook tblCaption tblDescription"
    ),
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "sectPr": (
        "headerReference type pgSz pgMar pgBorders lnNumType pgNumType cols titlePg docGrid"
    ),
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlJc pPr rPr",
    "numbering": "abstractNum num",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "num": "abstractNumId lvlOverride",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
        "unhideWhenUsed qFormat locked rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ),
}


def council_file() -> bytes:
    document = docx.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    numbers = etree.SubElement(section._sectPr, f"{W}pgNumType")
    numbers.set(f"{W}start", "7")
    section._sectPr.remove(numbers)
    section._sectPr.pgMar.addnext(numbers)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


MADE = {
    "sample": lambda: render(SAMPLE, "docx"),
    "brief": lambda: render(brief_of(SAMPLE), "docx"),
    "exempt": lambda: render(exempt_part(SAMPLE), "docx"),
    "council": lambda: render(SAMPLE, "docx", template=council_file()),
}


def out_of_order(root):
    for element in root.iter():
        name = str(element.tag).removeprefix(W)
        if name not in ORDER:
            continue
        order = {child: place for place, child in enumerate(ORDER[name].split())}
        children = [str(child.tag).removeprefix(W) for child in element]
        # Heads and feet may stand in any order among themselves.
        children = [child.replace("footerReference", "headerReference") for child in children]
        places = [order.get(child, -1) for child in children]
        known = [place for place in places if place >= 0]
        if known != sorted(known):
            yield name, children


@pytest.mark.parametrize("name", MADE)
def test_every_part_keeps_to_the_order(name):
    with zipfile.ZipFile(io.BytesIO(MADE[name]())) as archive:
        parts = [
            one for one in archive.namelist() if one.startswith("word/") and one.endswith("xml")
        ]
        found = {part: list(out_of_order(etree.fromstring(archive.read(part)))) for part in parts}

    assert {part: faults for part, faults in found.items() if faults} == {}


@pytest.mark.parametrize("name", MADE)
def test_every_style_list_and_picture_that_is_named_is_there(name):
    made = MADE[name]()
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        document = etree.fromstring(archive.read("word/document.xml"))
        styles = etree.fromstring(archive.read("word/styles.xml"))
        numbering = etree.fromstring(archive.read("word/numbering.xml"))
        links = etree.fromstring(archive.read("word/_rels/document.xml.rels"))

    ids = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    named = {
        element.get(f"{W}val")
        for kind in ("pStyle", "rStyle", "tblStyle")
        for element in document.iter(f"{W}{kind}")
    }
    assert named <= ids
    assert len(ids) == len(list(styles.iter(f"{W}style")))
    numbers = {number.get(f"{W}numId") for number in numbering.iter(f"{W}num")} | {"0"}
    assert {one.get(f"{W}val") for one in document.iter(f"{W}numId")} <= numbers
    relationships = {link.get("Id") for link in links}
    r = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    used = {value for one in document.iter() for key, value in one.items() if key.startswith(r)}
    assert used <= relationships


def test_the_page_numbers_of_a_body_s_file_are_not_begun_again():
    document = docx.Document(io.BytesIO(MADE["council"]()))

    begun = [section._sectPr.find(f"{W}pgNumType") is not None for section in document.sections]
    assert begun == [True] + [False] * (len(begun) - 1)
