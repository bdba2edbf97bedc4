"""The clause library: every matter that an agreement must settle, as data in our own words."""

from .library import CLUSTERS, Cluster, matter, matters, matters_for
from .rows import Alternative, Matter, Parameter, ParameterKind, Precedent, RowTable
from .values import Value, fault_of, rule_names, said

__all__ = [
    "CLUSTERS",
    "Alternative",
    "Cluster",
    "Matter",
    "Parameter",
    "ParameterKind",
    "Precedent",
    "RowTable",
    "Value",
    "fault_of",
    "matter",
    "matters",
    "matters_for",
    "rule_names",
    "said",
]
