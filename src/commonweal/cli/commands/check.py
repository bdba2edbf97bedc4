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
    from commonweal.errors import FileFormatError, RefusedError

    try:
        case = read_case(file)
    except RefusedError as error:
        if as_json:
            print_json(error.report.to_dict())
            raise
        show_refused(console(), error.report)
        count = len(error.report.refused)
        # The report is the result, and stands on standard output; this only says that it is bad.
        raise FileFormatError(
            "1 thing needs mending." if count == 1 else f"{count:,} things need mending.",
            hint="Do as the report says of each, then check again.",
            place=error.place,
        ) from error
    if as_json:
        print_json(case.report.to_dict())
        return
    show_accepted(console(), case.partnership, case.report)
