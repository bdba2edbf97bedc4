"""A partnership with figures, for tests of what is kept: two councils and their contact centre."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.partnerships.models import Document, Partnership
from commonweal_web.partnerships.queries.partnerships import partnerships
from commonweal_web.partnerships.services.documents import save_draft, submit_document

from .builders import make_body, make_partnership, make_person

__all__ = ["CASE", "Cast", "make_cast", "put_in_common"]

CASE = Path("examples/shared-contact-centre.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who takes part: each by what they are."""

    ashby: Body
    barton: Body
    coordinator: User
    ashby_editor: User
    ashby_certifier: User
    barton_editor: User
    stranger: User
    reference: str

    @property
    def partnership(self) -> Partnership:
        """The partnership as it is now, fetched as views fetch it."""
        return partnerships().get(reference=self.reference)


def make_cast(name: str = "Ashby and Barton") -> Cast:
    ashby, barton = make_body("Ashby"), make_body("Barton")
    coordinator = make_person("Cora Lane", body=ashby, role="viewer")
    partnership = make_partnership(name, bodies=(ashby, barton), coordinator=coordinator)
    return Cast(
        ashby=ashby,
        barton=barton,
        coordinator=coordinator,
        ashby_editor=make_person("Edda Ashby", body=ashby, role="editor"),
        ashby_certifier=make_person("Cert Ashby", body=ashby, role="certifier"),
        barton_editor=make_person("Edda Barton", body=barton, role="editor"),
        stranger=make_person("Stan Corby", body=make_body("Corby"), role="editor"),
        reference=partnership.reference,
    )


def put_in_common(cast: Cast, data: bytes | None = None) -> Document:
    """Upload and submit the whole file as its coordinator."""
    saved = save_draft(
        by=cast.coordinator,
        partnership=cast.partnership,
        body=None,
        data=data if data is not None else CASE.read_bytes(),
        file_name=CASE.name,
    )
    return submit_document(by=cast.coordinator, document=saved.document)
