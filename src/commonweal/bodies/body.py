"""A body: an organisation that can share, with its codes and its dates."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Final, get_args

from commonweal.bodies.codes import check_code
from commonweal.bodies.kinds import BodyKind, Nation, body_kind
from commonweal.bodies.succession import Succession
from commonweal.errors import InputError, Place

__all__ = ["Body"]

_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NATIONS: Final[tuple[str, ...]] = get_args(Nation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An organisation and the time for which it exists.

    `valid_from` is its first day and `valid_to` its last, None where not known or still open.
    `codes` maps a scheme (gss, ukprn, ods, org-id, company, charity, local) to the body's code.
    `predecessors` and `successors` are ties to other bodies by id; one end is enough.

    Raises
    ------
    InputError
        If a field does not have the shape it should, naming the field.
    """

    id: str
    name: str
    kind: str
    nation: str
    codes: Mapping[str, str] = field(default_factory=dict, hash=False)
    former_names: tuple[str, ...] = ()
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    predecessors: tuple[Succession, ...] = ()
    successors: tuple[Succession, ...] = ()

    def __post_init__(self) -> None:
        if not _SLUG.fullmatch(self.id):
            raise InputError(
                f"The id {self.id!r} is not a plain slug.",
                hint="Use small letters, figures and single hyphens, as in blackburn-with-darwen.",
                place=Place(key="id"),
            )
        if not self.name.strip():
            raise InputError(
                f"The body {self.id} has no name.",
                hint="Give the name by which it is known.",
                place=Place(key=f"{self.id}.name"),
            )
        body_kind(self.kind)
        if self.nation not in _NATIONS:
            raise InputError(
                f"The nation of {self.id} is {self.nation!r}.",
                hint=f"Use one of: {', '.join(_NATIONS)}.",
                place=Place(key=f"{self.id}.nation"),
            )
        # A copy, so that a mapping changed afterwards cannot change the body.
        object.__setattr__(self, "codes", dict(self.codes))
        for scheme, code in self.codes.items():
            check_code(scheme, code, whose=self.id)
        if None not in (self.valid_from, self.valid_to) and self.valid_to < self.valid_from:  # type: ignore[operator]
            raise InputError(
                f"{self.id} ends on {self.valid_to}, before it begins on {self.valid_from}.",
                hint="Mend valid_from or valid_to.",
                place=Place(key=f"{self.id}.valid_to"),
            )
        for tie in (*self.predecessors, *self.successors):
            if tie.body == self.id:
                raise InputError(
                    f"{self.id} is named as its own successor or predecessor.",
                    hint="A body formed anew needs an id of its own.",
                    place=Place(key=f"{self.id}.successors"),
                )

    def exists_on(self, on: datetime.date) -> bool:
        """Say whether the body exists on a day; its first and last day are within."""
        has_begun = self.valid_from is None or self.valid_from <= on
        has_ended = self.valid_to is not None and self.valid_to < on
        return has_begun and not has_ended

    @property
    def kind_row(self) -> BodyKind:
        """What is known of bodies of this kind: tier, VAT, financial year."""
        return body_kind(self.kind)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Body:
        """Return a body from plain values, as `to_dict` gives them.

        Dates may be `datetime.date` or text such as "2028-03-31".

        Raises
        ------
        InputError
            For an unknown or missing key, or a value that cannot be used.
        """
        name = str(values.get("id", ""))
        _check_keys(values, {entry.name for entry in fields(cls)}, whose=name)
        for key in ("id", "name", "kind", "nation"):
            if key not in values:
                raise InputError(
                    f"The body {name or 'without an id'} has no {key}.",
                    hint=f"Give its {key}.",
                    place=Place(key=f"{name}.{key}" if name else key),
                )
            _check_type(values[key], str, "text", key=f"{name}.{key}")
        codes = values.get("codes", {})
        _check_type(codes, Mapping, "a table", key=f"{name}.codes")
        for scheme, code in codes.items():
            # A spreadsheet turns 10007063 into a number; the noughts of others are lost for good.
            _check_type(code, str, "text in quotation marks", key=f"{name}.codes.{scheme}")
        former_names = values.get("former_names", ())
        _check_list(former_names, key=f"{name}.former_names")
        for former in former_names:
            _check_type(former, str, "text", key=f"{name}.former_names")
        return cls(
            id=values["id"],
            name=values["name"],
            kind=values["kind"],
            nation=values["nation"],
            codes=codes,
            former_names=tuple(former_names),
            valid_from=_date(values.get("valid_from"), key=f"{name}.valid_from"),
            valid_to=_date(values.get("valid_to"), key=f"{name}.valid_to"),
            predecessors=_ties(values.get("predecessors", ()), key=f"{name}.predecessors"),
            successors=_ties(values.get("successors", ()), key=f"{name}.successors"),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the body as plain values; what is empty is left out, dates are ISO text."""
        values: dict[str, Any] = {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "nation": self.nation,
            "codes": dict(self.codes),
            "former_names": list(self.former_names),
            "valid_from": self.valid_from.isoformat() if self.valid_from else None,
            "valid_to": self.valid_to.isoformat() if self.valid_to else None,
            "predecessors": [tie.to_dict() for tie in self.predecessors],
            "successors": [tie.to_dict() for tie in self.successors],
        }
        return {key: value for key, value in values.items() if value not in (None, [], {})}


def _check_keys(values: Mapping[str, Any], known: set[str], *, whose: str) -> None:
    for key in values:
        if key not in known:
            raise InputError(
                f"{key!r} is not a key of {whose or 'a body'}.",
                hint=f"The keys are: {', '.join(sorted(known))}.",
                place=Place(key=f"{whose}.{key}" if whose else str(key)),
            )


def _check_type(value: object, wanted: type, words: str, *, key: str) -> None:
    if not isinstance(value, wanted):
        raise InputError(f"{key} is {value!r}.", hint=f"Give {words}.", place=Place(key=key))


def _check_list(value: object, *, key: str) -> None:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise InputError(f"{key} is {value!r}.", hint="Give a list.", place=Place(key=key))


def _date(value: object, *, key: str) -> datetime.date | None:
    if value is None or (
        isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)
    ):
        return value
    if isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    raise InputError(
        f"{key} is {value!r}, not a date.",
        hint="Write it as 2028-03-31.",
        place=Place(key=key),
    )


def _ties(values: object, *, key: str) -> tuple[Succession, ...]:
    _check_list(values, key=key)
    assert isinstance(values, Sequence)
    return tuple(_tie(value, key=f"{key}[{number}]") for number, value in enumerate(values, 1))


def _tie(value: object, *, key: str) -> Succession:
    _check_type(value, Mapping, "a table with body, on and kind", key=key)
    assert isinstance(value, Mapping)
    _check_keys(value, {entry.name for entry in fields(Succession)}, whose=key)
    for wanted in ("body", "kind"):
        _check_type(value.get(wanted), str, "text", key=f"{key}.{wanted}")
    on = _date(value.get("on"), key=f"{key}.on")
    if on is None:
        raise InputError(
            f"{key} has no date.",
            hint='Give "on", the first day of the new order, as 2028-04-01.',
            place=Place(key=f"{key}.on"),
        )
    share = value.get("share")
    if share is not None and (isinstance(share, bool) or not isinstance(share, int | float)):
        raise InputError(
            f"{key}.share is {share!r}.",
            hint="Give a fraction, for example 0.4.",
            place=Place(key=f"{key}.share"),
        )
    return Succession(
        body=value["body"], on=on, kind=value["kind"], share=None if share is None else float(share)
    )
