"""What sealed exchanges are for: each use says what it asks, how, and how the answers are shown.

A use is registered when the app is loaded (`register` in an AppConfig's `ready`). The mechanism
knows nothing of any: it keeps questions and answers as plain values in JSON.
"""

from .registry import (
    Asked,
    OpenedAnswer,
    Shown,
    Use,
    register,
    registered_uses,
    use_of,
)

__all__ = [
    "Asked",
    "OpenedAnswer",
    "Shown",
    "Use",
    "register",
    "registered_uses",
    "use_of",
]
