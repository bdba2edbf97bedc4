"""What the pages of typed figures say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from commonweal.partnership import Change
from commonweal.partnership.baselines import Baseline, CostLines
from commonweal.partnership.workbook.cells_out import cell_of
from commonweal.partnership.workbook.leaves import leaf_of
from commonweal.partnership.workbook.words import heading_of, sheet_words
from commonweal.services import catalogue
from commonweal_web.core.layout import Fact, Step
from commonweal_web.core.layout.filters import say_moment
from commonweal_web.partnerships.models import Document

from .places import (
    ListPlace,
    Path,
    TablePlace,
    address_of,
    children_of,
    keys_of,
    place_at,
    row_said,
)
from .queries import Part

__all__ = ["ChangesPage", "ListPage", "OverviewPage", "TablePage", "VersionsPage", "title_of"]

#: What a body is asked of, in the order in which it is easiest to answer.
_OF_A_BODY = ("options", "assumptions", "papers", "finance")
#: What is held in common, likewise.
_IN_COMMON = (
    "services",
    "bodies",
    "options",
    "split",
    "assumptions",
    "success_factors",
    "outcomes",
    "risks",
    "reorganisations",
    "baselines",
    "finance",
    "existing",
    "optimism",
    "stresses",
    "scenarios",
    "standard_services",
    "papers",
)


def _at(part: Part, path: Path, name: str = "part-at") -> str:
    return reverse(name, args=[part.partnership.reference, part.holder, address_of(path)])


def _overview(part: Part) -> str:
    return reverse("part", args=[part.partnership.reference, part.holder])


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPage:
    """A part's task list."""

    heading: str
    caption: str
    back: str
    said: str
    steps: tuple[Step, ...]
    more: tuple[Step, ...]
    ways_on: tuple[tuple[str, str], ...]
    check: str
    """The address of the page on which the draft is looked through; empty where there is none."""
    undo: str
    """The address that brings back the version before; empty where there is none."""
    filled_in: str = ""
    """Who typed figures for this body, while it has not taken them over; else empty."""
    take_over: str = ""
    """The address of the page on which they are looked through."""

    @classmethod
    def of(cls, part: Part, filled_in: str = "") -> OverviewPage:
        reference, document = part.partnership.reference, part.document
        arguments = [reference, part.holder]
        steps = list(_common_steps(part) if part.body is None else _body_steps(part))
        if filled_in and document is None:
            steps = [_for_them(step) for step in steps]
        return cls(
            heading="Held in common" if part.body is None else f"Figures of {part.body.name}",
            caption=part.partnership.name,
            back=reverse("figures", args=[reference]),
            said=_say_state(part),
            steps=tuple(steps[:9]),
            more=tuple(steps[9:]),
            ways_on=(
                ("Upload a file instead", reverse("upload-figures", args=arguments)),
                (
                    "Every version, and what changed in each",
                    reverse("part-versions", args=arguments),
                ),
            ),
            check=reverse("check-answers", args=arguments) if part.is_draft else "",
            undo=reverse("restore-part", args=[*arguments, part.version - 1])
            if part.is_draft and part.version > 1
            else "",
            filled_in=filled_in,
            take_over=reverse("take-over", args=arguments) if filled_in else "",
        )


def _for_them(step: Step) -> Step:
    """Return a line as it stands for a body that has typed nothing itself."""
    if step.status in ("Not started", "None yet", "As left out"):
        return step
    return replace(step, status="Filled in for you", tag="yellow")


def _say_state(part: Part) -> str:
    document = part.document
    if document is None:
        return "Nothing is typed yet. Every page you save is kept as a draft of your own."
    if document.state == Document.State.DRAFT:
        return (
            f"Version {document.version} is a draft by {document.prepared_as}, "
            f"{say_moment(document.prepared_at)}. Partners see it once it is submitted."
        )
    if document.state == Document.State.RETURNED:
        return f"Version {document.version} was returned to be mended: {document.returned_reason}"
    return f"Version {document.version} stands. What you save now begins the next, as a draft."


def _body_steps(part: Part) -> Iterable[Step]:
    body = part.body
    assert body is not None
    row = next(iter(part.values.get("bodies", ())), {})
    is_told = bool(set(row) - {"id", "name", "kind"})
    yield Step(
        name=f"About {body.name}",
        address=_at(part, ("bodies", 0)),
        hint="Measures by which cost may be shared, what it spends in all, VAT, where staff work",
        status="Completed" if is_told else "Not started",
        tag="" if is_told else "teal",
    )
    names = {service.id: service.name for service in catalogue().services}
    rows = list(part.values.get("baselines", ()))
    for service in part.case.values.get("services", ()):
        place = next(
            (index for index, one in enumerate(rows) if one.get("service") == service["id"]), None
        )
        called = service.get("name") or names.get(service["id"], service["id"])
        address = (
            reverse(
                "begin-baseline",
                args=[part.partnership.reference, part.holder, service["id"]],
            )
            if place is None
            else _at(part, ("baselines", place))
        )
        yield Step(
            name=f"What {called[:1].lower()}{called[1:]} costs now",
            address=address,
            hint="Cost by line, income, staff, volumes, contracts",
            status=_baseline_status(rows[place]) if place is not None else "Not started",
            tag="teal" if place is None else "" if _is_costed(rows[place]) else "yellow",
        )
    yield from _list_steps(part, _OF_A_BODY)


def _is_costed(row: dict[str, Any]) -> bool:
    if row.get("status") in ("does-not-provide", "missing"):
        return True
    return bool(row.get("costs") or row.get("undivided"))


def _baseline_status(row: dict[str, Any]) -> str:
    if row.get("status") == "does-not-provide":
        return "Does not provide it"
    if row.get("status") == "missing":
        return "Said to be missing"
    return "Completed" if _is_costed(row) else "In progress"


def _common_steps(part: Part) -> Iterable[Step]:
    is_told = "base_year" in part.values and "first_year" in part.values
    yield Step(
        name="About the partnership",
        address=_at(part, ()),
        hint="Aim, prices, years, values",
        status="Completed" if is_told else "Not started",
        tag="" if is_told else "teal",
    )
    yield from _list_steps(part, _IN_COMMON)


def _list_steps(part: Part, keys: Sequence[str]) -> Iterable[Step]:
    by_key = {child.key: child for child in children_of(_root(part))}
    for key in keys:
        child = by_key[key]
        name = child.name
        if key == "options" and part.body is not None:
            name = "What it could do alone"
        if child.is_list:
            status = f"{child.n_rows} given" if child.n_rows else "None yet"
        else:
            status = "Given" if child.is_there else "As left out"
        yield Step(name=name, address=_at(part, (key,)), hint=child.says, status=status)


def _root(part: Part) -> TablePlace:
    place = place_at(part.values, ())
    assert isinstance(place, TablePlace)
    return place


def title_of(place: TablePlace | ListPlace) -> str:
    """Return what a page is called: the list's title, or the row's own name."""
    words = tuple(str(step) for step in place.path if isinstance(step, str))
    if not words:
        return "About the partnership"
    if isinstance(place, ListPlace):
        return sheet_words(words)[0]
    if isinstance(place.path[-1], str):
        return heading_of((place.path[-1],))
    return row_said(place.model, place.values)


def _back_of(part: Part, path: Path) -> tuple[str, str]:
    """Return the address and name of the page above."""
    above = path[:-1]
    # A row of a list that has a line of its own in the overview goes back there.
    if not above or (path[0] in ("bodies", "baselines") and len(path) == 2 and part.body):
        return _overview(part), "Held in common" if part.body is None else part.name
    return _at(part, above), title_of(place_at(part.values, above))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that leads to a page within this one."""

    name: str
    said: str
    address: str
    remove: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage:
    """One table with its form, and what stands within it."""

    heading: str
    caption: str
    says: str
    back: str
    back_text: str
    within: tuple[Line, ...]
    remove: str
    sheets: tuple[tuple[str, str], ...] = ()
    """Ways to upload a sheet of one's own: text and address."""

    @classmethod
    def of(cls, part: Part, place: TablePlace) -> TablePage:
        back, back_text = _back_of(part, place.path)
        is_own_row = part.body is not None and place.path[:1] == ("bodies",)
        can_remove = bool(place.path) and isinstance(place.path[-1], int) and not is_own_row
        return cls(
            heading=title_of(place),
            caption=part.name,
            says=" ".join((place.model.__doc__ or "").split()) if place.path else "",
            back=back,
            back_text=back_text,
            within=tuple(_within(part, place)) if place.path else (),
            remove=_at(part, place.path, "remove-row") if can_remove else "",
            sheets=tuple(_sheets(part, place)),
        )


def _sheets(part: Part, place: TablePlace) -> Iterable[tuple[str, str]]:
    if not place.path or place.path[0] != "baselines":
        return
    if place.model is CostLines:
        yield "Upload a ledger extract instead", _at(part, place.path, "upload-sheet")
    if place.model is Baseline and place.values.get("service"):
        yield (
            "Upload a sheet of volumes",
            _at(part, (*place.path, "volumes"), "upload-sheet"),
        )


def _within(part: Part, place: TablePlace) -> Iterable[Line]:
    for child in children_of(place):
        if child.is_list:
            said = f"{child.n_rows} given" if child.n_rows else "None yet"
        else:
            said = "Given" if child.is_there else "None yet"
        yield Line(name=child.name, said=said, address=_at(part, (*place.path, child.key)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """The rows of a list, and how to add to them."""

    heading: str
    caption: str
    says: str
    back: str
    back_text: str
    rows: tuple[Line, ...]
    add: str
    paste: str
    sheet: str
    """The address of the page that takes a sheet of one's own; empty likewise."""
    columns: tuple[str, ...]
    """Headings that pasted rows may have."""

    @classmethod
    def of(cls, part: Part, place: ListPlace, *, is_one_kind: bool) -> ListPage:
        back, back_text = _back_of(part, place.path)
        return cls(
            heading=title_of(place),
            caption=part.name,
            says=" ".join((place.models[0].__doc__ or "").split()) if is_one_kind else "",
            back=back,
            back_text=back_text,
            rows=tuple(_rows(part, place)),
            add=_at(part, place.path, "add-row"),
            paste=_at(part, place.path, "paste-rows") if is_one_kind else "",
            sheet=_at(part, place.path, "upload-sheet") if is_one_kind else "",
            columns=tuple(heading_of((key,)) for key in keys_of(place.models[0])),
        )


def _rows(part: Part, place: ListPlace) -> Iterable[Line]:
    for index, row in enumerate(place.rows):
        here = place_at(part.values, (*place.path, index))
        assert isinstance(here, TablePlace)
        yield Line(
            name=row_said(here.model, row),
            said=_in_short(here),
            address=_at(part, here.path),
            remove=_at(part, here.path, "remove-row"),
        )


def _in_short(place: TablePlace) -> str:
    """Return a row's first figures, in a line."""
    parts = []
    for key in keys_of(place.model):
        value = place.values.get(key)
        if value is None or key in ("id", "name", "title", "label", "body", "note", "source"):
            continue
        leaf = leaf_of(place.model.model_fields[key])
        assert leaf is not None
        cell = cell_of(value, leaf)
        said = f"{cell:,.10g}" if isinstance(cell, float) else str(cell)
        parts.append(f"{heading_of((key,))}: {said[:60]}")
        if len(parts) == 3:
            break
    return "; ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version in the list of all."""

    said: str
    small: str
    changes: str
    restore: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionsPage:
    """Every version of a part, newest first."""

    heading: str
    caption: str
    back: str
    versions: tuple[Version, ...]

    @classmethod
    def of(cls, part: Part, documents: Sequence[Document]) -> VersionsPage:
        arguments = [part.partnership.reference, part.holder]
        return cls(
            heading="Every version",
            caption=part.name,
            back=_overview(part),
            versions=tuple(
                Version(
                    said=f"Version {one.version}: {one.get_state_display().lower()}",
                    small=f"{one.prepared_as}, {say_moment(one.prepared_at)}"
                    + (f". {one.note}" if one.note else ""),
                    changes=reverse("part-changes", args=[*arguments, one.version]),
                    restore=reverse("restore-part", args=[*arguments, one.version])
                    if one.version != part.version
                    else "",
                )
                for one in documents
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    """What one version changed, field by field."""

    heading: str
    caption: str
    back: str
    who: str
    sentences: tuple[str, ...]
    facts: tuple[Fact, ...] = ()

    @classmethod
    def of(cls, part: Part, document: Document, changes: Sequence[Change]) -> ChangesPage:
        return cls(
            heading=f"What version {document.version} changed",
            caption=part.name,
            back=reverse("part-versions", args=[part.partnership.reference, part.holder]),
            who=f"{document.prepared_as}, {say_moment(document.prepared_at)}",
            sentences=tuple(change.sentence for change in changes),
        )
