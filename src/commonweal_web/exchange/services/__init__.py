"""What is done in sealed exchanges: starting, answering, agreeing to changes, opening, keys."""

from .answering import finalise, seal_answer, take_back
from .changing import agree, propose
from .keeping import add_holder, change_key, lost_keys
from .settling import end_exchange, settle_due
from .starting import start_exchange

__all__ = [
    "add_holder",
    "agree",
    "change_key",
    "end_exchange",
    "finalise",
    "lost_keys",
    "propose",
    "seal_answer",
    "settle_due",
    "start_exchange",
    "take_back",
]
