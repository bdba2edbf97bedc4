"""Three councils whose figures are signed and frozen, and whose split goes to an agreement."""

from __future__ import annotations

import datetime
import json
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from commonweal.agreement import Clause, check_agreement, draft, matter
from commonweal.partnership import read_values, write_toml
from commonweal_web.accounts.models import User
from commonweal_web.agreements.models import Agreement, Passing, Passings, Version
from commonweal_web.agreements.queries import content_of, newest_version
from commonweal_web.agreements.services.drafting import change_clause, change_rows
from commonweal_web.agreements.services.planning import start_plan
from commonweal_web.appraisals.trying import trial_of
from commonweal_web.bodies.models import Body
from commonweal_web.core.work import work_off
from commonweal_web.partnerships.models import Partner, Partnership, Run
from commonweal_web.partnerships.queries.partnerships import partnerships
from commonweal_web.partnerships.services.documents import (
    certify_document,
    save_draft,
    submit_document,
)
from commonweal_web.partnerships.services.freezing import sign_document
from commonweal_web.partnerships.services.runs import ask_for_run
from commonweal_web.shares.services import choose_split

from .builders import make_body, make_partnership, make_person
from .records import CASE

__all__ = ["Agreed", "fill_holes", "make_agreed", "names_of_agreements"]

NAMES = ("Ashby", "Barton", "Colne")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """Who takes part, by name of the body."""

    bodies: dict[str, Body]
    editors: dict[str, User]
    finance: dict[str, User]
    monitoring: dict[str, User]
    coordinator: User
    reference: str

    @property
    def partnership(self) -> Partnership:
        return partnerships().get(reference=self.reference)

    @property
    def run(self) -> Run:
        run: Run = self.partnership.runs.latest("number")
        return run

    def agreement(self) -> Agreement:
        made: Agreement = self.partnership.agreements.latest("number")
        made.partnership = self.partnership
        return made


def case_of_three() -> bytes:
    """Return the case of the shared contact centre without its fourth council."""
    values = tomllib.loads(CASE.read_text(encoding="utf-8"))
    for key, name in (("bodies", "id"), ("baselines", "body"), ("papers", "body")):
        values[key] = [row for row in values.get(key, ()) if row.get(name) != "denby"]
    values["bodies"] = [row | {"name": row["id"].capitalize()} for row in values["bodies"]]

    def without(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: without(one) for key, one in value.items() if key != "denby"}
        if isinstance(value, list):
            return [without(one) for one in value if one != "denby"]
        return value

    partnership, _ = read_values(without(values), source="a case of three")
    return write_toml(partnership).encode()


def make_agreed(*, is_frozen: bool = True, is_chosen: bool = True) -> Agreed:
    bodies = {name: make_body(name) for name in NAMES}
    coordinator = make_person("Cora Lane", body=bodies["Ashby"], role="viewer")
    made = make_partnership(
        "Three councils", bodies=tuple(bodies.values()), coordinator=coordinator
    )

    def people(word: str, role: str) -> dict[str, User]:
        return {
            name: make_person(f"{word} {name}", body=body, role=role)
            for name, body in bodies.items()
        }

    cast = Agreed(
        bodies=bodies,
        editors=people("Edda", "editor"),
        finance=people("Fin", "section-151"),
        monitoring=people("Mona", "monitoring"),
        coordinator=coordinator,
        reference=made.reference,
    )
    data = case_of_three()
    documents = []
    for name, by in ((None, coordinator), *cast.editors.items()):
        saved = save_draft(
            by=by,
            partnership=cast.partnership,
            body=None if name is None else bodies[name],
            data=data,
            file_name="case.toml",
        )
        documents.append((name, submit_document(by=by, document=saved.document)))
    if is_frozen:
        for name, document in documents:
            if name is None:
                sign_document(by=coordinator, document=document)
            else:
                certifier = make_person(f"Cert {name}", body=bodies[name], role="certifier")
                sign_document(
                    by=cast.finance[name],
                    document=certify_document(by=certifier, document=document),
                )
    if is_chosen:
        ask_for_run(by=coordinator, partnership=cast.partnership, n_draws=50)
        work_off()
        assert cast.run.state == "done", cast.run.failure
        choose_split(by=coordinator, run=cast.run, note="Agreed by the three leaders")
    return cast


def fill_holes(by: User, agreement: Agreement, *, but: Collection[str] = ()) -> None:
    """Settle every matter that the check finds open, but some, as somebody would by typing."""
    term = content_of(newest_version(agreement)).clause("term")
    assert term is not None
    # It may lapse for want of approval until the day before it begins, whenever this test is run.
    change_clause(
        by=by,
        agreement=agreement,
        version=newest_version(agreement),
        clause=term.model_copy(
            update={"values": term.values | {"begins": "2031-04-01", "years": 5}}
        ),
    )
    while True:
        version = newest_version(agreement)
        content = content_of(version)
        open_now = [
            one.matters[0]
            for one in check_agreement(content)
            if one.grade == "hole" and one.matters[0] not in but
        ]
        if not open_now:
            return
        about = matter(open_now[0])
        held = content.clause(about.id) or Clause(matter=about.id)
        values = dict(held.values)
        for one in about.parameters:
            if one.table == "levels":
                row = {
                    "id": "answered", "service": content.services[0].id,
                    "measure": "calls answered", "target": 90.0, "unit": "per cent",
                }  # fmt: skip
                version = change_rows(
                    by=by, agreement=agreement, version=version, table="levels",
                    rows=[*json.loads(version.text).get("levels", []), row], matter_id="levels",
                )  # fmt: skip
            elif one.id not in values and one.kind != "rows" and one.belongs_to(held.alternative):
                values[one.id] = _value(one)
        change_clause(
            by=by,
            agreement=agreement,
            version=version,
            clause=held.model_copy(update={"values": values}),
        )


def _value(one: Any) -> Any:
    match one.kind:
        case "texts":
            return ("What the three councils agreed in their joint meeting",)
        case "choice":
            return next(iter(one.choices))
        case "yes-no":
            return True
        case "count":
            return 12
        case "rate":
            return 0.03
        case "pounds":
            return 5_000_000
        case "date":
            return "2031-03-31"
        case _:
            return "What the three councils agreed in their joint meeting"


def names_of_agreements(partnership: Partnership, run: Run, by: User) -> dict[str, Any]:
    """Make a draft with a plan, and one that is before the bodies, for walking every route."""
    with trial_of(run) as deal:
        content = draft(deal)
    text = content.model_dump_json(exclude_defaults=True)
    names = {}
    for number, name in enumerate(("agreement", "put_agreement"), start=1):
        made = Agreement.objects.create(
            partnership=partnership, number=number, origin="drafted", name=content.name,
            state="put" if number == 2 else "draft", started_by=by, started_as=by.name,
        )  # fmt: skip
        Version.objects.create(
            agreement=made, number=1, run=run, text=text, sha256=Version.hash_of(text),
            made_by=by, made_as=by.name,
        )  # fmt: skip
        names[name] = made.number
        if number == 1:
            made.partnership = partnerships().get(pk=partnership.pk)
            start_plan(by=by, agreement=made, start=datetime.date(2027, 4, 1))
        else:
            put = Passings.objects.create(
                agreement=made, version=made.versions.get(), put_by=by, put_as=by.name
            )
            for partner in partnerships().get(pk=partnership.pk).partners.all():
                if partner.state == Partner.State.JOINED:
                    Passing.objects.create(passings=put, body=partner.body)
    return names
