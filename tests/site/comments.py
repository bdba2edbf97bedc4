"""Comments for the world of the route walk: one for all partners, one within Ashby."""

from __future__ import annotations

from typing import Any

from commonweal_web.accounts.models import User
from commonweal_web.bodies.models import Body
from commonweal_web.discussion.models import Comment, Remark
from commonweal_web.partnerships.models import Partnership

__all__ = ["make_comment", "names_of_comments"]


def make_comment(
    partnership: Partnership, by: User, text: str = "Is this so?", *, body: Body | None = None
) -> Comment:
    """Make an open comment on the signatures: within a body where one is given."""
    comment = Comment.objects.create(
        partnership=partnership,
        number=partnership.comments.count() + 1,
        subject="signatures",
        about="Signatures",
        audience=Comment.Audience.PARTNERS if body is None else Comment.Audience.BODY,
        body=body,
        made_by=by,
        made_as=by.name,
    )
    Remark.objects.create(comment=comment, kind=Remark.Kind.SAID, text=text, by=by, said_as=by.name)
    return comment


def names_of_comments(partnership: Partnership, by: User, body: Body) -> dict[str, Any]:
    """Return what routes of comments name; one is within the body."""
    comment = make_comment(partnership, by)
    return {
        "comment": comment.number,
        "own_comment": make_comment(partnership, by, body=body).number,
        "words": comment.remarks.get().pk,
    }
