"""What a run came to, figure by figure: the people of every body that takes part see it.

Moving a figure, comparing and trying another split keep nothing: whoever sees the run may.
"""

from __future__ import annotations

from collections.abc import Mapping

from .rows import CERTIFIERS, COORDINATOR, EDITOR, Row, partnership_row

__all__ = ["ROWS"]

RUN = "partnerships/<slug:reference>/runs/<int:number>/"


def _of_run(**names: str) -> tuple[Row, ...]:
    return (partnership_row(names={"number": "done", **names}),)


ROWS: Mapping[str, tuple[Row, ...]] = {
    RUN + "figures/<path:trace>/": _of_run(trace="verdict"),
    RUN + "tables/<slug:name>.<str:form>": _of_run(name="options-table", form="csv"),
    RUN + "charts/<slug:name>.<str:form>": _of_run(name="gains", form="svg"),
    RUN + "results/<slug:name>/": _of_run(name="options"),
    RUN + "what-if/": _of_run(),
    RUN + "what-if/<int:kept>/": (partnership_row(names={"number": "done", "kept": "1"}),),
    # An empty form tries nothing: whoever may keep is shown the page again.
    RUN + "what-if/keep/": (
        partnership_row(
            COORDINATOR | EDITOR | {"member"}, get=405, post=200, names={"number": "done"}
        ),
    ),
    RUN + "certificates/": _of_run(),
    RUN + "certificates/<slug:body>/": (
        partnership_row(CERTIFIERS, post=302, names={"number": "done", "body": "body"}),
    ),
    RUN + "compare/": _of_run(),
    "partnerships/<slug:reference>/shares/": (partnership_row(get=302),),
    RUN + "shares/": _of_run(),
    RUN + "shares/try/": _of_run(),
    RUN + "shares/choose/": (partnership_row(COORDINATOR, post=302, names={"number": "done"}),),
    RUN + "shares/leaving/": _of_run(),
    RUN + "shares/joining/": _of_run(),
    # An empty form names no split: whoever may propose one is told so.
    RUN + "shares/propose/": (
        partnership_row(COORDINATOR, get=200, post=200, names={"number": "done"}),
    ),
}
