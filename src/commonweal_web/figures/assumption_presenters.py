"""What the pages of the assumptions log say."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse

from commonweal.reports.tables import Table, table, text
from commonweal_web.core.forms import Form
from commonweal_web.core.layout.filters import say_count, say_moment
from commonweal_web.partnerships.models import Document, Partnership
from commonweal_web.partnerships.models.records import sha256_of
from commonweal_web.partnerships.presenters.documents import IN_COMMON
from commonweal_web.partnerships.reading import json_text

from .assumptions import GAPS, ROLES, Filter, Row, differences, first_said, rows_of
from .models import AssumptionsApproval

__all__ = [
    "ApprovalPage",
    "ApproveForm",
    "AssumptionsForm",
    "AssumptionsPage",
    "HistoryPage",
    "assumptions_table",
]

_COLUMNS = (
    "Assumption", "Whose", "Value", "Counted in", "Owner", "Source", "As at", "Grade",
    "Commissioner", "Analyst", "Assurer", "Approver", "Note", "Lacks",
)  # fmt: skip


class AssumptionsForm(Form):
    """Which assumptions to show."""

    whose = forms.ChoiceField(label="Whose", required=False)
    grade = forms.ChoiceField(label="Grade", required=False)
    lacks = forms.ChoiceField(label="What it lacks", required=False)
    words = forms.CharField(label="Words in it", max_length=100, required=False)

    def __init__(self, *args: Any, rows: Sequence[Row], **options: Any) -> None:
        super().__init__(*args, **options)
        whose = sorted({row.whose for row in rows})
        grades = sorted({row.grade for row in rows if row.grade})
        fields: Any = self.fields
        fields["whose"].choices = [("", "Anybody’s"), *((one, one) for one in whose)]
        fields["grade"].choices = [
            ("", "Any grade"),
            *((one, one.capitalize()) for one in grades),
        ]
        fields["lacks"].choices = [
            ("", "Anything or nothing"),
            *((key, said.capitalize()) for key, said in GAPS.items()),
        ]

    def to_filter(self) -> Filter:
        """Return what is asked for; what is none of the choices asks for everything."""
        if not self.is_valid():
            return Filter()
        return Filter(**self.cleaned_data)


class ApproveForm(Form):
    """What somebody says who signs the assumptions off."""

    note = forms.CharField(
        label="On what condition, or with what remark? (optional)",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sha256 = forms.CharField(widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One assumption in the log, with the address of its history where it has one."""

    row: Row
    history: str

    @property
    def who(self) -> list[tuple[str, str]]:
        """Who is named for it: as what, and who."""
        keys = ("owner", *ROLES)
        named = [(key.capitalize(), getattr(self.row, key)) for key in keys]
        return [(role, who) for role, who in named if who]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumptionsPage:
    """Every assumption, those that lack something first, and who signed them off."""

    name: str
    back: str
    counted: str
    lines: tuple[Line, ...]
    gaps: tuple[str, ...]
    downloads: tuple[tuple[str, str], ...]
    approve: str
    """The address of the page that signs them off; empty for whoever may not."""
    approvals: tuple[tuple[str, str], ...]
    """What is said of each approval, and the address of what was approved."""

    @classmethod
    def of(
        cls,
        partnership: Partnership,
        rows: Sequence[Row],
        shown: Sequence[Row],
        approvals: Sequence[AssumptionsApproval],
        *,
        now: str,
        may_approve: bool,
        query: str,
    ) -> AssumptionsPage:
        reference = partnership.reference
        asked = f"?{query}" if query else ""
        return cls(
            name=partnership.name,
            back=reverse("partnership", args=[reference]),
            counted=_say_counts(rows, shown),
            lines=tuple(Line(row=row, history=_history(reference, row)) for row in shown),
            gaps=tuple(_say_gaps(rows)),
            downloads=tuple(
                (name, f"{reverse('assumptions-table', args=[reference, form])}{asked}")
                for name, form in (("Excel", "xlsx"), ("CSV", "csv"))
            )
            if shown
            else (),
            approve=reverse("approve-assumptions", args=[reference])
            if may_approve and any(row.is_named for row in rows)
            else "",
            approvals=tuple(
                (
                    _say_approval(one, now),
                    reverse("assumptions-approval", args=[reference, one.number]),
                )
                for one in approvals
            ),
        )


def _history(reference: str, row: Row) -> str:
    if not row.is_named:
        return ""
    return reverse("assumption-history", args=[reference, row.holder or IN_COMMON, row.id])


def _say_counts(rows: Sequence[Row], shown: Sequence[Row]) -> str:
    if not rows:
        return "Nothing is assumed yet, or nothing that you may see."
    n_named = sum(row.is_named for row in rows)
    said = (
        f"{say_count(len(rows), 'assumption')}: {n_named:,} with a name of their own, "
        f"{len(rows) - n_named:,} ranges that stand where they are used."
    )
    return said if len(shown) == len(rows) else f"{said} {len(shown):,} of them are shown."


def _say_gaps(rows: Sequence[Row]) -> Iterable[str]:
    """Yield what is lacking of how many."""
    for key, said in GAPS.items():
        number = sum(key in row.lacks for row in rows)
        if number:
            yield f"{say_count(number, 'assumption')} with {said}"


def _say_approval(one: AssumptionsApproval, now: str) -> str:
    is_now = "as they stand now" if one.sha256 == now else "they have changed since"
    said = (
        f"{one.approved_as}, {one.role}, approved {say_count(one.n_assumptions, 'assumption')} on "
        f"{say_moment(one.approved_at)}: {is_now}."
    )
    return f"{said} “{one.note}”" if one.note else said


def assumptions_table(rows: Sequence[Row], caption: str = "Assumptions") -> Table:
    """Return the assumptions as a table to be taken away."""
    return table(
        "assumptions",
        caption,
        [text(name) for name in _COLUMNS],
        [
            (
                row.name, row.whose, row.value, row.unit, row.owner, row.source, row.date,
                row.grade, row.commissioner, row.analyst, row.assurer, row.approver, row.note,
                row.gaps,
            )
            for row in rows
        ],
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one version made of an assumption."""

    who: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """One assumption from its first version on, newest first."""

    heading: str
    caption: str
    back: str
    facts: tuple[tuple[str, str], ...]
    versions: tuple[Said, ...]

    @classmethod
    def of(
        cls,
        partnership: Partnership,
        versions: Sequence[tuple[Document, dict[str, Any] | None]],
    ) -> HistoryPage:
        last = next(row for _, row in reversed(versions) if row)
        (row,) = (one for one in rows_of({"assumptions": [last]}) if one.is_named)
        unit = f" ({row.unit})" if row.unit else ""
        facts = [("Value", f"{row.value}{unit}"), ("Owner", row.owner)]
        facts += [("Source", row.source), ("Grade", row.grade)]
        facts += [(role.capitalize(), getattr(row, role)) for role in ROLES]
        return cls(
            heading=row.name,
            caption=f"Assumption of {partnership.name}",
            back=reverse("assumptions", args=[partnership.reference]),
            facts=tuple((name, said or "Not said") for name, said in facts),
            versions=tuple(_told(versions)),
        )


def _told(versions: Sequence[tuple[Document, dict[str, Any] | None]]) -> Iterable[Said]:
    told: list[Said] = []
    before: dict[str, Any] | None = None
    for document, row in versions:
        if row == before:
            continue
        if row is None:
            sentences = ["Taken out."]
        elif before is None:
            sentences = ["Put in.", *first_said(row)]
        else:
            sentences = differences(before, row)
        who = f"Version {document.version}, by {document.prepared_as}"
        told.append(
            Said(who=f"{who}, {say_moment(document.prepared_at)}", sentences=tuple(sentences))
        )
        before = row
    return reversed(told)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalPage:
    """The assumptions as somebody signed them off, and what has changed since."""

    heading: str
    back: str
    said: str
    changed: tuple[str, ...]
    table: Table

    @classmethod
    def of(
        cls,
        partnership: Partnership,
        approval: AssumptionsApproval,
        now: Sequence[dict[str, Any]],
    ) -> ApprovalPage:
        then = json.loads(approval.text)
        bodies = [
            {"id": partner.body.reference, "name": partner.body.name}
            for partner in partnership.partners.all()
        ]
        rows = rows_of({"assumptions": then, "bodies": bodies})
        return cls(
            heading=f"Assumptions as approved: {approval.number}",
            back=reverse("assumptions", args=[partnership.reference]),
            said=_say_approval(approval, sha256_of(json_text(list(now)))),
            changed=tuple(_changes(then, now)),
            table=assumptions_table(rows, "As they were approved"),
        )


def _changes(then: Sequence[dict[str, Any]], now: Sequence[dict[str, Any]]) -> Iterable[str]:
    was = {row["id"]: row for row in then}
    held = {row["id"]: row for row in now}
    for id_ in dict.fromkeys([*was, *held]):
        name = (held.get(id_) or was[id_]).get("name", id_)
        if id_ not in held:
            yield f"{name}: taken out since."
        elif id_ not in was:
            yield f"{name}: put in since."
        else:
            yield from (f"{name}. {one}" for one in differences(was[id_], held[id_]))
