"""The log: one line of JSON an event, which a person can read and a program can sift.

No address with a secret in it, no cookie, no form: only what happened, where and why.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

__all__ = ["JsonLine", "is_news"]


def is_news(record: logging.LogRecord) -> bool:
    """Leave out that the site said it was unfit: whoever asked has been told."""
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    return match is None or match.view_name != "healthz"


class JsonLine(logging.Formatter):
    """Writes a record as one line."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "said": record.getMessage(),
        }
        request = getattr(record, "request", None)
        if request is not None and hasattr(request, "method"):
            # The route, not the address: an address may hold the token of a link.
            match = getattr(request, "resolver_match", None)
            line |= {"method": request.method, "route": match.route if match else ""}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
