"""Backup and restore: one file that either database writes and either reads.

Every row of every table, as lines of JSON in a zip file, with a manifest that names version,
schema, number of rows, hashes, and where each chain of the log ended. Made from one moment while
the site runs. It holds people's records and what they sign in with, but not the site's secret key:
keep the two apart. See docs/adr on why it is not a copy of the database.
"""

from .making import Backup, make_backup
from .restoring import Restored, read_manifest, restore_backup

__all__ = ["Backup", "Restored", "make_backup", "read_manifest", "restore_backup"]
