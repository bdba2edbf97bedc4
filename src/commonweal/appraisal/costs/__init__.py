"""Costs: what sharing takes before it gives, and goes on taking."""

from commonweal.appraisal.costs.notes import COST_NOTES, RISK_NOTES, ROUTES
from commonweal.appraisal.costs.registry import COSTS, Cost, apply_cost

__all__ = ["COSTS", "COST_NOTES", "RISK_NOTES", "ROUTES", "Cost", "apply_cost"]
