"""What would change the answer: figures, partners, demand, other futures, and the draw itself.

What flows in: a `Deal`. What flows out: a `Sensitivity`, every part of which has its sentence.
"""

from .enough import ChanceTold, Enough, enough_draws
from .inputs import Input, inputs_of, labels_of, say_figure
from .overall import overall_inputs
from .partners import WithoutPartner, say_who_turns_it, without_each
from .scenarios import ScenarioRow, in_scenario, rows_of
from .spending import with_spend
from .stress import StressedPartner, StressResult, stressed, stresses_of
from .swings import InputSwing, Swings, swings_of
from .switching import SwitchingValue, nearest, switching_values
from .trial import Outcome, Trier, joint_gain_of, partner_gains
from .whole import Sensitivity, sensitivity, trier_of

__all__ = [
    "ChanceTold",
    "Enough",
    "Input",
    "InputSwing",
    "Outcome",
    "ScenarioRow",
    "Sensitivity",
    "StressResult",
    "StressedPartner",
    "Swings",
    "SwitchingValue",
    "Trier",
    "WithoutPartner",
    "enough_draws",
    "in_scenario",
    "inputs_of",
    "joint_gain_of",
    "labels_of",
    "nearest",
    "overall_inputs",
    "partner_gains",
    "rows_of",
    "say_figure",
    "say_who_turns_it",
    "sensitivity",
    "stressed",
    "stresses_of",
    "swings_of",
    "switching_values",
    "trier_of",
    "with_spend",
    "without_each",
]
