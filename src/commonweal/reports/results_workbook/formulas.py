"""Formulas as values: what a number was worked out from, kept beside the number itself.

A `Node` behaves like a float: added, multiplied and compared, it gives another node, which holds
the value of the run and the sum that led to it. Nodes of one workbook stand in one `Ledger`, where
equal sums are one node, so that what is used twice can be given a cell of its own.

Where the engine's code asks a node a question (`if costs.min() < 0`), the answer of the run is
given and the question kept as a `Decision`: the formulas hold as long as it would be answered
alike, and the workbook says so when it would not.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

__all__ = ["Context", "Decision", "Ledger", "Node", "Number", "all_of", "value_of"]

Number = Any
"""A `Node`, or a plain float or bool that nothing changes."""

_TRUTHS: Final = frozenset({"<", "<=", ">", ">=", "<>", "AND", "OR", "NOT"})

_COMPARE: Final[Mapping[str, Callable[[float, float], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "<>": operator.ne,
}


@dataclass(frozen=True, slots=True)
class Context:
    """Where in the case a sum was made: which option, which lever or cost, which group."""

    option: str = ""
    entry: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A question that the engine's code asked of a figure, and the answer in the run."""

    question: Node
    answer: bool
    context: Context
    step: str


class Node:
    """A number of the workbook: its value in the run, and the sum that gives it."""

    __slots__ = ("args", "context", "home", "ledger", "op", "step", "value")

    def __init__(self, ledger: Ledger, op: str, args: tuple[Number, ...], value: float) -> None:
        self.ledger = ledger
        self.op = op
        """An operator or function of the sheet; `cell` for one that stands by itself."""
        self.args = args
        self.value = value
        self.home: tuple[str, int, int] | None = None
        """Sheet, row and column (from 0) of its cell, once it has one."""
        self.context = ledger.context
        self.step = ledger.step

    @property
    def is_truth(self) -> bool:
        return self.op in _TRUTHS

    def __repr__(self) -> str:
        return f"Node({self.op}, {self.value!r})"

    def __add__(self, other: Number) -> Number:
        return self.ledger.add(self, other)

    def __radd__(self, other: Number) -> Number:
        return self.ledger.add(other, self)

    def __sub__(self, other: Number) -> Number:
        return self.ledger.subtract(self, other)

    def __rsub__(self, other: Number) -> Number:
        return self.ledger.subtract(other, self)

    def __mul__(self, other: Number) -> Number:
        return self.ledger.multiply(self, other)

    def __rmul__(self, other: Number) -> Number:
        return self.ledger.multiply(other, self)

    def __truediv__(self, other: Number) -> Number:
        return self.ledger.divide(self, other)

    def __rtruediv__(self, other: Number) -> Number:
        return self.ledger.divide(other, self)

    def __pow__(self, other: Number) -> Number:
        return self.ledger.power(self, other)

    def __rpow__(self, other: Number) -> Number:
        return self.ledger.power(other, self)

    def __neg__(self) -> Number:
        return self.ledger.negate(self)

    def __lt__(self, other: Number) -> Number:
        return self.ledger.compare("<", self, other)

    def __le__(self, other: Number) -> Number:
        return self.ledger.compare("<=", self, other)

    def __gt__(self, other: Number) -> Number:
        return self.ledger.compare(">", self, other)

    def __ge__(self, other: Number) -> Number:
        return self.ledger.compare(">=", self, other)

    def __bool__(self) -> bool:
        return self.ledger.decide(self)

    def __float__(self) -> float:
        """Give the run's value out of the formulas; they then hold only while it stays."""
        return self.ledger.fix(self)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **kwargs: Any) -> Any:
        from .traced import traced

        wrapped = [traced(one) if isinstance(one, Node) else one for one in inputs]
        result = getattr(ufunc, method)(*wrapped, **kwargs)
        return result[()] if isinstance(result, np.ndarray) and result.ndim == 0 else result


class Ledger:
    """All sums of one workbook, equal ones held once, and the decisions they rest on."""

    def __init__(self) -> None:
        self._held: dict[tuple[Any, ...], Node] = {}
        self._known: set[Node] = set()
        self.decisions: list[Decision] = []
        self.solved: list[Node] = []
        """Values that come out of a sum which no formula can do, and do not move."""
        self.context = Context()
        self.step = ""

    def cell(self, value: float) -> Node:
        """Return a new figure that stands by itself: an input, or a value that does not move."""
        return Node(self, "cell", (), float(value))

    def make(self, op: str, args: Iterable[Number], value: float) -> Node:
        """Return the node of a sum, the one already held where it was made before."""
        given = tuple(args)
        key = (op, *(id(one) if isinstance(one, Node) else ("=", float(one)) for one in given))
        found = self._held.get(key)
        if found is None:
            found = self._held[key] = Node(self, op, given, value)
        elif found.context.group != self.context.group:
            # One sum for several groups belongs to none of them.
            found.context = Context(found.context.option, found.context.entry)
        return found

    def add(self, left: Number, right: Number) -> Number:
        if not _is_node(left, right):
            return left + right
        return self._sum([*_terms(left, 1), *_terms(right, 1)])

    def subtract(self, left: Number, right: Number) -> Number:
        if not _is_node(left, right):
            return left - right
        if not isinstance(left, Node) and left == 0:
            return self.negate(right)
        return self._sum([*_terms(left, 1), *_terms(right, -1)])

    def total(self, values: Iterable[Number]) -> Number:
        """Return the sum of several numbers."""
        return self._sum([term for value in values for term in _terms(value, 1)])

    def _sum(self, terms: list[tuple[int, Number]]) -> Number:
        """Add signed terms up: what cancels is left out, plain numbers are put together."""
        fixed, kept = 0.0, list[tuple[int, Node]]()
        for sign, term in terms:
            if not isinstance(term, Node):
                fixed += sign * float(term)
                continue
            opposite = (-sign, term)
            if term.op == "neg" and (sign, term.args[0]) in kept:
                kept.remove((sign, term.args[0]))
            elif opposite in kept:
                kept.remove(opposite)
            elif any(s == sign and n.op == "neg" and n.args[0] is term for s, n in kept):
                kept = [(s, n) for s, n in kept if not (n.op == "neg" and n.args[0] is term)]
            else:
                kept.append((sign, term))
        if not kept:
            return fixed
        if len(kept) == 1 and not fixed:
            return kept[0][1] if kept[0][0] > 0 else self.negate(kept[0][1])
        signs = tuple(float(sign) for sign, _ in kept)
        value = fixed + sum(sign * node.value for sign, node in kept)
        return self.make("+", (*(node for _, node in kept), fixed, *signs), value)

    def negate(self, value: Number) -> Number:
        if not isinstance(value, Node):
            return 0.0 - float(value)
        if value.op == "neg":
            return value.args[0]
        return self.make("neg", (value,), -value.value)

    def multiply(self, left: Number, right: Number) -> Number:
        if not _is_node(left, right):
            return float(left) * float(right)
        for one, other in ((left, right), (right, left)):
            if not isinstance(one, Node):
                if one == 0:
                    return 0.0
                if one == 1:
                    return other
        return self.make("*", (left, right), value_of(left) * value_of(right))

    def divide(self, left: Number, right: Number) -> Number:
        if not isinstance(right, Node) and right == 1:
            return left
        if not _is_node(left, right):
            return float(left) / float(right) if right else math.nan
        if not isinstance(left, Node) and left == 0:
            return 0.0
        if left is right:
            return 1.0
        if isinstance(left, Node) and left.op == "*" and right in left.args:
            return left.args[1] if left.args[0] is right else left.args[0]
        bottom = value_of(right)
        return self.make("/", (left, right), value_of(left) / bottom if bottom else math.nan)

    def power(self, base: Number, exponent: Number) -> Number:
        if not _is_node(base, exponent):
            return float(base) ** float(exponent)
        if not isinstance(exponent, Node) and exponent in (0, 1):
            return 1.0 if exponent == 0 else base
        if not isinstance(base, Node) and base == 1:
            return 1.0
        return self.make("^", (base, exponent), value_of(base) ** value_of(exponent))

    def extreme(self, op: str, values: Iterable[Number]) -> Number:
        """Return the largest (`MAX`) or smallest (`MIN`) of some numbers."""
        pick = max if op == "MAX" else min
        fixed: float | None = None
        kept: list[Node] = []
        for value in values:
            if not isinstance(value, Node):
                fixed = float(value) if fixed is None else pick(fixed, float(value))
            elif value.op == op:
                kept += [one for one in value.args if isinstance(one, Node)]
                for one in value.args:
                    if not isinstance(one, Node):
                        fixed = one if fixed is None else pick(fixed, one)
            else:
                kept.append(value)
        kept = list(dict.fromkeys(kept))
        if fixed is not None and kept:
            beyond = ">=" if op == "MAX" else "<="
            if any(self.compare(beyond, one, fixed) in self._known for one in kept):
                fixed = None
        if not kept:
            assert fixed is not None
            return fixed
        if len(kept) == 1 and fixed is None:
            return kept[0]
        args: tuple[Number, ...] = (*kept, fixed) if fixed is not None else tuple(kept)
        return self.make(op, args, pick(value_of(one) for one in args))

    def compare(self, op: str, left: Number, right: Number) -> Number:
        answer = _COMPARE[op](value_of(left), value_of(right))
        if not _is_node(left, right):
            return answer
        return self.make(op, (left, right), float(answer))

    def either(self, op: str, left: Number, right: Number) -> Number:
        """Return both (`AND`) or one of them (`OR`)."""
        for one, other in ((left, right), (right, left)):
            if not isinstance(one, Node):
                return other if bool(one) == (op == "AND") else bool(one)
        if left is right:
            return left
        both = bool(left.value), bool(right.value)
        return self.make(op, (left, right), float(all(both) if op == "AND" else any(both)))

    def opposite(self, value: Number) -> Number:
        if not isinstance(value, Node):
            return not value
        if value.op == "NOT":
            return value.args[0]
        return self.make("NOT", (value,), float(not value.value))

    def choose(self, question: Number, yes: Number, no: Number) -> Number:
        if not isinstance(question, Node):
            return yes if question else no
        if question in self._known:
            return yes
        if self.opposite(question) in self._known:
            return no
        if yes is no or (not _is_node(yes, no) and yes == no):
            return yes
        return self.make(
            "IF", (question, yes, no), value_of(yes) if question.value else value_of(no)
        )

    def function(self, name: str, value: Number, worked: Callable[[float], float]) -> Number:
        """Return a function of one number, such as `EXP`."""
        if not isinstance(value, Node):
            return worked(float(value))
        return self.make(name, (value,), worked(value.value))

    def solve(self, at: Node, result: float) -> Node:
        """Return what was worked out at a figure's value in the run, which does not move."""
        self.fix(at)
        found = self.make("solved", (at,), result)
        if found not in self.solved:
            self.solved.append(found)
        return found

    def decide(self, node: Node) -> bool:
        """Answer a question as the run does, and keep it."""
        question = node if node.is_truth else self.compare("<>", node, 0.0)
        answer = bool(question.value)
        held = question if answer else self.opposite(question)
        if held not in self._known:
            self._known.add(held)
            self.decisions.append(
                Decision(question=question, answer=answer, context=self.context, step=self.step)
            )
        return answer

    def fix(self, node: Node) -> float:
        """Take a value out of the formulas; the decision kept is that it stays what it was."""
        apart = self.function("ABS", node - node.value, abs)
        self.decide(self.compare("<=", apart, 1e-9 * max(1.0, abs(node.value))))
        return node.value


def value_of(number: Number) -> float:
    """Return a number's value in the run."""
    return number.value if isinstance(number, Node) else float(number)


def all_of(roots: Iterable[Number]) -> dict[Node, int]:
    """Return every node below some roots, parts before wholes, with how many sums use it."""
    uses: dict[Node, int] = {}
    order: list[Node] = []
    stack: list[tuple[Node, bool]] = []
    for root in roots:
        if not isinstance(root, Node):
            continue
        if root in uses:
            continue
        stack.append((root, False))
        while stack:
            node, is_done = stack.pop()
            if is_done:
                order.append(node)
                continue
            if node in uses:
                continue
            uses[node] = 0
            stack.append((node, True))
            stack += [(one, False) for one in node.args if isinstance(one, Node)]
    for node in order:
        for one in node.args:
            if isinstance(one, Node):
                uses[one] += 1
    return {node: uses[node] for node in order}


def _is_node(*values: Number) -> bool:
    return any(isinstance(value, Node) for value in values)


def _terms(value: Number, sign: int) -> list[tuple[int, Number]]:
    """Return the signed terms of a sum; anything else, and a sum with its own cell, is one term."""
    if not isinstance(value, Node) or value.op != "+" or value.home is not None:
        return [(sign, value)]
    n_terms = (len(value.args) - 1) // 2
    signs = value.args[n_terms + 1 :]
    terms: list[tuple[int, Number]] = [
        (sign * int(one), term) for one, term in zip(signs, value.args[:n_terms], strict=True)
    ]
    return [*terms, (sign, value.args[n_terms])] if value.args[n_terms] else terms
