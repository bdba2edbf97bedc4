"""The words of the policy: roles, kinds of thing, actions, scopes, and how each is said."""

from __future__ import annotations

from enum import Enum

__all__ = [
    "LIMITED_IN_TIME",
    "NEEDS_SECOND_FACTOR",
    "OFFICERS",
    "Action",
    "BodyRole",
    "Kind",
    "PartnershipRole",
    "Scope",
]


class BodyRole(Enum):
    """What a person is to a body."""

    VIEWER = "viewer"
    EDITOR = "editor"
    CERTIFIER = "certifier"
    SECTION_151 = "section-151"
    MONITORING = "monitoring"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    SCRUTINY = "scrutiny"

    @property
    def label(self) -> str:
        return _BODY_ROLES[self][0]

    @property
    def with_article(self) -> str:
        """The label as it stands within a sentence: a body has one section 151 officer."""
        if self in (BodyRole.SECTION_151, BodyRole.MONITORING):
            return f"the {self.label}"
        return f"an {self.label}" if self.label[0] in "aeiou" else f"a {self.label}"

    @property
    def meaning(self) -> str:
        """What the role is for, in a sentence that stands beside its tick box."""
        return _BODY_ROLES[self][1]


_BODY_ROLES = {
    BodyRole.VIEWER: ("viewer", "Reads what the body holds and changes nothing."),
    BodyRole.EDITOR: ("editor", "Prepares the body's figures and submits them."),
    BodyRole.CERTIFIER: (
        "certifier",
        "Certifies figures that somebody else prepared.",
    ),
    BodyRole.SECTION_151: (
        "section 151 officer",
        "Answers for the body's finances: certifies figures that somebody else prepared.",
    ),
    BodyRole.MONITORING: (
        "monitoring officer",
        "Answers for lawfulness: reads everything of the body and its log.",
    ),
    BodyRole.ADMINISTRATOR: (
        "administrator",
        "Invites people, gives and ends roles, and answers for the body in partnerships.",
    ),
    BodyRole.AUDITOR: (
        "auditor",
        "Reads everything of the body and its log until a date, and changes nothing.",
    ),
    BodyRole.SCRUTINY: (
        "scrutiny member",
        "Reads what the body has submitted until a date, drafts left out.",
    ),
}

LIMITED_IN_TIME = frozenset({BodyRole.AUDITOR, BodyRole.SCRUTINY})
"""Roles that are only ever given until a date."""

OFFICERS = frozenset({BodyRole.SECTION_151, BodyRole.MONITORING})

NEEDS_SECOND_FACTOR = frozenset({BodyRole.ADMINISTRATOR, BodyRole.CERTIFIER}) | OFFICERS
"""Roles whose holders sign in with a second factor."""


class PartnershipRole(Enum):
    """What a person is to a partnership, beside what they are to their own body."""

    COORDINATOR = "coordinator"
    MEMBER = "member"
    OBSERVER = "observer"

    @property
    def label(self) -> str:
        return self.value

    @property
    def with_article(self) -> str:
        return f"an {self.value}" if self.value[0] in "aeiou" else f"a {self.value}"

    @property
    def meaning(self) -> str:
        return {
            PartnershipRole.COORDINATOR: "Keeps the partnership: invites bodies, names people, "
            "starts runs.",
            PartnershipRole.MEMBER: "Works on the partnership: starts runs and reads its log.",
            PartnershipRole.OBSERVER: "Reads what has been submitted, and changes nothing.",
        }[self]


class Scope(Enum):
    """What a body's API key may be used for."""

    READ = "read"
    SUBMIT = "submit"
    RUN = "run"

    @property
    def meaning(self) -> str:
        return {
            Scope.READ: "Read what the body's people may read",
            Scope.SUBMIT: "Write and submit the body's figures",
            Scope.RUN: "Start appraisals in the body's partnerships",
        }[self]


class Kind(Enum):
    """Kinds of thing that the policy is asked about."""

    SITE = "the site"
    BODY = "a body"
    PARTNERSHIP = "a partnership"
    INVITATION = "an invitation of a body to a partnership"
    DOCUMENT = "a body's submission"
    RUN = "an appraisal kept in a partnership"
    PAPER = "a paper made of an appraisal"
    PUBLICATION = "what a partnership publishes"
    EXCHANGE = "a sealed exchange"
    COMMENT = "a comment on something of a partnership"
    AGREEMENT = "an agreement between the partners"


class Action(Enum):
    """What somebody may want to do; the value completes the sentence "may …"."""

    SEE_SITE = "see who is on the site and which bodies exist"
    KEEP_SITE = "keep the site: its people, bodies' existence, its log and the checks"
    SET_UP_BODY = "set up a body and become its first administrator"

    SEE_BODY = "see the body's page"
    CHANGE_BODY = "change the body's name, kind and codes"
    MANAGE_PEOPLE = "invite people, approve requests, give and end roles"
    MANAGE_DOMAINS = "add and confirm email domains"
    MANAGE_KEYS = "make and revoke the body's API keys"
    SEE_BODY_LOG = "read the body's log"
    NAME_DEPUTY = "name a deputy for their own roles"
    LEAVE_BODY = "leave the body"
    START_PARTNERSHIP = "start a partnership for the body"

    SEE_INVITATION = "see that the body is invited and by whom"
    ANSWER_INVITATION = "accept or decline for the body"

    SEE_PARTNERSHIP = "see the partnership"
    CHANGE_PARTNERSHIP = "change the partnership's name and summary"
    INVITE_BODY = "invite bodies"
    NAME_COORDINATOR = "name coordinators, and end that role"
    NAME_MEMBER = "name members and observers, and end those roles"
    LEAVE_PARTNERSHIP = "take the body out of the partnership"
    SEE_PARTNERSHIP_LOG = "read the partnership's log"
    KEEP_COMMON_PART = "write what the partners hold in common"
    SIGN_COMMON_PART = "sign what the partners hold in common"
    APPROVE_ASSUMPTIONS = "sign the partnership's assumptions off"
    START_RUN = "start an appraisal"
    PREPARE_DOCUMENT = "prepare the body's figures"

    SEE_DOCUMENT = "read a body's submission"
    EDIT_DOCUMENT = "change a draft of the body's figures"
    SUBMIT_DOCUMENT = "submit the body's figures to its partners"
    CERTIFY_DOCUMENT = "certify the body's figures"
    SIGN_DOCUMENT = "sign the body's certified figures, so that they can be frozen"
    CONFIRM_DOCUMENT = "say that the body's figures are still true"

    SEE_RUN = "read an appraisal"
    CANCEL_RUN = "cancel an appraisal that is under way"
    CERTIFY_VERDICT = "certify the verdict of the partnership's appraisal for a body"
    KEEP_WHAT_IF = "keep a what-if of an appraisal"
    CHOOSE_SPLIT = "say which split goes to the agreement"

    SEE_COMMENT = "read a comment"
    ADD_COMMENT = "comment, reply, resolve and open again"
    REWORD_COMMENT = "change or withdraw what they wrote"

    ASK_FOR_PAPER = "have a paper made of an appraisal"
    SEE_PAPER = "read a paper"
    SEE_WHOLE_PAPER = "read the parts of a paper that are not for publication"
    RELEASE_PAPER = "give the body's paper to its partners"
    KEEP_TEMPLATE = "keep the body's own Word template"

    START_EXCHANGE = "start a sealed exchange"
    SEE_EXCHANGE = "see that a sealed exchange is held, of whom and until when"
    ANSWER_EXCHANGE = "seal the body's answer, mark it final or take it back"
    AGREE_TO_EXCHANGE = "agree for the body to a later deadline or to one more who answers"
    READ_EXCHANGE = "read what was opened"
    END_EXCHANGE = "end a sealed exchange with nothing opened"

    SEE_AGREEMENT = "read an agreement, where each body stands on it and what it decided"
    DRAFT_AGREEMENT = "draft an agreement and change its clauses"
    SAY_POSITION = "say where the body stands on a clause"
    PUT_AGREEMENT = "put an agreement to the bodies, and take it back"
    RECORD_DECISION = "say which meeting of the body decides, and what it decided"
    SIGN_AGREEMENT = "sign the agreement for the body"
    SIGN_OFF_ROUTE = "sign the legal route off for the body"

    SEE_PUBLICATION = "read what is published"
    PROPOSE_PUBLICATION = "propose that an appraisal be published"
    AGREE_TO_PUBLISH = "agree for the body that it is published"
    PUBLISH = "publish it once every body has agreed"
    UNPUBLISH = "take it back from the public"
    LEND = "give a guest a link to read with"

    SEE_INTEREST = "see whether the body has an interest in sharing, and what was mutual"
    GIVE_INTEREST = "say for the body, sealed, what it would share and with whom"

    SEE_VOICES = "see surveys and what may be told of their answers"
    ASK_VOICES = "make surveys, open and close them"
    RELEASE_VOICES = "read what people wrote in surveys, and release it"
