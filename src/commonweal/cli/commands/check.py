"""`commonweal check`: every problem at once."""

from __future__ import annotations

from commonweal.cli.options import AsJson, CaseFile
from commonweal.cli.output import console, print_json

__all__ = ["check"]


def check(file: CaseFile, as_json: AsJson = False) -> None:
    """Say everything that is wrong with a partnership file, and how to mend it.

    Then what a careful officer would want to know, and every value that was left out with what
    stands for it. Nothing is written and nothing is appraised. The exit status is 2 if the file
    cannot be used.
    """
    from commonweal.cli.cases import read_case
    from commonweal.cli.screens.check import show_accepted, show_refused
    from commonweal.errors import RefusedError

    try:
        case = read_case(file)
    except RefusedError as error:
        if as_json:
            print_json(error.report.to_dict())
        else:
            show_refused(console(), error.report)
        raise
    if as_json:
        print_json(case.report.to_dict())
        return
    show_accepted(console(), case.partnership, case.report)
