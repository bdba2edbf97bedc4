"""What an agreement leaves open and where it contradicts itself, graded, in an officer's words.

What flows in: an `Agreement`, drafted here or described by guided answers. What flows out:
`Finding`s, each with its mend. A heading never counts: a matter is settled by what is stated.
"""

from .findings import GRADES, Finding, Grade
from .whole import check_agreement

__all__ = ["GRADES", "Finding", "Grade", "check_agreement"]
