"""From a Django field to the component that shows it: its name and what it is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from .fields import DayWidget

__all__ = ["ShownField", "error_links", "shown_field"]

#: Attributes of a widget that the component is given by name.
_SAID_APART = ("autocomplete", "class", "inputmode", "type")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownField:
    """A component of the Design System by its short name, and its parameters."""

    component: str
    parameters: Mapping[str, Any]


def shown_field(
    bound: BoundField,
    *,
    label_size: str = "",
    is_page_heading: bool = False,
    hint: str = "",
    width: str = "",
    hints: Mapping[str, str] | None = None,
    rows: int = 6,
    autocomplete: str = "",
    is_small: bool = False,
    is_inline: bool = False,
) -> ShownField:
    """Return how to show a field.

    Parameters
    ----------
    label_size : str
        "s", "m", "l" or "xl"; the plain label if left out.
    is_page_heading : bool
        Whether the label (or legend) is the page's heading: one thing a page.
    hint : str
        Instead of the field's help text.
    width : str
        "2" to "30" for characters, or a class such as "govuk-!-width-one-half".
    hints : mapping, optional
        For radios and checkboxes: a hint by choice.
    """
    field, widget = bound.field, bound.field.widget
    shared: dict[str, Any] = {"id": bound.id_for_label or bound.auto_id, "name": bound.html_name}
    said_hint = hint or str(field.help_text or "")
    if said_hint:
        shared["hint"] = {"text": said_hint}
    if bound.errors:
        shared["errorMessage"] = {"text": " ".join(str(error) for error in bound.errors)}
    label = str(bound.label)
    is_choosing = isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple)

    if isinstance(widget, DayWidget) or is_choosing:
        # Several inputs: their common name is a legend, and the id is the group's.
        shared |= _legend(label, label_size, is_page_heading)
        shared |= {"idPrefix": bound.auto_id, "id": bound.auto_id}
    else:
        shared |= _label(label, label_size, is_page_heading)

    if isinstance(widget, DayWidget):
        return ShownField(component="date", parameters=shared | {"items": list(_day(bound))})
    if is_choosing:
        # Tick boxes are radios to Django: its one class extends the other.
        is_many = isinstance(widget, forms.CheckboxSelectMultiple)
        kind = "checkboxes" if is_many else "radios"
        classes = f"govuk-{kind}--small " * is_small + f"govuk-{kind}--inline" * is_inline
        items = list(_choices(bound, hints or {}))
        return ShownField(
            component=kind, parameters=shared | {"items": items, "classes": classes.strip()}
        )
    if isinstance(widget, forms.CheckboxInput):
        item = {
            "value": "on",
            "text": label,
            "checked": bool(bound.value()),
            "id": shared["id"],
        }
        if said_hint:
            item["hint"] = shared.pop("hint")
        del shared["label"]
        shared["idPrefix"] = shared.pop("id")
        return ShownField(component="checkboxes", parameters=shared | {"items": [item]})
    if isinstance(widget, forms.Select):
        return ShownField(
            component="select", parameters=shared | {"items": list(_choices(bound, {}))}
        )
    if isinstance(widget, forms.FileInput):
        accept = widget.attrs.get("accept")
        attributes = {"accept": accept} if accept else {}
        return ShownField(component="file", parameters=shared | {"attributes": attributes})

    value = bound.value()
    shared |= {"value": "" if value is None else str(value)}
    if isinstance(widget, forms.Textarea):
        return ShownField(component="textarea", parameters=shared | _textarea(bound, rows))
    autocomplete = autocomplete or widget.attrs.get("autocomplete", "")
    if autocomplete:
        shared["autocomplete"] = autocomplete
    if isinstance(widget, forms.PasswordInput):
        shared["value"] = ""
        return ShownField(component="password", parameters=shared)
    return ShownField(component="input", parameters=shared | _input(bound, width))


def error_links(form: forms.BaseForm) -> list[dict[str, str]]:
    """Return what an error summary lists: each error, with a link to what it is about."""
    links = [{"text": str(error), "href": "#main-content"} for error in form.non_field_errors()]
    for bound in form:
        links += [{"text": str(error), "href": f"#{_first_id(bound)}"} for error in bound.errors]
    return links


def _first_id(bound: BoundField) -> str:
    """Return the id of the input that a link from the summary goes to."""
    widget = bound.field.widget
    if isinstance(widget, DayWidget):
        return f"{bound.auto_id}_day"
    return bound.auto_id


def _label(label: str, size: str, is_page_heading: bool) -> dict[str, Any]:
    classes = f"govuk-label--{size}" if size else ""
    return {"label": {"text": label, "classes": classes, "isPageHeading": is_page_heading}}


def _legend(label: str, size: str, is_page_heading: bool) -> dict[str, Any]:
    classes = f"govuk-fieldset__legend--{size}" if size else ""
    legend = {"text": label, "classes": classes, "isPageHeading": is_page_heading}
    return {"fieldset": {"legend": legend}}


def _choices(bound: BoundField, hints: Mapping[str, str]) -> Iterable[dict[str, Any]]:
    chosen = bound.value()
    values = {str(one) for one in chosen} if isinstance(chosen, list | tuple) else {str(chosen)}
    if chosen is None:
        values = {""}
    is_list = isinstance(bound.field.widget, forms.Select) and not isinstance(
        bound.field.widget, forms.RadioSelect
    )
    position = 0
    for value, name in bound.field.choices:  # type: ignore[attr-defined]
        if value == "" and not is_list:
            continue
        is_chosen = str(value) in values
        item: dict[str, Any] = {"value": str(value), "text": str(name)}
        item |= {"selected": is_chosen} if is_list else {"checked": is_chosen}
        if not is_list:
            # The first has the field's own id, so that the error summary's link finds it.
            item["id"] = bound.auto_id if position == 0 else f"{bound.auto_id}_{position}"
        if str(value) in hints:
            item["hint"] = {"text": hints[str(value)]}
        position += 1
        yield item


def _day(bound: BoundField) -> Iterable[dict[str, Any]]:
    value = bound.value()
    if not isinstance(value, list | tuple):
        value = bound.field.widget.decompress(value)
    for name, said in zip(("day", "month", "year"), value, strict=True):
        wide = "govuk-input--width-4" if name == "year" else "govuk-input--width-2"
        yield {
            "name": f"{bound.html_name}_{name}",
            "id": f"{bound.auto_id}_{name}",
            "label": name.capitalize(),
            "value": "" if said is None else str(said),
            "classes": f"{wide} govuk-input--error" if bound.errors else wide,
        }


def _textarea(bound: BoundField, rows: int) -> dict[str, Any]:
    classes = bound.field.widget.attrs.get("class", "")
    given: dict[str, Any] = {"rows": rows, "classes": classes}
    most = getattr(bound.field, "max_length", None)
    if most:
        given["maxlength"] = most
    return given


def _input(bound: BoundField, width: str) -> dict[str, Any]:
    field, widget = bound.field, bound.field.widget
    given: dict[str, Any] = {"classes": ""}
    width = width or getattr(field, "width", "")
    if width:
        given["classes"] = f"govuk-input--width-{width}" if width.isdigit() else width
    if isinstance(field, forms.EmailField):
        given |= {"type": "email", "autocomplete": widget.attrs.get("autocomplete", "email")}
    elif isinstance(field, forms.IntegerField):
        given |= {"inputmode": "numeric"}
    for side in ("prefix", "suffix"):
        if said := getattr(field, side, ""):
            given |= {side: {"text": said}, "inputmode": "text"}
            given["classes"] = given["classes"] or "govuk-input--width-10"
    attributes = {name: value for name, value in widget.attrs.items() if name not in _SAID_APART}
    if "inputmode" in widget.attrs:
        given["inputmode"] = widget.attrs["inputmode"]
    if attributes:
        given["attributes"] = attributes
    if widget.attrs.get("class"):
        given["classes"] = f"{given['classes']} {widget.attrs['class']}".strip()
    return given
