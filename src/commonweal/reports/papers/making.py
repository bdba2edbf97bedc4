"""Making a paper: the kind asked for, from one deal and the report of its file."""

from __future__ import annotations

from commonweal.deal import Deal
from commonweal.errors import InputError, ReaderReport

from .brief import brief_paper
from .business_case import business_case
from .decision import decision_paper
from .desk import Desk, desk_of
from .paper import Paper, PaperKind, Size

__all__ = ["paper_from", "paper_of"]

_SIZES = ("quick", "outline", "full")


def paper_of(
    deal: Deal,
    report: ReaderReport,
    *,
    kind: PaperKind,
    size: Size = "outline",
    body: str | None = None,
) -> Paper:
    """Return a paper of a deal.

    Parameters
    ----------
    report
        What became of the file that the deal was read from.
    size
        How much a business case says; other papers have one size.
    body
        Whose decision paper it is, by its id; other papers are the partnership's.

    Raises
    ------
    InputError
        The kind or size is none, the body is unknown, a decision paper names no body, or another
        paper names one.
    """
    return paper_from(desk_of(deal, report), kind=kind, size=size, body=body)


def paper_from(
    desk: Desk, *, kind: PaperKind, size: Size = "outline", body: str | None = None
) -> Paper:
    """Return a paper from a desk, which several papers of one deal can share.

    Raises InputError as `paper_of` does.
    """
    if size not in _SIZES:
        raise InputError(f"There is no size {size}.", hint=f"Use one of: {', '.join(_SIZES)}.")
    if kind != "decision" and body is not None:
        raise InputError(
            f"The {kind.replace('-', ' ')} is the partnership's, and {body} is named.",
            hint="Leave the body out, or ask for the decision paper.",
        )
    match kind:
        case "business-case":
            return business_case(desk, size)
        case "decision":
            return decision_paper(desk, body)
        case "brief":
            return brief_paper(desk)
    raise InputError(
        f"There is no paper {kind}.", hint="Use one of: business-case, decision, brief."
    )
