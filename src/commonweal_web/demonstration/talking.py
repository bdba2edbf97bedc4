"""Two comments for the demonstration: one settled, one that waits for an answer."""

from __future__ import annotations

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.core.standing import standing_for
from commonweal_web.discussion.models import Comment
from commonweal_web.discussion.services import Asked, add_comment, reply, resolve
from commonweal_web.discussion.subjects import find_subject
from commonweal_web.partnerships.models import Partnership

__all__ = ["write_comments"]


def write_comments(partnership: Partnership, *, asker: User, coordinator: User, host: Body) -> None:
    """Write what officers would ask first; `partnership` has its run and its partners."""

    def ask(key: str, text: str, asked: Asked | None = None) -> Comment:
        return add_comment(
            by=asker,
            partnership=partnership,
            subject=find_subject(standing_for(asker), partnership, key),
            text=text,
            audience=Comment.Audience.PARTNERS,
            asked=asked,
        )

    settled = ask(
        "run/1", "Does this count the surveyors whom three of us could not recruit last year?"
    )
    reply(
        by=coordinator,
        comment=settled,
        text="Only as what we spend today. A post that stands empty is in nobody’s figures.",
    )
    resolve(
        by=coordinator,
        comment=settled,
        decided="Empty posts stay out of the figures; the paper says so in a sentence.",
    )
    ask(
        "signatures",
        "When will Burnley’s certifier look at its figures? The rest of us have certified ours.",
        Asked(body=host),
    )
