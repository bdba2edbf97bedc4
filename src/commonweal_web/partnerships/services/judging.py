"""One holder's part judged together with what stands of the others', by the reader of the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commonweal.errors import CommonwealError, Refusal, RefusedError
from commonweal.partnership import read_values
from commonweal.partnership.holdings import COMMON, assembled, holder_of, parted
from commonweal_web.bodies.models import Body
from commonweal_web.partnerships.queries.records import Case, whole_with
from commonweal_web.partnerships.reading import as_json_values

__all__ = ["Judged", "check_can_stand", "judge"]

Path = tuple[str | int, ...]

_ROW = re.compile(r"([a-z_]+)(?:\[(\d+)\])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A part as the reader takes it, and what it would not take of the whole."""

    values: dict[str, Any]
    whole: dict[str, Any]
    refused: tuple[Refusal, ...]

    def refused_at(self, path: Path, body: Body | None) -> tuple[Refusal, ...]:
        """Return what is refused of one page of the part; all else is still open elsewhere."""
        return tuple(one for one in self.refused if self._is_at(one, path, body))

    def _is_at(self, refusal: Refusal, path: Path, body: Body | None) -> bool:
        found = _ROW.match(refusal.place.key)
        section = found.group(1) if found is not None else ""
        if not path:
            # The page of the part's own keys: what is refused stands at one of them.
            return section in self.values and not isinstance(self.values[section], (list, dict))
        if section != path[0]:
            return False
        number = found.group(2) if found is not None else None
        rows = self.values.get(section)
        if number is None or not isinstance(rows, list) or not rows:
            return body is None
        # Places count rows of the whole from 1; the page knows the row by what it holds.
        named = self.whole[section][int(number) - 1]
        place = path[1] if len(path) > 1 and isinstance(path[1], int) else len(rows) - 1
        return place < len(rows) and bool(named == rows[place])

    def refused_of(self, body: Body | None) -> tuple[Refusal, ...]:
        """Return what is refused of a holder's whole part; in common, all that others lack too."""
        if body is None:
            return self.refused
        return tuple(one for one in self.refused if self._holder(one) == body.reference)

    def _holder(self, refusal: Refusal) -> str:
        found = _ROW.match(refusal.place.key)
        if found is None or found.group(2) is None:
            return COMMON
        section, number = found.group(1), int(found.group(2))
        rows = self.whole.get(section, ())
        return holder_of((section,), rows[number - 1]) if 0 < number <= len(rows) else COMMON


def judge(case: Case, body: Body | None, values: dict[str, Any]) -> Judged:
    """Judge a part in the place of what its holder gave before."""
    whole = whole_with(case, body, values)
    try:
        judged, _ = read_values(whole, source="these figures")
    except RefusedError as error:
        return Judged(values=values, whole=whole, refused=error.report.refused)
    except CommonwealError as error:
        refusal = Refusal(place=error.place, reason=error.message, mend=error.hint)
        return Judged(values=values, whole=whole, refused=(refusal,))
    document = as_json_values(judged)
    if body is None:
        part = _common(document, case)
    else:
        part = parted(document).by_body.get(body.reference, values)
    return Judged(values=part, whole=document, refused=())


def check_can_stand(case: Case, body: Body | None, values: dict[str, Any]) -> None:
    """Check that a part can be submitted: nothing in it is refused.

    Raises RefusedError with every thing that is, its place and its mend.
    """
    refused = judge(case, body, values).refused_of(body)
    if refused:
        raise RefusedError.from_refusals("these figures", refused)


def _common(document: Mapping[str, Any], case: Case) -> dict[str, Any]:
    """Return what is held in common: of bodies that gave their own figures, who they are."""
    parts = parted(document)
    named = {
        body: {"bodies": [{"id": row["id"], "name": row["name"]} for row in part["bodies"]]}
        if body in case.own_parts
        else part
        for body, part in parts.by_body.items()
    }
    return assembled(parts.common, named, like=document)
