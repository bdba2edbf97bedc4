"""What people do to bodies: each change and its event in one transaction, `by` first."""

from .deputies import DELEGABLE, end_delegation, name_deputy
from .domains import (
    MAILBOXES,
    add_domain,
    confirm_domain_by_letter,
    confirm_domain_by_site,
    remove_domain,
    send_domain_letter_again,
)
from .invitations import accept_invitation, invite, send_again, withdraw_invitation
from .join_requests import approve_request, ask_to_join, refuse_request
from .roles import end_role, give_role, leave_body
from .setting_up import NewBody, change_body, confirm_body, set_up_body

__all__ = [
    "DELEGABLE",
    "MAILBOXES",
    "NewBody",
    "accept_invitation",
    "add_domain",
    "approve_request",
    "ask_to_join",
    "change_body",
    "confirm_body",
    "confirm_domain_by_letter",
    "confirm_domain_by_site",
    "end_delegation",
    "end_role",
    "give_role",
    "invite",
    "leave_body",
    "name_deputy",
    "refuse_request",
    "remove_domain",
    "send_again",
    "send_domain_letter_again",
    "set_up_body",
    "withdraw_invitation",
]
