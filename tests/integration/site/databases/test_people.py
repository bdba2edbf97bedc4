"""People, bodies and partnerships: who may change what, in which state, and what the log says."""

from __future__ import annotations

import datetime
import re

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from commonweal_web.accounts.tokens import hash_of
from commonweal_web.bodies import services as bodies
from commonweal_web.bodies.models import Body, Invitation, Membership
from commonweal_web.bodies.queries.bodies import find_invitation_by_token
from commonweal_web.core.errors import PolicyError
from commonweal_web.core.models import AuditEvent
from commonweal_web.core.policy import (
    Action,
    BodyRole,
    ForbiddenError,
    HiddenError,
    PartnershipRole,
    may,
)
from commonweal_web.core.standing import standing_for
from commonweal_web.partnerships.models import Partner, Partnership
from commonweal_web.partnerships.queries.partnerships import (
    find_partnership,
    partnerships,
    partnerships_for,
)
from commonweal_web.partnerships.services import naming, partnering, starting
from tests.site.builders import give_role, make_body, make_partnership, make_person

pytestmark = pytest.mark.django_db

A_DAY = datetime.timedelta(days=1)


def ashby_with_administrator():
    ashby = make_body("Ashby")
    return ashby, make_person("Ann Lee", body=ashby, role="administrator")


def said_by_the_log(event: str) -> list[str]:
    return [row.about for row in AuditEvent.objects.filter(event=event).order_by("id")]


def invite(ashby, ann, email="bea@ashby.gov.uk", roles=(BodyRole.EDITOR,)) -> Invitation:
    return bodies.invite(by=ann, body=ashby, email=email, roles=roles, reason="For a test.")


def now(partnership: Partnership) -> Partnership:
    return partnerships().get(pk=partnership.pk)


def test_an_invitation_is_kept_by_its_hash_and_works_once(django_capture_on_commit_callbacks):
    ashby, ann = ashby_with_administrator()
    with django_capture_on_commit_callbacks(execute=True):
        invite(ashby, ann)
    secret = re.search(r"/invitations/(\S+)/", mail.outbox[-1].body)[1]
    bea = make_person("Bea Cole")
    bea.email = "bea@ashby.gov.uk"
    bea.save()
    found = find_invitation_by_token(hash_of(secret))
    assert secret not in {found.token_hash, found.email}

    bodies.accept_invitation(by=bea, invitation=found)

    assert standing_for(bea).roles_in(ashby.pk) == {BodyRole.EDITOR}
    with pytest.raises(PolicyError, match="taken up already"):
        bodies.accept_invitation(by=bea, invitation=find_invitation_by_token(hash_of(secret)))
    assert said_by_the_log("role-given") == ["Ashby"]


def test_an_invitation_is_of_no_use_to_somebody_else_or_too_late():
    ashby, ann = ashby_with_administrator()
    invitation = invite(ashby, ann)
    with pytest.raises(PolicyError, match=r"was sent to bea@ashby\.gov\.uk, and you are signed in"):
        bodies.accept_invitation(by=make_person("Cy Moss"), invitation=invitation)

    bea = make_person("Bea Cole")
    bea.email = invitation.email
    bea.save()
    invitation.expires_at = timezone.now() - A_DAY
    with pytest.raises(PolicyError, match="ran out"):
        bodies.accept_invitation(by=bea, invitation=invitation)

    bodies.withdraw_invitation(by=ann, invitation=invitation)
    invitation.expires_at = timezone.now() + A_DAY
    with pytest.raises(PolicyError, match="withdrawn"):
        bodies.accept_invitation(by=bea, invitation=invitation)
    assert standing_for(bea).roles_in(ashby.pk) == frozenset()


def test_a_letter_sent_again_has_a_new_link_and_the_old_one_is_dead():
    ashby, ann = ashby_with_administrator()
    invitation = invite(ashby, ann)
    before = invitation.token_hash

    bodies.send_again(by=ann, invitation=invitation)

    with pytest.raises(HiddenError):
        find_invitation_by_token(before)


def test_the_last_administrator_stays_until_there_is_another():
    ashby, ann = ashby_with_administrator()
    own = Membership.objects.get(user=ann)
    with pytest.raises(PolicyError, match="Ann Lee is the last administrator of Ashby"):
        bodies.end_role(by=ann, membership=own, reason="Leaving")
    with pytest.raises(PolicyError, match="last administrator"):
        bodies.leave_body(by=ann, body=ashby, reason="Leaving")

    make_person("Bea Cole", body=ashby, role="administrator")
    bodies.leave_body(by=ann, body=ashby, reason="Leaving")

    assert standing_for(ann).roles_in(ashby.pk) == frozenset()


def test_an_auditor_needs_a_last_day_and_reads_no_longer():
    ashby, ann = ashby_with_administrator()
    vi = make_person("Vi Ewer", body=ashby)
    with pytest.raises(PolicyError, match="auditor has no last day"):
        bodies.give_role(by=ann, body=ashby, person=vi, role=BodyRole.AUDITOR, reason="Audit")
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            body=ashby, user=vi, role="auditor", starts=timezone.localdate(), reason="Around"
        )

    bodies.give_role(
        by=ann, body=ashby, person=vi, role=BodyRole.AUDITOR, reason="Audit",
        ends=timezone.localdate(),
    )  # fmt: skip
    assert BodyRole.AUDITOR in standing_for(vi).roles_in(ashby.pk)
    Membership.objects.filter(user=vi, role="auditor").update(
        starts=timezone.localdate() - 2 * A_DAY, ends=timezone.localdate() - A_DAY
    )
    assert BodyRole.AUDITOR not in standing_for(vi).roles_in(ashby.pk)

    # And once it has run out it can be given anew.
    bodies.give_role(
        by=ann, body=ashby, person=vi, role=BodyRole.AUDITOR, reason="Again",
        ends=timezone.localdate(),
    )  # fmt: skip


def test_a_deputy_acts_while_the_giver_holds_the_role_and_stands_in_the_log_beside_them():
    ashby, ann = ashby_with_administrator()
    make_person("Second Head", body=ashby, role="administrator")
    bea = make_person("Bea Cole", body=ashby)
    today = timezone.localdate()
    bodies.name_deputy(
        by=ann, body=ashby, deputy=bea, role=BodyRole.ADMINISTRATOR,
        starts=today, ends=today + A_DAY, reason="On leave",
    )  # fmt: skip
    assert may(standing_for(bea), Action.MANAGE_PEOPLE, ashby.to_thing())

    invite(ashby, bea, email="new@ashby.gov.uk")
    assert AuditEvent.objects.filter(actor_name="Bea Cole, deputy of Ann Lee").exists()
    with pytest.raises(PolicyError, match="You are not administrator of Ashby"):
        bodies.name_deputy(
            by=bea, body=ashby, deputy=ann, role=BodyRole.ADMINISTRATOR,
            starts=today, ends=today, reason="Passing on what was lent",
        )  # fmt: skip

    bodies.end_role(by=ann, membership=Membership.objects.get(user=ann), reason="Moved on")
    assert not may(standing_for(bea), Action.MANAGE_PEOPLE, ashby.to_thing())


def test_only_people_with_an_address_in_a_confirmed_domain_may_ask_to_join():
    ashby, ann = ashby_with_administrator()
    bea = make_person("Bea Cole")
    with pytest.raises(PolicyError, match=r"example\.gov\.uk is not an email domain of Ashby"):
        bodies.ask_to_join(by=bea, body=ashby, message="I prepare budgets")
    domain = bodies.add_domain(by=ann, body=ashby, domain="@Example.gov.uk", mailbox="it")
    with pytest.raises(PolicyError, match="is not an email domain of Ashby"):
        bodies.ask_to_join(by=bea, body=ashby, message="I prepare budgets")

    bodies.confirm_domain_by_letter(domain=domain)
    request = bodies.ask_to_join(by=bea, body=ashby, message="I prepare budgets")
    assert standing_for(bea).roles_in(ashby.pk) == frozenset()
    with pytest.raises(ForbiddenError):
        bodies.approve_request(
            by=make_person("Vi Ewer", body=ashby), request=request, roles=[BodyRole.EDITOR]
        )

    bodies.approve_request(by=ann, request=request, roles=[BodyRole.EDITOR])
    assert standing_for(bea).roles_in(ashby.pk) == {BodyRole.EDITOR}
    with pytest.raises(PolicyError, match="approved already"):
        bodies.refuse_request(by=ann, request=request, reason="Changed my mind")


@pytest.mark.parametrize("domain", ["gmail.com", "gov.uk", "not a domain", "nhs.net"])
def test_a_domain_that_others_have_addresses_in_is_not_taken(domain):
    ashby, ann = ashby_with_administrator()

    with pytest.raises(PolicyError):
        bodies.add_domain(by=ann, body=ashby, domain=domain, mailbox="it")


def test_a_body_is_told_from_others_by_its_code():
    ann = make_person("Ann Lee")
    said = bodies.NewBody(name="Ashby", kind="district", codes={"gss": "E07000117"})
    first = bodies.set_up_body(by=ann, body=said)

    assert first.reference == "ashby"
    assert standing_for(ann).roles_in(first.pk) == {BodyRole.ADMINISTRATOR}
    with pytest.raises(PolicyError, match="E07000117 is the code of Ashby"):
        bodies.set_up_body(by=make_person("Cy Moss"), body=said)
    other = bodies.NewBody(name="Ashby", kind="district", codes={"gss": "E07000120"})
    assert bodies.set_up_body(by=ann, body=other).reference == "ashby-2"
    new = bodies.NewBody(name="New", kind="district", codes={"gss": "E07000122"})
    assert bodies.set_up_body(by=ann, body=new).reference == "new-2"


def test_a_demonstration_person_stands_in_no_real_body():
    ashby, ann = ashby_with_administrator()
    invitation = invite(ashby, ann, email="demo-person@example.gov.uk")
    demo = make_person("Demo Person")
    demo.is_demonstration = True
    demo.save()

    with pytest.raises(PolicyError, match="demonstration person"):
        bodies.accept_invitation(by=demo, invitation=invitation)


def test_an_invited_body_sees_nothing_until_it_accepts_and_nothing_after_it_leaves():
    ashby, barton = make_body("Ashby"), make_body("Barton")
    ann = make_person("Ann Lee", body=ashby, role="administrator")
    cy = make_person("Cy Moss", body=barton, role="administrator")
    vi = make_person("Vi Ewer", body=barton)
    made = starting.start_partnership(by=ann, body=ashby, name="Waste in two towns")
    partner = partnering.invite_body(by=ann, partnership=now(made), body=barton)
    for person in (cy, vi):
        with pytest.raises(HiddenError):
            find_partnership(standing_for(person), made.reference)
    with pytest.raises(HiddenError):
        partnering.accept_for_body(by=make_person("Other"), partner=partner)
    with pytest.raises(HiddenError):
        partnering.accept_for_body(by=vi, partner=partner)

    partnering.accept_for_body(by=cy, partner=partner)
    assert find_partnership(standing_for(vi), made.reference) == made
    naming.name_person(
        by=ann, partnership=now(made), person=vi, body=barton,
        role=PartnershipRole.MEMBER, reason="Works on it",
    )  # fmt: skip

    partnering.leave_partnership(by=cy, partnership=now(made), body=barton, reason="No gain")
    for person in (cy, vi):
        assert list(partnerships_for(standing_for(person))) == []
        with pytest.raises(HiddenError):
            find_partnership(standing_for(person), made.reference)
    assert standing_for(vi).partnership_roles == {}


def test_the_last_body_to_leave_closes_the_partnership():
    ashby, ann = ashby_with_administrator()
    made = starting.start_partnership(by=ann, body=ashby, name="Alone")

    partnering.leave_partnership(by=ann, partnership=now(made), body=ashby, reason="Nobody came")

    assert now(made).state == Partnership.State.CLOSED


def test_a_leaver_takes_no_partnership_role_along_and_another_administrator_can_take_over():
    ashby, barton = make_body("Ashby"), make_body("Barton")
    coordinator = make_person("Cora Lane", body=ashby)
    made = make_partnership("Waste", bodies=(ashby, barton), coordinator=coordinator)
    ann = make_person("Ann Lee", body=ashby, role="administrator")
    cy = make_person("Cy Moss", body=barton, role="administrator")
    with pytest.raises(ForbiddenError):
        naming.name_person(
            by=cy, partnership=now(made), person=cy, body=barton,
            role=PartnershipRole.COORDINATOR, reason="Takes over",
        )  # fmt: skip

    bodies.end_role(by=ann, membership=Membership.objects.get(user=coordinator), reason="Left")

    assert standing_for(coordinator).partnership_roles == {}
    assert not now(made).is_led
    naming.name_person(
        by=cy, partnership=now(made), person=cy, body=barton,
        role=PartnershipRole.COORDINATOR, reason="Takes over",
    )  # fmt: skip
    assert now(made).is_led


def test_the_last_coordinator_names_another_first():
    ashby = make_body("Ashby")
    cora = make_person("Cora Lane", body=ashby)
    made = make_partnership("Waste", bodies=(ashby,), coordinator=cora)
    own = made.memberships.get(user=cora)

    with pytest.raises(PolicyError, match="last coordinator"):
        naming.end_partnership_role(
            by=cora, partnership=now(made), membership=own, reason="Leaving"
        )


def test_a_list_shows_just_what_the_policy_lets_somebody_open():
    bodies_there = [make_body(name) for name in ("Ashby", "Barton", "Corby")]
    people = [make_person(f"Of {body.name}", body=body) for body in bodies_there]
    people.append(make_person("Of none"))
    made = [
        make_partnership("One", bodies=tuple(bodies_there[:2]), coordinator=people[0]),
        make_partnership("Two", bodies=(bodies_there[2],), coordinator=people[2]),
    ]
    Partner.objects.create(partnership=made[1], body=bodies_there[1], invited_by=people[2])

    for person in people:
        standing = standing_for(person)
        listed = {one.pk for one in partnerships_for(standing)}
        opened = {
            one.pk
            for one in partnerships()
            if may(standing, Action.SEE_PARTNERSHIP, one.to_thing())
        }
        assert listed == opened


def test_standing_asks_three_questions_however_many_roles_there_are(django_assert_num_queries):
    person = make_person("Ann Lee", body=make_body("Ashby"))
    for name in ("Barton", "Corby", "Derby"):
        give_role(person, make_body(name), "editor")

    with django_assert_num_queries(3):
        standing = standing_for(person)

    assert len(standing.body_roles) == 4


def test_a_closed_account_is_nobody():
    ashby, ann = ashby_with_administrator()
    ann.is_active = False
    ann.save()

    assert not may(standing_for(ann), Action.SEE_BODY, ashby.to_thing())
    assert Body.objects.count() == 1
