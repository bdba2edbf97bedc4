"""Which papers a command asks for, and writing them: nothing is written over what is there."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from commonweal.errors import FileFormatError, InputError, Place

from .cases import write

if TYPE_CHECKING:
    from commonweal.partnership import Partnership
    from commonweal.reports.bundle import Kind, Order, Part
    from commonweal.reports.papers import Desk
    from commonweal.reports.papers.paper import Size

__all__ = ["Asked", "check_asked", "read_template", "write_charts", "write_papers"]

_ENDINGS = {".html": "html", ".htm": "html", ".pdf": "pdf", ".docx": "docx", ".xlsx": "xlsx"}
_USUAL_FORM = {"workbook": "xlsx"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was typed after `commonweal report FILE`."""

    output: Path | None
    paper: str
    size: str
    body: str | None
    form: str | None
    public: bool
    exempt: bool
    template: Path | None
    everything: Path | None
    charts: Path | None

    @property
    def is_folder(self) -> bool:
        return self.output is not None and self.output.is_dir()

    def orders(self, partnership: Partnership) -> tuple[Order, ...]:
        """Return the files asked for. Raises InputError for what cannot be had."""
        from commonweal.reports.bundle import Order, check_order, everything

        if self.everything is not None:
            return everything(partnership)
        if self.output is None:
            return ()
        part: Part = "public" if self.public else "exempt" if self.exempt else "whole"
        order = Order(
            kind=cast("Kind", self.paper),
            form=self._form(),
            size=cast("Size", self.size),
            body=self.body,
            part=part,
        )
        check_order(order, partnership)
        return (order,)

    def _form(self) -> str:
        usual = _USUAL_FORM.get(self.paper, "html")
        if self.output is None or self.is_folder:
            return self.form or usual
        ending = _ENDINGS.get(self.output.suffix.lower())
        has_one_form = self.paper in ("results", "workbook")
        form = self.form or (usual if has_one_form else ending) or usual
        if ending != form:
            raise _wrong_ending(self.output, self.paper, form)
        return form


def check_asked(asked: Asked) -> None:
    """Raise InputError for what goes not together, before any file is read."""
    from commonweal.reports.bundle import KINDS, SIZES

    _check_one_of("paper", asked.paper, KINDS)
    _check_one_of("size", asked.size, SIZES)
    if asked.form is not None:
        _check_one_of("format", asked.form, tuple(dict.fromkeys(_ENDINGS.values())))
    if asked.everything is not None:
        named = [
            option
            for option, is_given in (
                ("--output", asked.output is not None),
                ("--paper", asked.paper != "results"),
                ("--body", asked.body is not None),
                ("--format", asked.form is not None),
                ("--public", asked.public),
                ("--exempt", asked.exempt),
            )
            if is_given
        ]
        if named:
            raise InputError(
                f"--all writes every paper in every form, and {' and '.join(named)} "
                f"{'asks' if len(named) == 1 else 'ask'} for one.",
                hint="Leave --all out, or the others.",
            )
    elif asked.output is None and (asked.paper != "results" or asked.body is not None):
        raise InputError(
            f"The {asked.paper.replace('-', ' ')} has no file to go to.",
            hint="Name it by --output, or leave --paper out to write the charts alone.",
        )
    elif asked.output is None and asked.charts is None:
        raise InputError(
            "`commonweal report` needs --output.",
            hint="The page to write, for example my-case.html; or --all DIR for every paper. See "
            "`commonweal report --help`.",
        )
    if asked.public and asked.exempt:
        raise InputError(
            "--public and --exempt are two parts of a paper, and both are asked for.",
            hint="Ask for one of them; without either the whole paper is written.",
        )
    is_word = asked.form == "docx" or (
        asked.output is not None and asked.output.suffix.lower() == ".docx"
    )
    if asked.template is not None and asked.everything is None and not is_word:
        raise InputError(
            "--template is a Word file, and the paper asked for is not in Word's form.",
            hint="Add --format docx, or leave --template out.",
            place=Place(file=str(asked.template)),
        )


def _check_one_of(what: str, typed: str, known: tuple[str, ...]) -> None:
    if typed not in known:
        raise InputError(f"There is no {what} {typed}.", hint=f"Use one of: {', '.join(known)}.")


def _wrong_ending(output: Path, paper: str, form: str) -> InputError:
    page = "report is an HTML page" if paper == "results" else f"paper in {form} was asked for"
    page = "workbook of results is an .xlsx file" if paper == "workbook" else page
    return InputError(
        f"{output} does not end in .{form}, and a {page}.",
        hint=f"Write it to {output.with_suffix(f'.{form}').name}.",
        place=Place(file=str(output)),
    )


def read_template(asked: Asked) -> bytes | None:
    """Return the Word file asked for, if one is. Raises FileFormatError if it cannot be read."""
    from commonweal.files import read_bytes

    if asked.template is None:
        return None
    return read_bytes(asked.template)


def write_papers(
    desk: Desk,
    asked: Asked,
    orders: tuple[Order, ...],
    *,
    template: bytes | None,
    overwrite: bool,
) -> list[dict[str, Any]]:
    """Make and write the papers, and return what was written, in order.

    Every name is looked at before the first paper is laid out, so that a set is not left half
    written because of one file that was there.

    Raises
    ------
    CommonwealError
        A paper cannot be made, or its file is there already or cannot be written.
    """
    from commonweal.reports.bundle import made, opened

    found = opened(desk, orders)
    folder = asked.everything if asked.everything is not None else asked.output
    is_folder = asked.everything is not None or asked.is_folder
    paths = [(folder or Path()) / one.name if is_folder else Path(folder or "") for one in found]
    if not overwrite:
        _refuse_what_is_there(paths)
    if asked.everything is not None:
        make_folder(asked.everything)
    wrote: list[dict[str, Any]] = []
    # Typst leaves Python free while it lays out a PDF, which takes longest: two at a time.
    with ThreadPoolExecutor(max_workers=2) as pool:
        contents = pool.map(partial(made, desk, template=template), found)
        for path, one, content in zip(paths, found, contents, strict=True):
            write(path, content, overwrite=overwrite)
            wrote.append({"file": str(path), "paper": one.order.kind, "form": one.order.form})
    return wrote


def write_charts(desk: Desk, asked: Asked, *, overwrite: bool) -> list[dict[str, Any]]:
    """Write each chart as SVG, PNG and CSV into the folder asked for, if one is."""
    if asked.charts is None:
        return []
    from commonweal.reports.charts import all_charts, chart_csv, draw, draw_png

    charts = all_charts(desk.deal)
    forms = ("svg", "png", "csv")
    paths = {(one.id, form): asked.charts / f"{one.id}.{form}" for one in charts for form in forms}
    if not overwrite:
        _refuse_what_is_there(list(paths.values()))
    make_folder(asked.charts)
    wrote: list[dict[str, Any]] = []
    for one in charts:
        content: dict[str, str | bytes] = {
            "svg": draw(one),
            "png": draw_png(one),
            "csv": chart_csv(one),
        }
        for form in forms:
            path = paths[one.id, form]
            write(path, content[form], overwrite=overwrite)
            wrote.append({"file": str(path), "chart": one.id, "form": form})
    return wrote


def make_folder(folder: Path) -> None:
    """Make a folder unless it is there. Raises FileFormatError if it cannot be made."""
    try:
        folder.mkdir(exist_ok=True)
    except FileNotFoundError as error:
        raise FileFormatError(
            f"There is no folder {folder.parent} to make {folder.name} in.",
            hint="Make it first, or name another.",
            place=Place(file=str(folder)),
        ) from error
    except FileExistsError as error:
        raise FileFormatError(
            f"{folder} is a file, and a folder is needed.",
            hint="Name another.",
            place=Place(file=str(folder)),
        ) from error
    except OSError as error:
        raise FileFormatError(
            f"The folder {folder} could not be made: {error.strerror or error}.",
            hint="Name a folder of your own.",
            place=Place(file=str(folder)),
        ) from error


def _refuse_what_is_there(paths: list[Path]) -> None:
    there = [path for path in paths if path.exists()]
    if there:
        others = f", as are {len(there) - 1} more" if len(there) > 1 else ""
        raise FileFormatError(
            f"{there[0]} is already there{others}, and nothing was written.",
            hint="Give another name, or add --force to replace what is there.",
            place=Place(file=str(there[0])),
        )
