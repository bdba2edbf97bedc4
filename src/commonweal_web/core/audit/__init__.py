"""What happened: an append-only log whose entries are chained by hash.

A service changes and records in one block:

    with recorded():
        membership = Membership.objects.create(...)
        record(Event.ROLE_GIVEN, by=by, chain=Chain.site(), about=str(user), body=body.pk,
               role="editor")

`recorded()` is the transaction: use it where you would write `transaction.atomic()`. What
`record` is given is written when the outermost `recorded()` block ends, so that the chain's head
is always locked last, however services call one another, and several chains always in one order.
A block that fails leaves no entry. `record` outside a block is refused.
"""

from .actors import Actor, SystemJob, UnknownActorError, actor_of
from .chains import Chain
from .checking import ChainFault, ChainsReport, check_chains
from .digests import Heads, heads_now, keep_digest, read_heads
from .events import Event
from .recording import NotRecordingError, record, recorded

__all__ = [
    "Actor",
    "Chain",
    "ChainFault",
    "ChainsReport",
    "Event",
    "Heads",
    "NotRecordingError",
    "SystemJob",
    "UnknownActorError",
    "actor_of",
    "check_chains",
    "heads_now",
    "keep_digest",
    "read_heads",
    "record",
    "recorded",
]
