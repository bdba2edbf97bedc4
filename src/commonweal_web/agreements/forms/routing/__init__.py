"""What the choice of a legal route hangs on, in three parts: questions, bodies, the company."""

from .bodies import RouteBodiesForm
from .company import RouteCompanyForm
from .questions import RouteQuestionsForm

__all__ = ["RouteBodiesForm", "RouteCompanyForm", "RouteQuestionsForm"]
