"""What the page of signatures says: who signed what when, and whether the figures are frozen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from commonweal.reports.tables import Table, table, text
from commonweal_web.core.layout import Step
from commonweal_web.core.layout.filters import say_moment
from commonweal_web.core.policy import Standing
from commonweal_web.partnerships.models import Document, Freeze, Partnership
from commonweal_web.partnerships.permissions import records as permissions
from commonweal_web.partnerships.queries.freezing import Held, Signing

__all__ = ["SignaturesPage", "say_frozen", "signatures_step"]

NOT_YET = "Not yet"


def say_frozen(freeze: Freeze | None) -> str:
    """Return that the figures are frozen and what that means; empty where they are not."""
    if freeze is None:
        return ""
    return (
        f"Signed by everybody and frozen on {say_moment(freeze.frozen_at)}. Other figures can "
        "still be submitted, with a reason: that lifts the freeze, and the partners are told."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaturesPage:
    """Whose figures are signed, by whom; what one may sign; the freezes there have been."""

    name: str
    back: str
    frozen: str
    """Empty while something is still to be signed."""
    lacking: tuple[str, ...]
    """What is still to be done, one line for each holder."""
    signatures: Table
    to_sign: tuple[tuple[str, str], ...]
    """What this person may sign: text and address of each button."""
    changed: str
    """What has changed in who takes part since the freeze that holds; empty where nothing has."""
    earlier: Table | None
    fingerprints: Table | None

    @classmethod
    def of(cls, standing: Standing, partnership: Partnership, signing: Signing) -> SignaturesPage:
        freeze = signing.in_force
        sealed = _sealed(standing, partnership, signing)
        return cls(
            name=partnership.name,
            back=reverse("partnership", args=[partnership.reference]),
            frozen=say_frozen(freeze),
            lacking=tuple(_lacking(signing, sealed)) if freeze is None else (),
            signatures=_signatures(signing, sealed),
            to_sign=tuple(_to_sign(standing, partnership, signing)),
            changed=_changed(signing, freeze),
            earlier=_earlier(signing),
            fingerprints=_fingerprints(signing, freeze) if freeze is not None else None,
        )


def _name(held: Held) -> str:
    return "Held in common" if held.body is None else held.body.name


def _sealed(
    standing: Standing, partnership: Partnership, signing: Signing
) -> frozenset[int | None]:
    """Return the bodies of which, while figures are sealed, this person sees nothing."""
    if not partnership.is_waiting:
        return frozenset()
    bodies = {held.body.pk for held in signing.held if held.body is not None}
    return frozenset(bodies - permissions.own_bodies(standing, partnership))


def _id(held: Held) -> int | None:
    return None if held.body is None else held.body.pk


def _lacking(signing: Signing, sealed: frozenset[int | None]) -> Iterable[str]:
    for held in signing.held:
        if _id(held) in sealed:
            yield f"{_name(held)}: sealed until every body has submitted its figures"
            continue
        if held.signature is not None:
            continue
        if held.document is None:
            what = "nothing is submitted yet"
        elif held.body is None:
            what = "the coordinator has not signed"
        elif held.document.state == Document.State.SUBMITTED:
            what = "submitted, and not certified yet"
        else:
            what = "the section 151 officer has not signed"
        yield f"{_name(held)}: {what}"


def _signatures(signing: Signing, sealed: frozenset[int | None]) -> Table:
    return table(
        "signatures",
        "Who signed what",
        (
            text("Whose"),
            text("Version"),
            text("Prepared by"),
            text("Certified by"),
            text("Signed by"),
        ),
        [
            (_name(held), "Sealed", "–", "–", "–")
            if _id(held) in sealed
            else (
                _name(held),
                "–" if held.document is None else str(held.document.version),
                "–" if held.document is None else held.document.prepared_as,
                _certified(held),
                NOT_YET
                if held.signature is None
                else f"{held.signature.signed_as}, {held.signature.role}, "
                f"{say_moment(held.signature.signed_at)}",
            )
            for held in signing.held
        ],
    )


def _certified(held: Held) -> str:
    if held.body is None:
        return "Nobody needs to"
    if held.document is None or held.document.certified_by is None:
        return NOT_YET
    return f"{held.document.certified_by.name}, {say_moment(held.document.certified_at)}"


def _to_sign(
    standing: Standing, partnership: Partnership, signing: Signing
) -> Iterable[tuple[str, str]]:
    if partnership.state != Partnership.State.OPEN:
        return
    for held in signing.held:
        document = held.document
        if document is None or held.signature is not None:
            continue
        wanted = Document.State.SUBMITTED if held.body is None else Document.State.CERTIFIED
        document.partnership = partnership
        if document.state == wanted and permissions.may_sign(standing, document):
            whose = "what is held in common" if held.body is None else f"{held.body.name}’s figures"
            yield (
                f"Sign {whose}",
                reverse("sign-document", args=[partnership.reference, document.pk]),
            )


def _changed(signing: Signing, freeze: Freeze | None) -> str:
    if freeze is None:
        return ""
    signed = {row["body"] for row in freeze.documents}
    now = {None if held.body is None else held.body.reference for held in signing.held}
    if signed == now:
        return ""
    return (
        "Who takes part has changed since: what is frozen are the figures of those who took part "
        "when it was signed."
    )


def _earlier(signing: Signing) -> Table | None:
    rows = [
        (
            str(freeze.number),
            say_moment(freeze.frozen_at),
            f"{say_moment(freeze.lifting.lifted_at)} by {freeze.lifting.lifted_as}, with "
            f"version {freeze.lifting.document.version} of "
            + (
                "what is held in common"
                if freeze.lifting.document.body is None
                else f"{freeze.lifting.document.body.name}’s figures"
            ),
            freeze.lifting.reason,
        )
        for freeze in signing.freezes
        if hasattr(freeze, "lifting")
    ]
    if not rows:
        return None
    return table(
        "lifted",
        "Freezes that were lifted",
        (text("Freeze"), text("Frozen"), text("Lifted"), text("Why")),
        rows,
    )


def _fingerprints(signing: Signing, freeze: Freeze) -> Table:
    names = {held.body.reference: held.body.name for held in signing.held if held.body is not None}
    return table(
        "fingerprints",
        f"Freeze {freeze.number}",
        (text("Whose"), text("Version"), text("Fingerprint (SHA-256)")),
        [
            (
                "Held in common" if row["body"] is None else names.get(row["body"], row["body"]),
                str(row["version"]),
                row["sha256"],
            )
            for row in freeze.documents
        ],
    )


def signatures_step(partnership: Partnership, *, is_frozen: bool, in_common: bool) -> Step:
    """Return the line of the partnership's own page on its signatures."""
    return Step(
        name="Signatures",
        address=reverse("signatures", args=[partnership.reference]),
        hint="Each body’s section 151 officer signs its figures; then they are frozen",
        status="Frozen" if is_frozen else "Not all signed" if in_common else "Later",
        tag="green" if is_frozen else "",
    )
