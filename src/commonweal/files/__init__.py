"""The only code that opens files. Everything above it takes bytes, text or values.

Reading refuses early and says what the file really is; writing leaves either the whole file or
nothing; reference data that ship with the package are read and checked row by row.
"""

from commonweal.files.kinds import (
    KINDS,
    Kind,
    check_kind,
    decode_text,
    describe_kind,
    old_office_kind,
    sniff_kind,
    zip_kind,
)
from commonweal.files.reading import MAX_BYTES, read_bytes, read_text
from commonweal.files.reference import (
    STATUSES,
    Sourced,
    Status,
    check_unique_ids,
    find_by_id,
    parse_reference_rows,
    reference_bytes,
    reference_names,
    reference_rows,
    reference_toml,
)
from commonweal.files.writing import write_bytes_atomically

__all__ = [
    "KINDS",
    "MAX_BYTES",
    "STATUSES",
    "Kind",
    "Sourced",
    "Status",
    "check_kind",
    "check_unique_ids",
    "decode_text",
    "describe_kind",
    "find_by_id",
    "old_office_kind",
    "parse_reference_rows",
    "read_bytes",
    "read_text",
    "reference_bytes",
    "reference_names",
    "reference_rows",
    "reference_toml",
    "sniff_kind",
    "write_bytes_atomically",
    "zip_kind",
]
