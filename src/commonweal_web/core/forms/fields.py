"""Fields for what officers type: sums of money, parts of a whole, days."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from commonweal.errors import CommonwealError
from commonweal.money import parse_amount

__all__ = ["DayField", "DayWidget", "MoneyField", "PartField"]


class MoneyField(forms.CharField):
    """A sum in pounds, as people write it: "£1,200.50", "1.2m", "800k". Gives float pounds."""

    prefix = "£"

    def __init__(
        self, *, least: float | None = None, most: float | None = None, **options: Any
    ) -> None:
        super().__init__(**options)
        self.least, self.most = least, most

    def clean(self, value: Any) -> Any:
        said = super().clean(value)
        if not said:
            return None
        try:
            pounds = float(parse_amount(said))
        except CommonwealError as error:
            raise ValidationError(
                f"{self.label} must be a sum of money, like 1,200.50 or 1.2m", code="money"
            ) from error
        if self.least is not None and pounds < self.least:
            raise ValidationError(f"{self.label} must be £{self.least:,.0f} or more", code="least")
        if self.most is not None and pounds > self.most:
            raise ValidationError(f"{self.label} must be £{self.most:,.0f} or less", code="most")
        return pounds


class PartField(forms.CharField):
    """A part of a whole, typed as a percentage: "8" or "8%". Gives a fraction: 0.08."""

    suffix = "%"

    def __init__(self, *, least: float = 0.0, most: float = 1.0, **options: Any) -> None:
        super().__init__(**options)
        self.least, self.most = least, most

    def clean(self, value: Any) -> Any:
        said = super().clean(value)
        if not said:
            return None
        try:
            part = round(float(said.strip().removesuffix("%").replace(",", "")) / 100, 12)
        except ValueError as error:
            raise ValidationError(
                f"{self.label} must be a number, like 8 or 12.5", code="part"
            ) from error
        if not self.least <= part <= self.most:
            raise ValidationError(
                f"{self.label} must be between {self.least * 100:g} and {self.most * 100:g}",
                code="limits",
            )
        return part


class DayWidget(forms.MultiWidget):
    """Day, month and year in boxes of their own."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes = {"day": forms.TextInput(), "month": forms.TextInput(), "year": forms.TextInput()}
        super().__init__(boxes, attrs)

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, datetime.date):
            return [value.day, value.month, value.year]
        return [None, None, None]


class DayField(forms.MultiValueField):
    """A day in three boxes. Gives a date."""

    widget = DayWidget

    def __init__(self, **options: Any) -> None:
        boxes = tuple(forms.CharField(required=False, max_length=9) for _ in range(3))
        super().__init__(boxes, require_all_fields=False, **options)

    def compress(self, data_list: list[str]) -> datetime.date | None:
        said = [str(part or "").strip() for part in data_list or ["", "", ""]]
        if not any(said):
            return None
        missing = [
            name for name, part in zip(("day", "month", "year"), said, strict=True) if not part
        ]
        if missing:
            raise ValidationError(
                f"{self.label} must include a {' and '.join(missing)}", code="incomplete"
            )
        try:
            day, month, year = (int(part) for part in said)
            if not 1900 <= year <= 2200:
                raise ValueError
            return datetime.date(year, month, day)
        except ValueError as error:
            raise ValidationError(
                f"{self.label} must be a real date, like 27 3 2027", code="no-such-day"
            ) from error
