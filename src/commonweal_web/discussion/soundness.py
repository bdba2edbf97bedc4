"""Whether what was said is still what was kept: each remark against the log."""

from __future__ import annotations

import json
from collections.abc import Iterator

from commonweal_web.core.audit import Chain
from commonweal_web.core.models import AuditEvent
from commonweal_web.discussion.models import Comment, Remark

__all__ = ["faults"]

_AT_ONCE = 200


def faults() -> Iterator[str]:
    """Yield a sentence for each remark whose words are not those that were logged."""
    logged = set(_logged())
    rows = (
        Remark.objects.exclude(comment__audience=Comment.Audience.KEEPERS)
        .select_related("comment__partnership")
        .order_by("pk")
    )
    for remark in rows.iterator(chunk_size=_AT_ONCE):
        if (Chain.of(remark.comment.partnership_id).name, remark.sha256) not in logged:
            yield f"The words of a {remark} are not those that were kept: they were altered."


def _logged() -> Iterator[tuple[str, str]]:
    """Yield the chain and hash of all words that the log tells of."""
    rows = AuditEvent.objects.filter(event__startswith="comment-").order_by("pk")
    for chain, text in rows.values_list("chain", "text").iterator(chunk_size=_AT_ONCE):
        yield chain, json.loads(text)["details"].get("sha256", "")
