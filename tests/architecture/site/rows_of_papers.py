"""What the routes of papers, publishing and guests answer."""

from __future__ import annotations

from .rows import ASHBY, COORDINATOR, EDITOR, Row, body_row, open_row, partnership_row

__all__ = ["ROWS"]

_OF = "partnerships/<slug:reference>/"
_WHOLE = frozenset({"editor", "certifier", "section-151", "monitoring", "auditor"})
_OWN = ASHBY - {"scrutiny"}
_TEMPLATE = frozenset({"editor", "administrator"})
_AGREE = frozenset({"section-151", "monitoring", "administrator"})
_NOBODY: frozenset[str] = frozenset()


def _file(number: str, part: str, **options: object) -> Row:
    names = {"number": number, "part": part, "form": "pdf"}
    return partnership_row(names=names, what=f"{number} {part}", **options)  # type: ignore[arg-type]


def _publication(which: str, may: frozenset[str]) -> tuple[Row, ...]:
    return (partnership_row(may, post=200, names={"pk": which}),)


def _public(get: int = 200, **names: str) -> tuple[Row, ...]:
    return (open_row(get=get, names={"reference": "partnership", **names}),)


ROWS: dict[str, tuple[Row, ...]] = {
    f"{_OF}papers/": (partnership_row(),),
    f"{_OF}papers/new/": (partnership_row(COORDINATOR | EDITOR | {"member"}, post=200),),
    f"{_OF}papers/<int:number>/": (
        partnership_row(names={"number": "brief"}, what="brief"),
        partnership_row(_OWN, see=_OWN, names={"number": "decision"}, what="decision"),
    ),
    f"{_OF}papers/<int:number>/release/": (
        partnership_row(_NOBODY, see=_NOBODY, post=302, names={"number": "brief"}, what="brief"),
        partnership_row(
            frozenset({"editor", "section-151", "monitoring"}),
            see=_OWN,
            post=302,
            names={"number": "decision"},
            what="decision",
        ),
    ),
    f"{_OF}papers/<int:number>/<slug:part>.<slug:form>": (
        _file("brief", "whole"),
        _file("decision", "whole", may=_WHOLE, see=_WHOLE),
        _file("decision", "exempt", may=_WHOLE, see=_WHOLE),
        _file("decision", "public", may=_OWN, see=_OWN),
    ),
    "bodies/<slug:reference>/paper-template/": (body_row(_TEMPLATE, post=200),),
    "bodies/<slug:reference>/paper-template/template.docx": (body_row(_TEMPLATE, get=404),),
    "bodies/<slug:reference>/paper-template/drop/": (body_row(_TEMPLATE, post=302),),
    f"{_OF}publishing/": (partnership_row(),),
    f"{_OF}publishing/new/": (partnership_row(COORDINATOR, post=200),),
    f"{_OF}publishing/<int:pk>/agree/": _publication("proposed", _AGREE),
    f"{_OF}publishing/<int:pk>/publish/": _publication("proposed", COORDINATOR),
    f"{_OF}publishing/<int:pk>/drop/": _publication("proposed", COORDINATOR),
    f"{_OF}publishing/<int:pk>/take-back/": _publication(
        "published", COORDINATOR | {"section-151", "monitoring"}
    ),
    f"{_OF}guests/": (partnership_row(COORDINATOR),),
    f"{_OF}guests/new/": (partnership_row(COORDINATOR, post=200),),
    f"{_OF}guests/<int:pk>/end/": (partnership_row(COORDINATOR, post=302, names={"pk": "guest"}),),
    "published/": (open_row(),),
    "published/<slug:reference>/": _public(),
    "published/<slug:reference>/case.json": _public(),
    "published/<slug:reference>/tables/<slug:name>.<slug:form>": (
        *_public(name="running-total-table", form="csv"),
        # Workings and what each body spends stay within.
        *_public(get=404, name="assumptions", form="csv"),
    ),
    "published/<slug:reference>/charts/<slug:name>.<slug:form>": _public(
        name="running-total", form="svg"
    ),
    "published/<slug:reference>/papers/<int:number>.<slug:form>": (
        *_public(number="brief", form="pdf"),
        *_public(get=404, number="decision", form="pdf"),
    ),
    "guest-links/<str:token>/": (open_row(post=302, names={"token": "guest-token"}),),
    # Only a browser that opened the link reads what it leads to.
    "guest/<int:pk>/": (open_row(get=404, names={"pk": "guest"}),),
    "guest/<int:pk>/tables/<slug:name>.<slug:form>": (
        open_row(get=404, names={"pk": "guest", "name": "options", "form": "csv"}),
    ),
    "guest/<int:pk>/charts/<slug:name>.<slug:form>": (
        open_row(get=404, names={"pk": "guest", "name": "running-total", "form": "svg"}),
    ),
    "guest/<int:pk>/paper.<slug:form>": (open_row(get=404, names={"pk": "guest", "form": "pdf"}),),
}
