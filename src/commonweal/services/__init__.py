"""What could be shared, how hard and how sensitive it is, in which forms and by which legal route.

Everything here is data with a source, beside a few functions that read it: `catalogue()` gives
the whole, `readiness_gate` answers whether partners are ready, `explain` says what is known of one
service in plain lines.
"""

from commonweal.services.catalogue import Catalogue, catalogue
from commonweal.services.explaining import Explanation, ExplanationLine, explain
from commonweal.services.readiness import (
    ANSWERS,
    Criterion,
    CriterionGroup,
    GateResult,
    GroupResult,
    readiness_gate,
)
from commonweal.services.rows import (
    AccountingHeading,
    Aim,
    Classification,
    Condition,
    Driver,
    Form,
    RedesignSchool,
    Route,
    Sensitivity,
    Service,
    SharingTest,
)

__all__ = [
    "ANSWERS",
    "AccountingHeading",
    "Aim",
    "Catalogue",
    "Classification",
    "Condition",
    "Criterion",
    "CriterionGroup",
    "Driver",
    "Explanation",
    "ExplanationLine",
    "Form",
    "GateResult",
    "GroupResult",
    "RedesignSchool",
    "Route",
    "Sensitivity",
    "Service",
    "SharingTest",
    "catalogue",
    "explain",
    "readiness_gate",
]
