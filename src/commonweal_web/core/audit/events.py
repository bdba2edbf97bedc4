"""Everything that the log can say, each with its sentence. A service that needs another adds it.

A sentence follows the name of who did it, and names the details that must be given with the
event; `{about}` is always there. Details that no sentence names are kept too. Where something
changed, the details are `was` and `now`.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from enum import Enum
from typing import Any

__all__ = ["Event"]


class Event(Enum):
    """A kind of event: the value that is kept, and the sentence that is shown."""

    sentence: str

    def __new__(cls, value: str, sentence: str) -> Event:
        event = object.__new__(cls)
        event._value_ = value
        event.sentence = sentence
        return event

    # People and their bodies.
    PERSON_ADDED = "person-added", "added {about}"
    PERSON_CHANGED = "person-changed", "changed {what} of {about} from {was} to {now}"
    PERSON_CLOSED = "person-closed", "closed the account of {about}"
    PERSON_INVITED = "person-invited", "invited {email} to {about} as {role}"
    INVITATION_ACCEPTED = "invitation-accepted", "took up an invitation to {about} as {role}"
    INVITATION_WITHDRAWN = "invitation-withdrawn", "withdrew the invitation of {email} to {about}"
    JOIN_ASKED = "join-asked", "asked to join {about}"
    JOIN_APPROVED = "join-approved", "let {person} join {about} as {role}"
    JOIN_REFUSED = "join-refused", "refused {person} who asked to join {about}: {reason}"
    ROLE_GIVEN = "role-given", "gave {person} the role {role} at {about}"
    ROLE_ENDED = "role-ended", "ended the role {role} of {person} at {about}"
    DELEGATION_GIVEN = "delegation-given", "let {person} act as {role} at {about} until {until}"
    DELEGATION_ENDED = "delegation-ended", "ended the delegation of {role} to {person} at {about}"
    BODY_ADDED = "body-added", "added the body {about}"
    BODY_CHANGED = "body-changed", "changed {what} of {about} from {was} to {now}"
    BODY_CONFIRMED = "body-confirmed", "confirmed that {about} is what it says: {reason}"
    DOMAIN_ADDED = "domain-added", "said that {domain} belongs to {about}"
    DOMAIN_VERIFIED = "domain-verified", "confirmed that {domain} belongs to {about}"
    DOMAIN_REMOVED = "domain-removed", "took the email domain {domain} away from {about}"

    # Signing in.
    SIGNED_IN = "signed-in", "signed in by {means}"
    SIGN_IN_LOCKED = "sign-in-locked", "locked signing in as {about} after {n_attempts} attempts"
    SECOND_FACTOR_CHANGED = "second-factor-changed", "{change} {means} for {about}"

    # Partnerships.
    PARTNERSHIP_STARTED = "partnership-started", "started the partnership {about}"
    PARTNERSHIP_CHANGED = "partnership-changed", "changed {what} of {about} from {was} to {now}"
    PARTNERSHIP_MOVED = "partnership-moved", "moved {about} from {was} to {now}"
    PARTNER_INVITED = "partner-invited", "invited {body_name} to {about}"
    PARTNER_JOINED = "partner-joined", "joined {about} for {body_name}"
    PARTNER_DECLINED = "partner-declined", "declined for {body_name} to join {about}"
    PARTNER_LEFT = "partner-left", "left {about} for {body_name}"
    PARTNER_INVITED_BY_EMAIL = (
        "partner-invited-by-email",
        "invited {body_name}, by an email to {email}, to {about}",
    )
    PARTNER_INVITATION_WITHDRAWN = (
        "partner-invitation-withdrawn",
        "withdrew the invitation of {body_name} to {about}",
    )
    PARTNERSHIP_ROLE_GIVEN = (
        "partnership-role-given",
        "gave {person} the role {role} in {about}",
    )
    PARTNERSHIP_ROLE_ENDED = (
        "partnership-role-ended",
        "ended the role {role} of {person} in {about}",
    )

    RETURNS_SEALED = (
        "returns-sealed",
        "chose for {about} that figures open only once every body has submitted its own",
    )
    RETURNS_UNSEALED = (
        "returns-unsealed",
        "chose for {about} that each body's figures are seen as soon as it submits them",
    )
    RETURNS_OPENED = "returns-opened", "opened every body's figures in {about}: all were in"
    PLACEHOLDER_TAKEN_OVER = (
        "placeholder-taken-over",
        "took over what others had typed for {body_name} in {about}: {kept} kept, {changed} "
        "changed, {cleared} cleared",
    )
    ASSUMPTIONS_APPROVED = (
        "assumptions-approved",
        "approved {n_assumptions} assumptions of {about} as {role}",
    )

    # Documents and runs.
    DOCUMENT_SAVED = "document-saved", "saved version {version} of {about}"
    DOCUMENT_SUBMITTED = "document-submitted", "submitted version {version} of {about}"
    DOCUMENT_CERTIFIED = "document-certified", "certified version {version} of {about}"
    DOCUMENT_RETURNED = (
        "document-returned",
        "returned version {version} of {about} to its preparer: {reason}",
    )
    DOCUMENT_SUPERSEDED = (
        "document-superseded",
        "put version {now} of {about} in the place of version {was}",
    )
    DOCUMENT_SIGNED = "document-signed", "signed version {version} of {about} as {role}"
    BASELINE_FROZEN = (
        "baseline-frozen",
        "signed last, and so froze the figures of {about}: freeze {number}",
    )
    FREEZE_LIFTED = "freeze-lifted", "lifted freeze {number} of the figures of {about}: {reason}"
    RUN_ASKED = "run-asked", "asked for an appraisal of {about} with {n_draws} draws"
    RUN_DONE = "run-done", "finished the appraisal of {about}: {verdict}"
    RUN_FAILED = "run-failed", "could not finish the appraisal of {about}: {reason}"
    RUN_CANCELLED = "run-cancelled", "cancelled the appraisal of {about}"
    VERDICT_CERTIFIED = (
        "verdict-certified",
        "certified the verdict of run {number} of {about} for {body_name} as {role}",
    )
    WHAT_IF_KEPT = "what-if-kept", "kept the what-if “{name}” of run {number} of {about}"
    SPLIT_CHOSEN = "split-chosen", "proposed the split of run {number} of {about} to the agreement"

    # Agreements.
    AGREEMENT_STARTED = "agreement-started", "started {agreement} in {about}: {how}"
    AGREEMENT_CHANGED = "agreement-changed", "changed {what} of {agreement} in {about}"
    AGREEMENT_POSITION = (
        "agreement-position",
        "said for {body_name} on {what} of {agreement} in {about}: {stance}",
    )
    AGREEMENT_PUT = "agreement-put", "put version {version} of {agreement} in {about} to the bodies"
    AGREEMENT_TAKEN_BACK = (
        "agreement-taken-back",
        "took version {version} of {agreement} in {about} back from the bodies",
    )
    AGREEMENT_MEETING = (
        "agreement-meeting",
        "said that {meeting} of {body_name} decides on {agreement} in {about} on {day}",
    )
    AGREEMENT_DECIDED = (
        "agreement-decided",
        "recorded for {body_name} on {agreement} in {about}: {decision}",
    )
    AGREEMENT_CONDITION_MET = (
        "agreement-condition-met",
        "recorded that the condition of {body_name} on {agreement} in {about} is met",
    )
    AGREEMENT_SIGNED = (
        "agreement-signed",
        "signed version {version} of {agreement} in {about} for {body_name}",
    )
    AGREEMENT_PLANNED = "agreement-planned", "changed {what} of the plan of {agreement} in {about}"
    ROUTE_ANSWERED = (
        "route-answered",
        "answered what the legal route of {agreement} in {about} hangs on",
    )
    ROUTE_SIGNED_OFF = (
        "route-signed-off",
        "signed the legal route of {agreement} in {about} off for {body_name}",
    )

    # Papers, and who outside may read.
    PAPER_ASKED = "paper-asked", "asked for {paper} of run {number} of {about}"
    PAPER_MADE = "paper-made", "made {paper} of run {number} of {about}"
    PAPER_FAILED = "paper-failed", "could not make {paper} of run {number} of {about}: {reason}"
    PAPER_RELEASED = "paper-released", "gave {paper} of run {number} of {about} to the partners"
    TEMPLATE_KEPT = "template-kept", "kept {file} as the Word template of {about}"
    TEMPLATE_DROPPED = "template-dropped", "took {file} away as the Word template of {about}"
    PUBLICATION_PROPOSED = (
        "publication-proposed",
        "proposed to publish run {number} of {about}",
    )
    PUBLICATION_AGREED = (
        "publication-agreed",
        "agreed for {body_name} that run {number} of {about} be published",
    )
    PUBLICATION_DROPPED = (
        "publication-dropped",
        "took back the proposal to publish run {number} of {about}: {reason}",
    )
    PUBLISHED = "published", "published run {number} of {about}"
    UNPUBLISHED = "unpublished", "took run {number} of {about} back from the public: {reason}"
    GUEST_LINK_MADE = "guest-link-made", "let {person} read {what} of {about} until {until}"
    GUEST_LINK_OPENED = "guest-link-opened", "opened {what} of {about}"
    GUEST_LINK_REVOKED = "guest-link-revoked", "ended the link of {person} to {what} of {about}"

    # Comments. What is said in one is kept with it, not in the log.
    COMMENT_ADDED = "comment-added", "wrote comment {number} on {what}, in {about}"
    COMMENT_ANSWERED = "comment-answered", "replied to comment {number} on {what}, in {about}"
    COMMENT_REWORDED = "comment-reworded", "changed their words in comment {number}, in {about}"
    COMMENT_WITHDRAWN = "comment-withdrawn", "withdrew their words in comment {number}, in {about}"
    COMMENT_RESOLVED = "comment-resolved", "resolved comment {number} on {what}, in {about}"
    COMMENT_REOPENED = "comment-reopened", "opened comment {number} on {what} again, in {about}"

    # Sealed exchanges. What one body does before it opens stands in the site's chain, where only
    # that body is told: an entry left out of the partnership's own would show as a gap.
    EXCHANGE_STARTED = "exchange-started", "started the sealed exchange “{title}” in {about}"
    EXCHANGE_SEALED = "exchange-sealed", "sealed answer {version} of {body_name} in “{about}”"
    EXCHANGE_FINAL = "exchange-final", "said that {body_name}’s answer in “{about}” is final"
    EXCHANGE_TAKEN_BACK = "exchange-taken-back", "took back {body_name}’s answer in “{about}”"
    EXCHANGE_OPENED = "exchange-opened", "opened the sealed exchange “{title}” in {about}"
    EXCHANGE_ASKED = (
        "exchange-asked",
        "asked of all sealed answers at once, in “{title}”: {question} The answer is {answer}",
    )
    EXCHANGE_DESTROYED = (
        "exchange-destroyed",
        "destroyed the answers of “{title}” unread, as was agreed at its start",
    )
    EXCHANGE_VOID = "exchange-void", "ended “{title}” in {about} with nothing opened: {reason}"
    EXCHANGE_CHANGE_PROPOSED = (
        "exchange-change-proposed",
        "proposed for {body_name} to {change} in “{title}”",
    )
    EXCHANGE_CHANGE_AGREED = (
        "exchange-change-agreed",
        "agreed for {body_name} to {change} in “{title}”",
    )
    EXCHANGE_CHANGED = "exchange-changed", "took up what all had agreed in “{title}”: to {change}"
    EXCHANGE_KEY_CHANGED = (
        "exchange-key-changed",
        "sealed what waits in {about} again under a new key",
    )

    # What is asked from time to time, and the mailboxes it is asked by.
    CONFIRMED = "confirmed", "said of {about} that {what}"
    MAILBOX_NAMED = "mailbox-named", "named {email} as the mailbox of the {role} of {about}"
    MAILBOX_CONFIRMED = (
        "mailbox-confirmed",
        "confirmed {email} as the mailbox of the {role} of {about}",
    )
    MAILBOX_ENDED = "mailbox-ended", "ended the mailbox {email} of the {role} of {about}"
    LETTERS_CHANGED = "letters-changed", "changed how often {about} gets letters to {now}"

    # Interest in sharing, and surveys.
    INTEREST_GIVEN = "interest-given", "sealed an interest of {about} in sharing, until {until}"
    INTEREST_RENEWED = (
        "interest-renewed",
        "said that the interest of {about} in sharing still holds, until {until}",
    )
    INTEREST_WITHDRAWN = "interest-withdrawn", "withdrew the interest of {about} in sharing"
    INTEREST_MUTUAL = (
        "interest-mutual",
        "found that {about} and {other_body} named each other: {services}",
    )
    SURVEY_OPENED = "survey-opened", "opened the survey “{title}” of {about}"
    SURVEY_CLOSED = "survey-closed", "closed the survey “{title}” of {about}"
    SURVEY_DROPPED = "survey-dropped", "dropped the draft of the survey “{title}” of {about}"
    VOICE_DECIDED = (
        "voice-decided",
        "{decided} {n_answers} open answers of the survey “{title}” of {about}",
    )
    VOICES_IN_PAPER = (
        "voices-in-paper",
        "put the survey “{title}” of {about} into the paper of {body_name}",
    )

    # Keys of the API.
    KEY_MADE = "key-made", "made the key {key} for {about}, which may {scopes}, until {until}"
    KEY_REVOKED = "key-revoked", "revoked the key {key} of {about}"

    # The site itself.
    BACKUP_MADE = "backup-made", "made a backup of {about}"
    BACKUP_RESTORED = "backup-restored", "restored {about} from a backup made at {made_at}"
    ADMINISTRATOR_MADE = "administrator-made", "made {about} a site administrator"
    DEMONSTRATION_LOADED = "demonstration-loaded", "loaded the demonstration {about}"

    def say(self, about: str, details: Mapping[str, Any]) -> str:
        """Return the sentence with its details.

        Raises
        ------
        ValueError
            A detail that the sentence names is not given.
        """
        lacking = self.details_needed - details.keys() - {"about"}
        if lacking:
            raise ValueError(f"{self.name} needs {', '.join(sorted(lacking))}.")
        return self.sentence.format(**{**details, "about": about})

    @property
    def details_needed(self) -> frozenset[str]:
        return frozenset(name for _, name, _, _ in string.Formatter().parse(self.sentence) if name)
