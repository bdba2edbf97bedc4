"""What is done with runs beyond working them out: pieces kept, verdicts certified, trials kept."""

from .certifying import certify_verdict
from .pieces import keep_pieces
from .what_ifs import keep_what_if

__all__ = ["certify_verdict", "keep_pieces", "keep_what_if"]
