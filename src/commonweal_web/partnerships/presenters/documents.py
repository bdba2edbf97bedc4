"""What the pages of figures say: who has given what, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from commonweal.money import say_pounds
from commonweal.partnership.rows import likely_of
from commonweal.reports.tables import Table, figure, table, text
from commonweal.services import catalogue
from commonweal_web.bodies.models import Body
from commonweal_web.core.layout import Fact, Step
from commonweal_web.core.layout.figures import TagKind
from commonweal_web.core.layout.filters import say_moment
from commonweal_web.core.policy import Action, Standing, may
from commonweal_web.partnerships.models import Document, Partner, Partnership, Signature
from commonweal_web.partnerships.permissions import records as permissions
from commonweal_web.partnerships.policies.freezing import is_to_be_signed
from commonweal_web.partnerships.queries.records import CURRENT

__all__ = ["IN_COMMON", "DocumentPage", "FiguresPage", "Holder", "figures_step"]

IN_COMMON = "in-common"
"""What addresses call what the partners hold together; no body is called so."""

State = Document.State

_TAGS: Mapping[str, TagKind] = {
    State.DRAFT: "yellow",
    State.SUBMITTED: "teal",
    State.CERTIFIED: "green",
    State.RETURNED: "red",
    State.SUPERSEDED: "grey",
}
_LINES = ("management", "staff", "systems", "accommodation", "supplies", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version in a list."""

    said: str
    state: str
    tag: TagKind
    small: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A body's figures, or what is held in common: its versions, newest first."""

    name: str
    hint: str
    lacking: str
    """What to know while nothing of it stands; empty where something does."""
    versions: tuple[Version, ...]
    upload: str
    """The address of the page that uploads the next; empty where this person may not."""
    typing: str
    """The address of the pages on which it is typed; empty likewise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresPage:
    """Everybody's figures, and what can be taken away."""

    name: str
    back: str
    frozen: str
    """That they are signed and frozen, and what that means; empty while they are not."""
    sealed: str
    """That figures open all together, and how that stands; empty where they open at once."""
    choose: str
    """The address of the page that says when figures open; empty for whoever may not, or once a
    body has submitted."""
    holders: tuple[Holder, ...]
    downloads: tuple[tuple[str, str], ...]

    @classmethod
    def of(
        cls,
        standing: Standing,
        partnership: Partnership,
        *,
        documents: Sequence[Document],
        is_begun: bool,
        frozen: str = "",
        given: frozenset[int] = frozenset(),
    ) -> FiguresPage:
        joined = [
            partner.body
            for partner in partnership.partners.all()
            if partner.state == Partner.State.JOINED
        ]
        held: dict[int | None, list[Document]] = {}
        for document in documents:
            held.setdefault(document.body_id, []).append(document)
        return cls(
            name=partnership.name,
            back=reverse("partnership", args=[partnership.reference]),
            frozen=frozen,
            sealed=_say_sealed(partnership),
            choose=_choose(standing, partnership, documents),
            holders=(
                _holder(standing, partnership, None, held.get(None, []), given),
                *(
                    _holder(standing, partnership, body, held.get(body.pk, []), given)
                    for body in sorted(joined, key=lambda body: body.name)
                ),
            ),
            downloads=tuple(_downloads(partnership)) if is_begun else (),
        )


def _say_sealed(partnership: Partnership) -> str:
    if partnership.is_waiting:
        return (
            "Sealed: bodies see each other’s figures all together, once every body that takes part "
            "has submitted its own. Until then nobody else sees them, administrators included."
        )
    if partnership.returns_opened_at is not None:
        return (
            "These figures were sealed until every body had submitted its own. They opened on "
            f"{say_moment(partnership.returns_opened_at)}."
        )
    return ""


def _choose(standing: Standing, partnership: Partnership, documents: Sequence[Document]) -> str:
    is_begun = any(one.body_id is not None and one.submitted_at for one in documents)
    may_choose = may(standing, Action.CHANGE_PARTNERSHIP, partnership.to_thing())
    if not may_choose or is_begun or partnership.returns_opened_at is not None:
        return ""
    return reverse("figures-opening", args=[partnership.reference])


def _holder(
    standing: Standing,
    partnership: Partnership,
    body: Body | None,
    documents: list[Document],
    given: frozenset[int],
) -> Holder:
    holder = IN_COMMON if body is None else body.reference
    stands = next((one for one in documents if one.state in CURRENT), None)
    can_write = (
        permissions.may_prepare(standing, partnership, body)
        and partnership.state == Partnership.State.OPEN
    )
    return Holder(
        name="Held in common" if body is None else body.name,
        hint="Services, years, options, how cost is split; and figures typed for a body that has "
        "given none of its own."
        if body is None
        else "",
        lacking=_say_waiting(standing, partnership, body, given)
        or _say_lacking(stands, is_common=body is None),
        versions=tuple(_version(partnership, one) for one in documents),
        upload=reverse("upload-figures", args=[partnership.reference, holder]) if can_write else "",
        typing=reverse("part", args=[partnership.reference, holder]) if can_write else "",
    )


def _say_waiting(
    standing: Standing, partnership: Partnership, body: Body | None, given: frozenset[int]
) -> str:
    """Say of somebody else's sealed figures whether they are in; to outsiders not even that."""
    if body is None or not partnership.is_waiting or permissions.is_own_body(standing, body.pk):
        return ""
    if not permissions.takes_part(standing, partnership):
        return "Waiting."
    return "Given, and sealed." if body.pk in given else "Not given yet."


def _say_lacking(stands: Document | None, *, is_common: bool) -> str:
    if stands is not None:
        return ""
    if is_common:
        return "Nothing stands yet: the coordinator uploads a partnership file and submits it."
    return "It has given no figures of its own: what the common file says of it stands."


def _version(partnership: Partnership, document: Document) -> Version:
    return Version(
        said=f"Version {document.version}",
        state=document.get_state_display(),
        tag=_TAGS[document.state],
        small=f"Prepared by {document.prepared_as}, {say_moment(document.prepared_at)}"
        + (f". {document.note}" if document.note else ""),
        address=reverse("document", args=[partnership.reference, document.pk]),
    )


def _downloads(partnership: Partnership) -> Iterable[tuple[str, str]]:
    for said, form in (("Excel workbook", "xlsx"), ("TOML", "toml"), ("JSON", "json")):
        yield said, reverse("download-case", args=[partnership.reference, form])


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """One version: who did what to it, what it holds, and what can be done now."""

    heading: str
    back: str
    state: str
    tag: TagKind
    facts: tuple[Fact, ...]
    tables: tuple[Table, ...]
    withheld: tuple[str, ...]
    actions: tuple[tuple[str, str, str], ...]
    """Text, address and kind of each button."""
    downloads: tuple[tuple[str, str], ...]

    @classmethod
    def of(
        cls,
        standing: Standing,
        partnership: Partnership,
        document: Document,
        *,
        part: Mapping[str, Any],
        withheld: Sequence[Mapping[str, str]],
    ) -> DocumentPage:
        whose = "Held in common" if document.body is None else document.body.name
        is_own = permissions.may_see_as_given(standing, partnership, document)
        downloads = [
            ("As JSON", reverse("download-part", args=[partnership.reference, document.pk]))
        ]
        if is_own:
            given = reverse("download-given", args=[partnership.reference, document.pk])
            downloads.insert(0, ("As it was uploaded", given))
        return cls(
            heading=f"{whose}, version {document.version}",
            back=reverse("figures", args=[partnership.reference]),
            state=document.get_state_display(),
            tag=_TAGS[document.state],
            facts=tuple(_facts(document, getattr(document, "signature", None))),
            tables=tuple(_tables(part)),
            withheld=tuple(f"{mark['what'].capitalize()}. {mark['why']}" for mark in withheld),
            actions=tuple(_actions(standing, partnership, document)),
            downloads=tuple(downloads),
        )


def _facts(document: Document, signature: Signature | None) -> Iterable[Fact]:
    def done(name: str, by: str, at: Any) -> Fact:
        return Fact(name=name, said=f"{by}, {say_moment(at)}")

    yield done("Prepared by", document.prepared_as, document.prepared_at)
    if document.submitted_at is not None:
        yield done("Submitted by", document.submitted_as or "", document.submitted_at)
    if document.certified_by is not None:
        yield done("Certified by", document.certified_by.name, document.certified_at)
    if signature is not None:
        yield done("Signed by", f"{signature.signed_as}, {signature.role}", signature.signed_at)
    if document.returned_by is not None:
        yield done("Returned by", document.returned_by.name, document.returned_at)
        yield Fact(name="To be mended", said=document.returned_reason)
    if document.superseded_at is not None:
        yield Fact(name="Superseded", said=say_moment(document.superseded_at))
    if document.note:
        yield Fact(name="What is new", said=document.note)
    given = document.get_form_display()
    yield Fact(
        name="Given as", said=f"{document.file_name}: {given}" if document.file_name else given
    )
    yield Fact(name="Fingerprint (SHA-256)", said=document.sha256[:16])


def _actions(
    standing: Standing, partnership: Partnership, document: Document
) -> Iterable[tuple[str, str, str]]:
    if partnership.state != Partnership.State.OPEN:
        return
    arguments = [partnership.reference, document.pk]
    thing = document.to_thing()
    if document.state == State.DRAFT and permissions.may_prepare(
        standing, partnership, document.body
    ):
        yield "Submit to the partners", reverse("submit-document", args=arguments), ""
    is_to_certify = document.state == State.SUBMITTED and document.body is not None
    if is_to_certify and may(standing, Action.CERTIFY_DOCUMENT, thing):
        yield "Certify", reverse("certify-document", args=arguments), ""
        yield "Return to be mended", reverse("return-document", args=arguments), "secondary"
    if permissions.may_sign(standing, document) and is_to_be_signed(document):
        yield "Sign", reverse("sign-document", args=arguments), ""


def _tables(part: Mapping[str, Any]) -> Iterable[Table]:
    names = {service.id: service.name for service in catalogue().services}
    drivers = [
        (row["name"], driver.replace("-", " ").replace("_", " ").capitalize(), f"{amount:,.0f}")
        for row in part.get("bodies", ())
        for driver, amount in row.get("drivers", {}).items()
    ]
    if drivers:
        yield table(
            "drivers",
            "Measures by which cost may be shared",
            (text("Body"), text("Measure"), figure("A year")),
            drivers,
        )
    bodies = {row["id"]: row["name"] for row in part.get("bodies", ())}
    baselines = part.get("baselines", ())
    if baselines:
        yield _baselines_table(baselines, bodies, names)
    options = [
        (
            row["name"] if row.get("name") else row["id"],
            row.get("form", "").replace("-", " ").capitalize(),
        )
        for row in part.get("options", ())
    ]
    if options:
        yield table("options", "Ways ahead", (text("Option"), text("Form")), options)


def _baselines_table(
    baselines: Sequence[Mapping[str, Any]], bodies: Mapping[str, str], services: Mapping[str, str]
) -> Table:
    """Return what services cost, in the columns that hold anything."""
    columns = {line: [row.get("costs", {}).get(line) for row in baselines] for line in _LINES}
    columns["not divided"] = [_undivided(row) for row in baselines]
    columns["total given"] = [row.get("total") for row in baselines]
    columns["income"] = [row.get("income") for row in baselines]
    held = {name: given for name, given in columns.items() if any(given)}
    return table(
        "baselines",
        "What each service costs now",
        (
            text("Body"),
            text("Service"),
            text("Year"),
            *(figure(name.capitalize()) for name in held),
        ),
        [
            (
                bodies.get(row["body"], row["body"]),
                services.get(row["service"], row["service"]),
                row["year"],
                *(_amount(given[index]) for given in held.values()),
            )
            for index, row in enumerate(baselines)
        ],
        small_print="pounds a year; the likeliest where a range is given",
    )


def _undivided(row: Mapping[str, Any]) -> float | None:
    amounts = [likely_of(one.get("amount")) for one in row.get("undivided", ())]
    return sum(amount for amount in amounts if amount is not None) if amounts else None


def _amount(given: Any) -> str:
    amount = likely_of(given) if given is not None else None
    return "–" if amount is None else say_pounds(amount)


def figures_step(partnership: Partnership, *, in_common: bool, n_given: int) -> Step:
    """Return the line of the partnership's own page on its figures."""
    n_bodies = len(partnership.partner_body_ids())
    status = f"{n_given} of {n_bodies} bodies have given theirs"
    if partnership.is_waiting:
        status = f"{status}, sealed"
    return Step(
        name="Figures",
        address=reverse("figures", args=[partnership.reference]),
        hint="What each body spends and does today, and what could be done instead",
        status=status if in_common else "To begin",
        tag="" if in_common and n_given == n_bodies else "yellow",
    )
