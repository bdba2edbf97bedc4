"""A small world with somebody of every kind in it, for walking every route as each of them.

Ashby and Barton take part in a partnership; Derby is invited to it; Corby knows nothing of it.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.accounts.tokens import hash_of
from commonweal_web.api.services import make_key
from commonweal_web.bodies.models import (
    Body,
    Delegation,
    EmailDomain,
    Invitation,
    JoinRequest,
    Membership,
)
from commonweal_web.core.policy import BodyRole, PartnershipRole, Scope
from commonweal_web.core.work import work_off
from commonweal_web.partnerships.models import (
    Document,
    Partner,
    PartnerInvitation,
    PartnershipMembership,
)
from commonweal_web.partnerships.queries.partnerships import partnerships
from commonweal_web.partnerships.services.documents import save_draft, submit_document
from commonweal_web.partnerships.services.runs import ask_for_run

from .agreements import names_of_agreements
from .builders import make_body, make_partnership, make_person, name_in
from .comments import names_of_comments
from .exchanges import names_of_exchanges
from .outside import names_of_outside
from .records import CASE
from .reminded import names_of_reminders
from .surveying import names_of_surveys

__all__ = ["ROLES", "World", "make_world"]

#: Everybody who asks, by what they are; the first has not signed in.
ROLES = (
    "stranger",
    "nobody",
    "other",
    "invited",
    *(role.value for role in BodyRole),
    "past-auditor",
    *(role.value for role in PartnershipRole),
    "site",
    "demonstration",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Everybody by role, and what the addresses of routes name."""

    people: dict[str, User]
    names: dict[str, Any] = field(default_factory=dict)


def make_world() -> World:
    ashby, barton, corby, derby = (
        make_body(name) for name in ("Ashby", "Barton", "Corby", "Derby")
    )
    people = {
        "nobody": make_person("No Body"),
        "other": make_person("Administrator of Corby", body=corby, role="administrator"),
        "invited": make_person("Administrator of Derby", body=derby, role="administrator"),
        "past-auditor": make_person("Past Auditor"),
        "site": make_person("Site Administrator", is_site_administrator=True),
        "demonstration": make_person("Demo Person"),
    }
    people |= {
        role.value: make_person(f"Ashby {role.value}", body=ashby, role=role) for role in BodyRole
    }
    # Whoever is named in a partnership belongs to a body that takes part.
    people |= {
        role.value: make_person(f"Barton {role.value}", body=barton) for role in PartnershipRole
    }
    people["demonstration"].is_demonstration = True
    people["demonstration"].save()
    today = timezone.localdate()
    Membership.objects.create(
        body=ashby,
        user=people["past-auditor"],
        role=BodyRole.AUDITOR.value,
        starts=today - datetime.timedelta(days=90),
        ends=today - datetime.timedelta(days=1),
        reason="For a test.",
    )
    names = _names_of_bodies(people) | _names_of_partnership(people)
    return World(people=people, names=names)


def _names_of_bodies(people: dict[str, User]) -> dict[str, Any]:
    ashby, derby = make_body("Ashby"), make_body("Derby")
    administrator = people["administrator"]
    soon = timezone.now() + datetime.timedelta(days=7)
    today = timezone.localdate()
    second = make_person("Second Administrator", body=ashby, role="administrator")
    open_invitation = Invitation.objects.create(
        body=ashby, email="new@example.gov.uk", roles=["viewer"], reason="For a test.",
        token_hash=hash_of("open-invitation"), invited_by=administrator, expires_at=soon,
    )  # fmt: skip
    own_invitation = Invitation.objects.create(
        body=derby, email=people["nobody"].email, roles=["viewer"], reason="For a test.",
        token_hash=hash_of("own-invitation"), invited_by=people["invited"], expires_at=soon,
    )  # fmt: skip
    domain = EmailDomain.objects.create(
        body=ashby, domain="ashby.gov.uk", asked_of="it@ashby.gov.uk",
        token_hash=hash_of("domain-token"), token_until=soon, added_by=administrator,
    )  # fmt: skip
    asked = JoinRequest.objects.create(body=ashby, user=people["nobody"], message="For a test.")
    deputy = Delegation.objects.create(
        body=ashby, giver=second, deputy=people["viewer"], role=BodyRole.ADMINISTRATOR.value,
        # Still to come, so that the viewer is no more than that in the walk.
        starts=today + datetime.timedelta(days=1), ends=today + datetime.timedelta(days=2),
        reason="For a test.",
    )  # fmt: skip
    key = make_key(
        by=administrator, body=ashby, name="For a test", scopes=[Scope.RUN], expires_at=soon
    )
    return {
        "body": ashby.reference,
        "other_body": "corby",
        "person": people["viewer"].pk,
        "role": Membership.objects.get(user=people["viewer"], body=ashby).pk,
        "invitation": open_invitation.pk,
        "own_invitation": own_invitation.pk,
        "domain": domain.pk,
        "request": asked.pk,
        "deputy": deputy.pk,
        "key": key.key.pk,
    }


def _names_of_partnership(people: dict[str, User]) -> dict[str, Any]:
    ashby, barton, derby = (make_body(name) for name in ("Ashby", "Barton", "Derby"))
    made = make_partnership(
        "Ashby and Barton", bodies=(barton, ashby), coordinator=people["coordinator"]
    )
    for role in ("member", "observer"):
        name_in(made, people[role], role, body=barton)
    invited = Partner.objects.create(partnership=made, body=derby, invited_by=people["coordinator"])
    letter = PartnerInvitation.objects.create(
        partnership=made, body_name="Eastby", email=people["other"].email,
        token_hash=hash_of("letter-token"), invited_by=people["coordinator"],
        expires_at=timezone.now() + datetime.timedelta(days=7),
    )  # fmt: skip

    def save(by: User, body: Body | None) -> Document:
        now = partnerships().get(pk=made.pk)
        return save_draft(
            by=by, partnership=now, body=body, data=CASE.read_bytes(), file_name=CASE.name
        ).document

    common = save(people["coordinator"], None)
    submit_document(by=people["coordinator"], document=common)
    submitted = submit_document(by=people["editor"], document=save(people["editor"], ashby))
    draft = save(people["editor"], ashby)
    done = ask_for_run(by=people["member"], partnership=partnerships().get(pk=made.pk), n_draws=100)
    work_off()
    waiting = ask_for_run(
        by=people["member"], partnership=partnerships().get(pk=made.pk), n_draws=100
    )
    done.refresh_from_db()
    reminded = names_of_reminders(people, ashby, submitted)
    return (
        names_of_outside(made, done, people, (ashby, barton))
        | names_of_agreements(made, done, people["coordinator"])
        | names_of_comments(made, people["editor"], ashby)
        | names_of_exchanges(made, people, (ashby, barton))
        | names_of_surveys(made, people["coordinator"])
        | reminded
        | {
            "done": done.number,
            "waiting": waiting.number,
            "partnership": made.reference,
            "partner": invited.pk,
            "letter": letter.pk,
            "member": PartnershipMembership.objects.get(user=people["member"]).pk,
            "common": common.pk,
            "submitted": submitted.pk,
            "draft": draft.pk,
        }
    )
