"""Which part of a partnership each body holds: parted, put together, shown to others, put back.

What flows in: documents as plain values (`commonweal.partnership.plain`). What flows out: the same,
for one holder or for one reader. Nothing here knows of people or roles: who may see which body's
part is decided by the caller.
"""

from .holders import COMMON, Holder, holder_of
from .parting import Parts, assembled, parted
from .putting_back import PutBack, put_back
from .renaming import renamed
from .seeing import seen_by

__all__ = [
    "COMMON",
    "Holder",
    "Parts",
    "PutBack",
    "assembled",
    "holder_of",
    "parted",
    "put_back",
    "renamed",
    "seen_by",
]
