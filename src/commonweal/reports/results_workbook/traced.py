"""Arrays of numbers that remember their sums, so that the engine's own code writes the formulas.

A `Traced` array goes through the levers and costs like any other: NumPy hands every operation on it
to this class, which does it element by element on nodes. What the levers do is therefore what the
workbook says, by construction, and a lever that is changed changes its formula.

Nothing here knows what is priced. An operation that is not known raises, and nothing is guessed.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np

from .formulas import Ledger, Node, Number, value_of

__all__ = ["Traced", "traced"]

#: Names of engine steps are read off the function that asked for an operation.
_ENGINE: Final = "commonweal.appraisal"


def traced(values: Any) -> Traced:
    """Return nodes and plain numbers as a traced array, of the same shape."""
    array = np.empty(np.shape(np.asarray(values, dtype=object)), dtype=object)
    array[...] = values
    return array.view(Traced)


class Traced(np.ndarray):
    """An object array of nodes and plain numbers."""

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **kwargs: Any) -> Any:
        ledger = _ledger_of(inputs) or _ledger_of(kwargs.get("out") or ())
        if ledger is not None:
            ledger.step = _step()
        plain = [np.asarray(one, dtype=object) for one in inputs]
        if method == "reduce":
            return _reduced(ledger, ufunc, plain[0], kwargs)
        if method != "__call__" or ufunc not in _BY_ELEMENT:
            raise TypeError(f"A traced array knows no {ufunc.__name__}.{method}.")
        one_by_one = _BY_ELEMENT[ufunc]
        (out,) = kwargs.get("out") or (None,)
        where = kwargs.get("where", True)

        def worked(*values: Number) -> Number:
            return one_by_one(ledger or _PLAIN, *values)

        if where is True:
            result = _one_by_one(worked, plain)
        else:
            asked = np.asarray(where, dtype=object)
            otherwise = np.asarray(out, dtype=object)

            def chosen(question: Number, kept: Number, *values: Number) -> Number:
                if not isinstance(question, Node) and not question:
                    return kept
                return (ledger or _PLAIN).choose(question, worked(*values), kept)

            result = _one_by_one(chosen, [asked, otherwise, *plain])
        return _given_back(result, out if where is True else None)

    def __array_function__(self, func: Any, types: Any, args: Any, kwargs: Any) -> Any:
        if func in _FUNCTIONS:
            ledger = _ledger_of(_flat(args))
            if ledger is not None:
                ledger.step = _step()
            return _FUNCTIONS[func](ledger or _PLAIN, *args, **kwargs)
        result = super().__array_function__(func, types, args, kwargs)
        if isinstance(result, np.ndarray) and result.dtype == object:
            return result.view(Traced)
        return result

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, Traced):
            key = np.array([bool(one) for one in key.ravel()]).reshape(key.shape)
        return super().__getitem__(key)

    def astype(self, dtype: Any, *args: Any, **kwargs: Any) -> Any:
        """Turn truths into 1 and 0; anything else stays."""
        del dtype, args, kwargs
        return _each(_as_number, self)


#: For sums of plain numbers alone, which nobody looks up.
_PLAIN: Final = Ledger()


def _as_number(value: Number) -> Number:
    if isinstance(value, Node):
        return value.ledger.choose(value, 1.0, 0.0) if value.is_truth else value
    return float(value)


def _isfinite(_: Ledger, value: Number) -> bool:
    return math.isfinite(value_of(value))


def _isnan(_: Ledger, value: Number) -> bool:
    return math.isnan(value_of(value))


_BY_ELEMENT: Final[Mapping[Any, Callable[..., Number]]] = {
    np.add: Ledger.add,
    np.subtract: Ledger.subtract,
    np.multiply: Ledger.multiply,
    np.divide: Ledger.divide,
    np.power: Ledger.power,
    np.negative: Ledger.negate,
    np.maximum: lambda ledger, *values: ledger.extreme("MAX", values),
    np.minimum: lambda ledger, *values: ledger.extreme("MIN", values),
    np.less: lambda ledger, *values: ledger.compare("<", *values),
    np.less_equal: lambda ledger, *values: ledger.compare("<=", *values),
    np.greater: lambda ledger, *values: ledger.compare(">", *values),
    np.greater_equal: lambda ledger, *values: ledger.compare(">=", *values),
    np.bitwise_and: lambda ledger, *values: ledger.either("AND", *values),
    np.bitwise_or: lambda ledger, *values: ledger.either("OR", *values),
    np.logical_and: lambda ledger, *values: ledger.either("AND", *values),
    np.logical_or: lambda ledger, *values: ledger.either("OR", *values),
    np.invert: Ledger.opposite,
    np.isfinite: _isfinite,
    np.isnan: _isnan,
    np.exp: lambda ledger, value: ledger.function("EXP", value, math.exp),
    np.log: lambda ledger, value: ledger.function("LN", value, math.log),
}


def _truth(ledger: Ledger, value: Number) -> Number:
    if isinstance(value, Node) and not value.is_truth:
        return ledger.compare("<>", value, 0.0)
    return value if isinstance(value, Node) else bool(value)


def _any(ledger: Ledger, values: list[Number]) -> Number:
    found: Number = False
    for value in values:
        found = ledger.either("OR", found, _truth(ledger, value))
    return found


def _all(ledger: Ledger, values: list[Number]) -> Number:
    found: Number = True
    for value in values:
        found = ledger.either("AND", found, _truth(ledger, value))
    return found


_REDUCE: Final[Mapping[Any, Callable[[Ledger, list[Number]], Number]]] = {
    np.add: lambda ledger, values: ledger.total(values),
    np.maximum: lambda ledger, values: ledger.extreme("MAX", values),
    np.minimum: lambda ledger, values: ledger.extreme("MIN", values),
    np.logical_or: _any,
    np.logical_and: _all,
}


def _reduced(ledger: Ledger | None, ufunc: np.ufunc, values: Any, kwargs: Mapping[str, Any]) -> Any:
    if ufunc not in _REDUCE:
        raise TypeError(f"A traced array knows no {ufunc.__name__}.reduce.")
    axis = kwargs.get("axis", 0)
    axes = tuple(range(values.ndim)) if axis is None else np.atleast_1d(axis).tolist()
    axes = sorted(one % values.ndim for one in axes)
    kept = [one for one in range(values.ndim) if one not in axes]
    rows = np.transpose(values, [*kept, *axes]).reshape(*(values.shape[one] for one in kept), -1)
    result = np.empty(rows.shape[:-1], dtype=object)
    for place in np.ndindex(*result.shape):
        result[place] = _REDUCE[ufunc](ledger or _PLAIN, list(rows[place]))
    if kwargs.get("keepdims"):
        result = np.expand_dims(result, tuple(axes))
    return _given_back(result, None)


def _given_back(result: Any, out: Any) -> Any:
    """Return a result as an operation would: in its place, as truths, or as a traced array."""
    array = np.asarray(result, dtype=object)
    if isinstance(out, Traced):
        out[...] = array
        return out
    if out is not None and any(isinstance(one, Node) for one in array.ravel()):
        raise TypeError("A sum of traced numbers cannot be kept in an array of plain ones.")
    if array.size and all(isinstance(one, (bool, np.bool_)) for one in array.ravel()):
        truths = array.astype(bool)
        return truths if truths.ndim else bool(truths)
    return array.view(Traced) if array.ndim else array.item()


def _one_by_one(worked: Callable[..., Number], arrays: list[Any]) -> Any:
    # What is not known is not a number, and comparing it is no fault.
    with np.errstate(invalid="ignore"):
        return np.frompyfunc(worked, len(arrays), 1)(*arrays)


def _each(worked: Callable[..., Number], *arrays: Any) -> Any:
    plain = [np.asarray(one, dtype=object) for one in arrays]
    return _given_back(_one_by_one(worked, plain), None)


def _where(ledger: Ledger, question: Any, yes: Any, no: Any) -> Any:
    return _each(ledger.choose, question, yes, no)


def _clip(ledger: Ledger, values: Any, low: Any = None, high: Any = None, **kwargs: Any) -> Any:
    low, high = kwargs.get("a_min", low), kwargs.get("a_max", high)

    def held(value: Number, least: Number | None, most: Number | None) -> Number:
        if least is not None:
            value = ledger.extreme("MAX", (value, least))
        return value if most is None else ledger.extreme("MIN", (value, most))

    return _each(held, values, low, high)


def _einsum(ledger: Ledger, spec: str, *arrays: Any) -> Any:
    del ledger
    return _given_back(np.einsum(spec, *(np.asarray(one, dtype=object) for one in arrays)), None)


def _nan_to_num(ledger: Ledger, values: Any, *, nan: float = 0.0) -> Any:
    return _each(lambda value: nan if _isnan(ledger, value) else value, values)


def _round(ledger: Ledger, values: Any, decimals: int = 0) -> Any:
    """Round what is plain; a sum is not rounded, which only ever hides what rounding left."""
    del ledger
    return _each(
        lambda value: value if isinstance(value, Node) else round(float(value), decimals), values
    )


def _like(value: float) -> Callable[..., Any]:
    def made(ledger: Ledger, values: Any, *_: Any, **__: Any) -> Any:
        del ledger
        array = np.empty(np.shape(values), dtype=object)
        array[...] = value
        return array.view(Traced)

    return made


def _full_like(ledger: Ledger, values: Any, value: Number) -> Any:
    return _like(value)(ledger, values)


def _interp(ledger: Ledger, at: Any, points: Any, heights: Any) -> Any:
    """Read a curve at the run's values: what comes back does not move."""

    def read(value: Number) -> Number:
        if not isinstance(value, Node):
            return float(np.interp(float(value), points, heights))
        return ledger.solve(value, float(np.interp(value.value, points, heights)))

    return _each(read, at)


_FUNCTIONS: Final[Mapping[Any, Callable[..., Any]]] = {
    np.where: _where,
    np.clip: _clip,
    np.einsum: _einsum,
    np.nan_to_num: _nan_to_num,
    np.round: _round,
    np.zeros_like: _like(0.0),
    np.ones_like: _like(1.0),
    np.full_like: _full_like,
    np.interp: _interp,
}


def _flat(values: Any) -> list[Any]:
    return [
        one for value in values for one in (value if isinstance(value, (list, tuple)) else [value])
    ]


def _ledger_of(values: Any) -> Ledger | None:
    for array in values:
        if isinstance(array, Node):
            return array.ledger
        if isinstance(array, np.ndarray) and array.dtype == object:
            for one in array.ravel():
                if isinstance(one, Node):
                    return one.ledger
    return None


def _step() -> str:
    """Return the name of the engine's step that asked for an operation, in words."""
    frame = sys._getframe(1)
    while frame is not None:
        if str(frame.f_globals.get("__name__", "")).startswith(_ENGINE):
            name = frame.f_code.co_name
            return "" if name.startswith("<") else name.strip("_").replace("_", " ")
        frame = frame.f_back  # type: ignore[assignment]
    return ""
