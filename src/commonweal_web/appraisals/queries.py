"""What is kept of a run for its pages, and on what a partnership's runs would rest today."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from commonweal.errors import CommonwealError, RefusedError
from commonweal.partnership import read_values
from commonweal_web.appraisals.models import Certificate, Piece, WhatIf
from commonweal_web.appraisals.seeing import Reader, reader_of
from commonweal_web.bodies.models import Body
from commonweal_web.core.policy import HiddenError, Standing
from commonweal_web.partnerships.models import Document, Partner, Partnership, Run
from commonweal_web.partnerships.permissions.records import may_prepare, own_references
from commonweal_web.partnerships.presenters.documents import IN_COMMON
from commonweal_web.partnerships.queries.records import CURRENT, Case, case_of, find_run

__all__ = [
    "Certified",
    "Pieces",
    "certified_by",
    "find_pieces",
    "find_what_if",
    "lacking_for_run",
    "latest_what_ifs",
    "pieces_seen",
    "standing_documents",
    "what_ifs_of",
]


#: How many what-ifs the list of runs names.
LATEST = 20


class Pieces:
    """What is kept of one run, as one reader may see it."""

    def __init__(self, run: Run, reader: Reader) -> None:
        self.run = run
        self.reader = reader

    def summary(self) -> dict[str, Any] | None:
        """Return what its first page says; None for a run of before such pages were kept."""
        found = self._of(Piece.Kind.SUMMARY, [""])
        return self.reader.shown(found[""]) if found else None

    def section(self, name: str) -> dict[str, Any]:
        """Raises HiddenError where the run has no such section."""
        return self._seen(Piece.Kind.SECTION, name)

    def tables(self, names: Collection[str]) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = self.reader.shown(self._of(Piece.Kind.TABLE, names))
        return found

    def charts(self, names: Collection[str]) -> dict[str, dict[str, Any]]:
        """Return the charts of these names; one that draws what is kept back is left out."""
        found = self._of(Piece.Kind.CHART, names)
        return {name: one for name, one in found.items() if not self.reader.hides(one)}

    def table(self, name: str) -> dict[str, Any]:
        return self._seen(Piece.Kind.TABLE, name)

    def chart(self, name: str) -> dict[str, Any]:
        found = self.charts([name])
        if name not in found:
            raise HiddenError
        return found[name]

    def drawing(self, name: str) -> str:
        """Return a chart's SVG. Raises HiddenError where there is none, or not for this reader."""
        self.chart(name)
        return self.run.pieces.get(kind=Piece.Kind.DRAWING, key=name).text

    def trace(self, name: str) -> dict[str, Any]:
        """Return where a figure comes from. Raises HiddenError for a figure that is not there."""
        found = self._of(Piece.Kind.TRACE, [name])
        if name not in found:
            raise HiddenError
        return self.reader.trace(found[name])

    def _seen(self, kind: Piece.Kind, name: str) -> dict[str, Any]:
        found = self._of(kind, [name])
        if name not in found:
            raise HiddenError
        values: dict[str, Any] = self.reader.shown(found[name])
        return values

    def _of(self, kind: Piece.Kind, names: Collection[str]) -> dict[str, dict[str, Any]]:
        if not names:
            return {}
        rows = self.run.pieces.filter(kind=kind, key__in=list(names)).values_list("key", "text")
        return {key: json.loads(text) for key, text in rows}


def find_pieces(standing: Standing, partnership: Partnership, number: int) -> Pieces:
    """Return what is kept of a run that somebody may see.

    Raises
    ------
    HiddenError
        There is none of that number in the partnership, or not for them, or it is not done.
    """
    run = find_run(standing, partnership, number)
    if run.state != Run.State.DONE:
        raise HiddenError
    return pieces_seen(standing, partnership, run)


def pieces_seen(standing: Standing, partnership: Partnership, run: Run) -> Pieces:
    """Return what is kept of a run at hand, as somebody may see it."""
    own = own_references(standing, partnership)
    return Pieces(run, reader_of(json.loads(run.input_text), own=own))


def standing_documents(partnership: Partnership) -> dict[str | None, tuple[int, int]]:
    """Return the id and version of what stands now, by its holder's reference."""
    joined = partnership.partner_body_ids()
    rows = Document.objects.filter(partnership=partnership, state__in=CURRENT).values_list(
        "body__reference", "body_id", "pk", "version"
    )
    return {
        reference: (pk, version)
        for reference, body_id, pk, version in rows
        if body_id is None or body_id in joined
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Certified:
    """One body that takes part, and its certificate for a run; None while it has given none."""

    body: Body
    certificate: Certificate | None


def certified_by(partnership: Partnership, run: Run) -> tuple[Certified, ...]:
    """Return every body that takes part, by name, with its certificate: one question.

    Fetch the partnership by `partnerships.queries.partnerships`.
    """
    given = {one.body_id: one for one in run.certificates.all()}
    bodies = (
        partner.body
        for partner in partnership.partners.all()
        if partner.state == Partner.State.JOINED
    )
    return tuple(
        Certified(body=body, certificate=given.get(body.pk))
        for body in sorted(bodies, key=lambda body: body.name)
    )


def what_ifs_of(run: Run) -> list[WhatIf]:
    """Return the what-ifs kept of a run, newest first, without what their pages say."""
    return list(run.what_ifs.defer("text"))


def latest_what_ifs(partnership: Partnership) -> list[WhatIf]:
    """Return the newest what-ifs kept in a partnership, of any run: their names, no figures."""
    found = WhatIf.objects.filter(run__partnership=partnership).select_related("run")
    light = found.only("number", "name", "kept_as", "kept_at", "run__number", "run__partnership_id")
    return list(light.order_by("-pk")[:LATEST])


def find_what_if(run: Run, number: int) -> WhatIf:
    """Return a what-if of a run at hand. Raises HiddenError where there is none of that number."""
    kept: WhatIf | None = run.what_ifs.filter(number=number).first()
    if kept is None:
        raise HiddenError
    kept.run = run
    return kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """One thing without which nothing can be worked out, and who can mend it."""

    said: str
    whose: str
    link: str
    address: str


def lacking_for_run(asker: Standing, partnership: Partnership) -> tuple[Lacking, ...]:
    """Return what keeps an appraisal from being worked out of what stands now; nothing where it
    can be.
    """
    case = case_of(partnership)
    if not case.values:
        return (
            Lacking(
                said="Nothing is held in common yet: no services, no years.",
                whose="The coordinator gives it.",
                link="Go to the figures",
                address=reverse("figures", args=[partnership.reference]),
            ),
        )
    try:
        read_values(case.values, source=partnership.name)
    except RefusedError as error:
        return tuple(
            _lacking(asker, partnership, case, f"{one.reason} {one.mend}".strip(), one.place.key)
            for one in error.report.refused
        )
    except CommonwealError as error:
        return (
            _lacking(asker, partnership, case, f"{error} {error.hint}".strip(), error.place.key),
        )
    return ()


def _lacking(asker: Standing, partnership: Partnership, case: Case, said: str, key: str) -> Lacking:
    """Say whose a refused row is, by where it stands in the case."""
    body = _body_at(case.values, key)
    bodies = {one.body.reference: one.body for one in partnership.partners.all()}
    holder = bodies[body] if body in bodies and body in case.own_parts else None
    if holder is not None:
        whose = f"{holder.name} gives it."
    else:
        whose = "It is held in common: the coordinator gives it."
    reference = partnership.reference
    name = IN_COMMON if holder is None else holder.reference
    return Lacking(
        said=said,
        whose=whose,
        link="Go to these figures",
        address=reverse("part", args=[reference, name])
        if may_prepare(asker, partnership, holder)
        else reverse("figures", args=[reference]),
    )


def _body_at(values: dict[str, Any], key: str) -> str:
    """Return the body that a place such as `baselines.2.costs` is of; nothing if it is of none."""
    found: Any = values
    body = ""
    for step in key.replace("[", ".").replace("]", "").split("."):
        if isinstance(found, list) and step.isdigit():
            # Places count rows from 1, as people do.
            at = int(step) - 1
            found = found[at] if 0 <= at < len(found) else None
        elif isinstance(found, dict):
            found = found.get(step)
        if isinstance(found, dict):
            body = str(found.get("body", body))
    return body
