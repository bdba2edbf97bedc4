"""Who pays what under every rule, what each gains, and the charges of each year to the penny."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.deal import SplitResult, names_of
from commonweal.fairness import RULES
from commonweal.partnership import Split

from .flow_sheets import Flow, Flows
from .formulas import Number, value_of
from .group_sheets import Coalitions
from .layout import FIRST_ROW, Book
from .option_sheets import Alone, Today
from .pricing import OptionPrice, TracedCase
from .separable_sheet import Separable, lay_separable
from .sums import sum_of, sum_product

__all__ = ["LIVE_RULES", "Pots", "Shares", "lay_shares", "needed_facts"]

#: Rules whose sums stand in the workbook; the others are solved, and stand as values.
LIVE_RULES = frozenset(
    {
        "equal",
        "driver",
        "driver-mix",
        "baseline",
        "fixed-and-unit",
        "aca",
        "scrb",
        "shapley",
    }
)

_COLUMNS = (
    "Rule",
    "Partner",
    "Worked out",
    "In all by the rule",
    "Part of joint running cost",
    "Part of joint one-off cost",
    "Own cost",
    "Joint running cost",
    "Joint one-off cost",
    "Moved by limits and phasing ◆",
    "Pays",
    "Alone",
    "Gains",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pots:
    """What there is to divide: present values."""

    own: Mapping[str, Number]
    running: Number
    one_off: Number
    joint: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Each partner's parts and result under each rule, by rule and partner."""

    pots: Pots
    running: Mapping[tuple[str, str], Number]
    one_off: Mapping[tuple[str, str], Number]
    pays: Mapping[tuple[str, str], Number]
    gains: Mapping[tuple[str, str], Number]


def needed_facts(case: TracedCase) -> Mapping[tuple[str, str], Number]:
    """Make the measures that the rules divide by inputs, by measure and body; and the weights."""
    game = case.deal.game
    found: dict[tuple[str, str], Number] = {}
    if game is None:
        return found
    split = case.deal.partnership.split
    names = dict.fromkeys([*([split.driver] if split.driver else []), *split.mix])
    for name in names:
        for body_id in game.partners:
            body = case.deal.partnership.body(body_id)
            if name in body.drivers:
                found[name, body_id] = case.inputs.value(
                    ("driver", body_id, name),
                    body.drivers[name],
                    (case.deal.appraisal.body_ids.index(body_id), f"~{name}"),
                    sheet="Facts",
                    belongs_to=body.name,
                    name=f"Measure of use or size: {name}",
                    unit="",
                    source=body.source,
                    grade="",
                )
    for name, weight in split.mix.items():
        found["weight", name] = _of_split(case, f"Weight of {name}", weight)
    if split.fixed_share:
        found["fixed share", ""] = _of_split(case, "Part shared as fixed fees", split.fixed_share)
    return found


def _of_split(case: TracedCase, name: str, value: float) -> Number:
    return case.inputs.value(
        ("split", name),
        value,
        (3, name),
        sheet="Figures",
        belongs_to="The rule of sharing",
        name=name,
        unit="share",
        source="the file, under [split]",
        grade="",
    )


def lay_pots(book: Book, case: TracedCase, option: OptionPrice, flows: Flows, today: Today) -> Pots:
    """Lay out each partner's own cost and what is joint, as present values."""
    ledger = book.ledger
    sheet = book.sheet(
        "Pots",
        "What there is to divide",
        "Present values in pounds. A partner's own cost falls on it whatever the rule; until "
        "go-live each still runs its own service, and nothing is pooled.",
    )
    partners = option.option.bodies
    names = names_of(case.deal.partnership, partners)
    own: dict[str, Number] = {}
    pooled: list[Number] = []
    for at, (body, name) in enumerate(zip(partners, names, strict=True), start=FIRST_ROW + 1):
        sheet.put(at, 0, name)
        changes = flows.total(
            option, body, None, (5, "Own"), is_in=lambda flow: not flow.stream.is_joint
        )
        pooled.append(today.pooled_value[body])
        own[body] = today.cost_value[body] - today.pooled_value[body] + changes
        sheet.put_row(at, 1, (today.cost_value[body], pooled[-1], changes), "pounds")
        sheet.put(at, 4, own[body], "pounds", "total")
    last = FIRST_ROW + len(partners)
    columns = ["Partner", "Doing nothing", "Of which pooled", "Its own savings and costs"]
    sheet.mark(FIRST_ROW, last, [*columns, "Own cost"])
    one_off = _joint(flows, option, None, is_one_off=True)
    savings = _joint(flows, option, None, is_one_off=False)
    at = last + 2
    running = sum_of(ledger, sheet.area(FIRST_ROW + 1, 2, last, 2, pooled)) + savings
    sheet.put(at, 0, "Joint running cost, savings taken off", "strong")
    sheet.put(at, 4, running, "pounds", "total")
    sheet.put(at + 1, 0, "Joint one-off cost", "strong")
    sheet.put(at + 1, 4, one_off, "pounds", "total")
    joint = running + one_off
    sheet.put(at + 2, 0, "Joint cost to be shared", "strong")
    sheet.put(at + 2, 4, joint, "pounds", "total")
    sheet.widths = {0: 38} | dict.fromkeys(range(1, 5), 22)
    book.name("Joint_cost", joint)
    return Pots(own=own, running=running, one_off=one_off, joint=joint)


def _joint(flows: Flows, option: OptionPrice, year: int | None, *, is_one_off: bool) -> Number:
    def is_in(flow: Flow) -> bool:
        return flow.stream.is_joint and flow.is_one_off == is_one_off

    words = "One-off" if is_one_off else "Yearly"
    return flows.total(option, None, year, (5, "Joint"), (6, words), is_in=is_in)


def lay_shares(
    book: Book,
    case: TracedCase,
    flows: Flows,
    today: Today,
    alone: Alone,
    coalitions: Coalitions,
    facts: Mapping[tuple[str, str], Number],
) -> Shares:
    """Lay out every rule that the run has an answer for, the partners' own first."""
    option = case.proposed
    assert option is not None
    pots = lay_pots(book, case, option, flows, today)
    split_rule = case.deal.partnership.split.one_off_rule
    rules = {split.rule for split in case.deal.splits} | ({split_rule} if split_rule else set())
    separable = None
    if coalitions.is_live and rules & {"aca", "scrb"}:
        separable = lay_separable(book, case, coalitions)
    ruler = _Ruler(case, pots, today, coalitions, facts, separable)
    sheet = book.sheet(
        "Shares",
        "Who pays what under every rule, and what each gains over its best alone",
        "Present values in pounds. The partners' own rule stands first. Rules marked ◆ are solved "
        "by Commonweal: their parts do not move.",
    )
    at = FIRST_ROW
    running: dict[tuple[str, str], Number] = {}
    one_off: dict[tuple[str, str], Number] = {}
    pays: dict[tuple[str, str], Number] = {}
    gains: dict[tuple[str, str], Number] = {}
    partners = coalitions.game.partners
    names = names_of(case.deal.partnership, partners)
    for place, split in enumerate(case.deal.splits):
        one_off_rule = case.deal.partnership.split.one_off_rule if place == 0 else None
        is_live = split.rule in LIVE_RULES and coalitions.is_live
        is_live &= one_off_rule is None or one_off_rule in LIVE_RULES
        if split.rule in ("equal", "driver", "driver-mix", "baseline", "fixed-and-unit"):
            is_live = one_off_rule is None or one_off_rule in LIVE_RULES
        for index, (body, name) in enumerate(zip(partners, names, strict=True)):
            at += 1
            key = (split.rule, body)
            share = split.shares[index]
            sheet.put(at, 0, _said(split))
            sheet.put(at, 1, name)
            sheet.put(at, 2, "by formula" if is_live else "solved ◆")
            amount: Number | str = ""
            if is_live:
                running[key], one_off[key], amount = ruler.parts(split.rule, one_off_rule, body)
            else:
                running[key] = book.ledger.cell(share.percentage)
                one_off[key] = book.ledger.cell(share.one_off_percentage)
            sheet.put(at, 3, amount, "pounds")
            role = "" if is_live else "solved"
            sheet.put(at, 4, running[key], "share", role)
            sheet.put(at, 5, one_off[key], "share", role)
            sheet.put(at, 6, pots.own[body], "pounds")
            by_running, by_one_off = running[key] * pots.running, one_off[key] * pots.one_off
            sheet.put_row(at, 7, (by_running, by_one_off), "pounds")
            moved = _moved(case, split, index)
            moved_cell: Number = 0.0
            if moved:
                moved_cell = book.ledger.cell(moved)
            sheet.put(at, 9, moved_cell, "pounds", "solved" if moved else "")
            total = book.ledger.total((pots.own[body], by_running, by_one_off, moved_cell))
            pays[key] = total
            sheet.put(at, 10, total, "pounds", "total")
            sheet.put(at, 11, alone.cost[body], "pounds")
            gains[key] = alone.cost[body] - total
            sheet.put(at, 12, gains[key], "pounds", "total")
    sheet.mark(FIRST_ROW, at, _COLUMNS)
    sheet.freeze = (FIRST_ROW + 1, 2)
    sheet.widths = {0: 36, 1: 24, 2: 13} | dict.fromkeys(range(3, 13), 18)
    shares = Shares(pots=pots, running=running, one_off=one_off, pays=pays, gains=gains)
    _lay_side_by_side(book, case, shares, names, alone)
    return shares


def _said(split: SplitResult) -> str:
    return split.name[:1].upper() + split.name[1:]


def _moved(case: TracedCase, split: SplitResult, index: int) -> float:
    """Return the present value that limits and phasing add to a partner's charges."""
    dampening = split.charges.dampening[:, index] / 100
    return float(case.deal.appraisal.factors @ dampening)


class _Ruler:
    """Divides the joint cost by the rules that are sums."""

    def __init__(
        self,
        case: TracedCase,
        pots: Pots,
        today: Today,
        coalitions: Coalitions,
        facts: Mapping[tuple[str, str], Number],
        separable: Separable | None,
    ) -> None:
        self._ledger = case.ledger
        self._split: Split = case.deal.partnership.split
        self._pots, self._today, self._facts = pots, today, facts
        self._coalitions = coalitions
        self._separable = separable
        self._partners = coalitions.game.partners

    def parts(
        self, rule: str, one_off_rule: str | None, body: str
    ) -> tuple[Number, Number, Number | str]:
        """Return a partner's part of joint running and one-off cost, and its amount in all where
        the rule fixes that."""
        part, amount = self._part(rule, body)
        if one_off_rule is None:
            return part, part, amount
        one_off, _ = self._part(one_off_rule, body)
        pots = self._pots
        if "groups" not in RULES[rule].needs or value_of(pots.running) <= 0:
            return part, one_off, amount
        rest = part * pots.joint - one_off * pots.one_off
        return rest / pots.running, one_off, amount

    def _part(self, rule: str, body: str) -> tuple[Number, Number | str]:
        if "groups" in RULES[rule].needs:
            amount = self._amount(rule, body)
            return (amount - self._pots.own[body]) / self._pots.joint, amount
        return self._by_facts(rule, body), ""

    def _by_facts(self, rule: str, body: str) -> Number:
        n_partners = len(self._partners)
        if rule == "equal":
            return 1.0 / n_partners
        if rule == "baseline":
            pooled = self._today.pooled_value
            return pooled[body] / self._ledger.total(pooled[one] for one in self._partners)
        if rule == "driver-mix":
            weights = {name: self._facts["weight", name] for name in self._split.mix}
            whole = self._ledger.total(weights.values())
            return self._ledger.total(
                weight / whole * self._of_measure(name, body) for name, weight in weights.items()
            )
        assert self._split.driver is not None
        by_use = self._of_measure(self._split.driver, body)
        if rule == "driver":
            return by_use
        fixed = self._facts.get(("fixed share", ""), 0.0)
        return fixed / float(n_partners) + (1.0 - fixed) * by_use

    def _of_measure(self, name: str, body: str) -> Number:
        held = [self._facts[name, one] for one in self._partners]
        return self._facts[name, body] / self._ledger.total(held)

    def _amount(self, rule: str, body: str) -> Number:
        """Return what a rule that looks at groups has a partner pay in all."""
        if rule == "shapley":
            return sum_product(self._ledger, self._coalitions.costs, self._coalitions.weights[body])
        # Separable cost, and a part of the rest by what each avoids by joining.
        found = self._separable
        assert found is not None
        total = found.total[rule]
        part = self._ledger.choose(
            self._ledger.compare("<>", total, 0.0),
            found.rest * found.avoided[rule, body] / total,
            0.0,
        )
        return found.cost[body] + part


def _lay_side_by_side(
    book: Book, case: TracedCase, shares: Shares, names: tuple[str, ...], alone: Alone
) -> None:
    """Lay out what each partner gains, and then pays, a column a rule."""
    sheet = book.sheet(
        "SideBySide",
        "What each partner gains and pays under every rule, side by side",
        "Present values in pounds, from the sheet Shares: gains over the best alone, then what "
        "each pays. Rules marked ◆ are solved: their parts do not move.",
    )
    splits = case.deal.splits
    partners = [share.body for share in splits[0].shares]
    columns = [_said(split) + ("" if split.rule in LIVE_RULES else " ◆") for split in splits]
    at = FIRST_ROW
    for what, values in (("Gains", shares.gains), ("Pays", shares.pays)):
        for body, name in zip(partners, names, strict=True):
            at += 1
            sheet.put(at, 0, what)
            sheet.put(at, 1, name)
            row = [values[split.rule, body] for split in splits]
            sheet.put_row(at, 2, row, "pounds")
            sheet.put(at, 2 + len(splits), alone.cost[body], "pounds")
            book.name(f"{what}_{body}", row[0])
    sheet.mark(FIRST_ROW, at, ["What", "Partner", *columns, "Cost of its best alone"])
    sheet.freeze = (FIRST_ROW + 1, 2)
    sheet.widths = {0: 10, 1: 26} | dict.fromkeys(range(2, 3 + len(columns)), 20)
