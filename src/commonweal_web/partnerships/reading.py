"""What somebody sends in as a partnership: TOML, JSON or a workbook, judged by what it is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from commonweal.cli.cases import parse_json
from commonweal.errors import CommonwealError
from commonweal.files import check_kind, decode_text, sniff_kind
from commonweal.partnership import Partnership, plain, read_values, write_toml
from commonweal.partnership.toml_form import parse_toml
from commonweal.partnership.workbook import read_workbook
from commonweal_web.core.uploads import check_file_is_small
from commonweal_web.partnerships.models import Document

__all__ = ["Given", "as_json_values", "json_text", "normal", "read_given"]

WANTED = "a partnership file, in TOML or JSON, or a partnership workbook"
_ELSEWHERE = (
    "Take out what is no part of the case, such as pictures and sheets of your own. The command "
    "line has no such limit: `commonweal check FILE`."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was sent in: its text as it was given, and its values, not judged yet."""

    form: Document.Form
    file_name: str
    text: str
    values: dict[str, Any]


def read_given(data: bytes, *, file_name: str) -> Given:
    """Read what was sent in, without judging whether it makes a partnership.

    Raises
    ------
    CommonwealError
        It is no file of a partnership, not what its name says, or larger than a case comes to.
    """
    check_file_is_small(data, file_name, elsewhere=_ELSEWHERE)
    kind = sniff_kind(data)
    if kind in ("zip", "old-office"):
        partnership = read_workbook(data, source=file_name).partnership
        return Given(
            form=Document.Form.WORKBOOK,
            file_name=file_name,
            text=write_toml(partnership),
            values=as_json_values(partnership),
        )
    is_json = kind == "json"
    check_kind(data, expected=["json" if is_json else "text"], file=file_name, wanted=WANTED)
    text = decode_text(data, file=file_name)
    if is_json:
        form, values = Document.Form.JSON, parse_json(text, name=file_name)
    else:
        form, values = Document.Form.TOML, parse_toml(text, source=file_name)
    return Given(form=form, file_name=file_name, text=text, values=normal(values))


def json_text(values: Any) -> str:
    """Return values as JSON text, in their own order."""
    return json.dumps(values, ensure_ascii=False, default=str)


def as_json_values(partnership: Partnership) -> dict[str, Any]:
    """Return a partnership as the plain values that are kept: those of JSON, without defaults."""
    values: dict[str, Any] = json.loads(json_text(plain(partnership)))
    return values


def normal(values: dict[str, Any]) -> dict[str, Any]:
    """Return values as they would be kept, so that what was not changed compares as equal.

    A copy that cannot be read as it stands, because it lacks what its reader may not see, is
    taken as it is.
    """
    try:
        return as_json_values(read_values(values, source="")[0])
    except CommonwealError:
        plain_values: dict[str, Any] = json.loads(json_text(values))
        return plain_values
