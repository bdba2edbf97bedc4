"""The command line: read, call, print.

Results go to standard output and everything else to standard error. A command ends with 0, or
with 2 for whatever the person can mend. Modules here import nothing heavy until a command runs,
so that `--help` answers at once.
"""

from .app import app
from .running import main, run

__all__ = ["app", "main", "run"]
