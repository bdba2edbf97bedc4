"""What can be made of one deal as files: which papers, in which forms, under which names.

A deal is worked out once and its desk laid once; every paper and form is made from these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, get_args

from commonweal.errors import InputError
from commonweal.partnership import Partnership

from .papers.desk import Desk
from .papers.making import paper_from
from .papers.paper import Paper, PaperKind, Size, exempt_part, public_part
from .renderers import FORMS, render
from .rendering import report_page

__all__ = ["KINDS", "SIZES", "Kind", "Order", "Part", "check_order", "everything", "made", "opened"]

#: What can be asked for: the whole report on one page, a paper, or the workbook of results.
Kind = Literal["results", "business-case", "decision", "brief", "workbook"]
Part = Literal["whole", "public", "exempt"]

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
SIZES: Final[tuple[Size, ...]] = get_args(Size)

_PAPERS: Final[tuple[PaperKind, ...]] = get_args(PaperKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One file that is asked for."""

    kind: Kind
    form: str
    """`html`, `pdf`, `docx` or `xlsx`."""
    size: Size = "outline"
    body: str | None = None
    part: Part = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An order with the paper that it is for, which is made but not yet laid out."""

    order: Order
    name: str
    """A name for its file: `decision-burnley.pdf`."""
    paper: Paper | None


def forms_of(kind: Kind) -> tuple[str, ...]:
    """Return the forms in which a kind can be had, the usual one first."""
    match kind:
        case "results":
            return ("html",)
        case "workbook":
            return ("xlsx",)
        case _:
            return FORMS


def check_order(order: Order, partnership: Partnership) -> None:
    """Raise InputError for an order that cannot be met, before anything is worked out."""
    what = order.kind.replace("-", " ")
    if order.form not in forms_of(order.kind):
        forms = " or ".join(forms_of(order.kind))
        kind = "workbook" if order.form == "xlsx" else "business-case, decision or brief"
        raise InputError(
            f"The {what} cannot be made as {order.form}.",
            hint=f"Ask for {forms}, or for the paper {kind}.",
        )
    bodies = [body.id for body in partnership.bodies]
    known = f"The bodies are {', '.join(bodies)}." if bodies else "The file holds no bodies."
    if order.kind == "decision" and order.body is None:
        raise InputError("A decision paper is one body's, and none is named.", hint=known)
    if order.kind != "decision" and order.body is not None:
        raise InputError(
            f"The {what} is the partnership's, and the body {order.body} is named.",
            hint="Leave the body out, or ask for the paper decision.",
        )
    if order.body is not None and order.body not in bodies:
        raise InputError(f"There is no body {order.body} in the file.", hint=known)
    if order.part != "whole" and order.kind not in _PAPERS:
        raise InputError(
            f"The {what} has no public and exempt parts.",
            hint="They are parts of a paper: ask for business-case, decision or brief.",
        )


def everything(partnership: Partnership) -> tuple[Order, ...]:
    """Return every paper in every form: the report, the workbook, the case at each size, the
    brief, and each body's own decision paper.
    """
    papers: list[tuple[PaperKind, Size, str | None]] = [
        *(("business-case", size, None) for size in SIZES),
        ("brief", "outline", None),
        *(("decision", "outline", body.id) for body in partnership.bodies),
    ]
    return (
        Order(kind="results", form="html"),
        Order(kind="workbook", form="xlsx"),
        *(
            Order(kind=kind, form=form, size=size, body=body)
            for kind, size, body in papers
            for form in forms_of(kind)
        ),
    )


def opened(desk: Desk, orders: tuple[Order, ...]) -> tuple[Opened, ...]:
    """Make the papers that orders are for, each once, and name their files.

    A paper with an exempt part, asked for whole among several, comes with its public part too.

    Raises
    ------
    InputError
        A paper cannot be made, or has no exempt part where that is asked for.
    """
    papers: dict[tuple[Kind, Size, str | None], Paper] = {}
    found: list[Opened] = []
    for order in orders:
        if order.kind == "results" or order.kind == "workbook":
            name = "results.html" if order.kind == "results" else "results-workbook.xlsx"
            found.append(Opened(order=order, name=name, paper=None))
            continue
        key = (order.kind, order.size, order.body)
        if key not in papers:
            papers[key] = paper_from(desk, kind=order.kind, size=order.size, body=order.body)
        found.extend(_parts(order, papers[key], with_public=len(orders) > 1))
    return tuple(found)


def _parts(order: Order, paper: Paper, *, with_public: bool) -> Iterator[Opened]:
    if order.part == "whole":
        yield Opened(order=order, name=f"{paper.id}.{order.form}", paper=paper)
        if with_public and paper.has_exempt_part:
            yield Opened(
                order=order, name=f"{paper.id}-public.{order.form}", paper=public_part(paper)
            )
    elif order.part == "public":
        yield Opened(order=order, name=f"{paper.id}-public.{order.form}", paper=public_part(paper))
    elif not paper.has_exempt_part:
        raise InputError(
            f"{paper.title} has no exempt part: the public may read all of it.",
            hint="Say in the file, under [[papers]], what is exempt and by which rule.",
        )
    else:
        exempt = exempt_part(paper)
        yield Opened(order=order, name=f"{exempt.id}.{order.form}", paper=exempt)


def made(desk: Desk, one: Opened, *, template: bytes | None = None) -> bytes:
    """Return the bytes of a file, the same for the same deal.

    `template` is a body's own Word file; it bears on Word papers alone.

    Raises
    ------
    CommonwealError
        The paper cannot be laid out, or the template cannot be used.
    """
    if one.paper is not None:
        is_word = one.order.form == "docx"
        return render(one.paper, one.order.form, template=template if is_word else None)
    if one.order.kind == "results":
        return report_page(desk.deal, desk.report).encode("utf-8")
    from .results_workbook import results_workbook

    return results_workbook(desk.deal, desk.report)
