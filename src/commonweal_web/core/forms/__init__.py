"""Forms as the Design System has them: what a field says, takes and shows.

`Form` is Django's with our words. Fields here take what officers type: "£1,200.50", "8%", a day in
three boxes. A template shows a field by the macro `form_field` of `core/parts/forms.html.jinja`.
"""

from .fields import DayField, MoneyField, PartField
from .form import Form, add_refusal, refused_table, say_plainly
from .showing import ShownField, error_links, shown_field

__all__ = [
    "DayField",
    "Form",
    "MoneyField",
    "PartField",
    "ShownField",
    "add_refusal",
    "error_links",
    "refused_table",
    "say_plainly",
    "shown_field",
]
