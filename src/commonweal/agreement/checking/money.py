"""Contradictions over money: the split, its limits, gains and losses, reserve, payment, cover."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.agreement.clauses import rule_names
from commonweal.agreement.document import Agreement
from commonweal.agreement.route_kinds import COMPANIES, CONTRIBUTING
from commonweal.deal import TOLERANCE
from commonweal.money import pounds, say_pounds

from .findings import Finding, caution, contradiction
from .leaving import number_of
from .silences import is_stated

__all__ = ["money_findings"]

#: Of a percentage point: what rounding may leave of a hundred.
_A_TENTH = 0.1


def money_findings(agreement: Agreement) -> Iterator[Finding]:
    """Yield where clauses on money cannot all hold."""
    yield from _split(agreement)
    yield from _limits(agreement)
    yield from _gain_and_pain(agreement)
    yield from _reserve(agreement)
    yield from _correction(agreement)
    yield from _payment(agreement)
    yield from _cover(agreement)
    yield from _assets(agreement)


def _split(agreement: Agreement) -> Iterator[Finding]:
    rule = agreement.value("sharing-rule", "rule")
    names, basis = rule_names(), agreement.basis
    if basis is not None and is_stated(rule) and rule != basis.rule:
        yield contradiction(
            "split-not-in-schedule",
            "sharing-rule",
            "charges",
            sentence=f"Cost is said to be shared by {names[str(rule)]}, and the schedule of "
            f"charges was worked out by {names.get(basis.rule, basis.rule)}.",
            mend="Fill the schedule by the rule agreed, or change the rule.",
        )
    elif basis is None:
        yield from _typed_schedule(agreement, str(rule))
    one_off = agreement.value("investment", "rule")
    in_schedule = "" if basis is None else basis.one_off_rule
    if in_schedule and is_stated(one_off) and one_off != in_schedule:
        yield contradiction(
            "investment-not-in-schedule",
            "investment",
            "charges",
            sentence=f"Investment is said to be shared by {names[str(one_off)]}, and the schedule "
            f"of charges shares one-off cost by {names.get(in_schedule, in_schedule)}.",
            mend="Fill the schedule by the rule agreed, or change the rule.",
        )


def _typed_schedule(agreement: Agreement, rule: str) -> Iterator[Finding]:
    """Hold a schedule with no run behind it against what the rule counts for each party."""
    measures = {party.id: party.measure for party in agreement.parties}
    if rule == "equal":
        measures = dict.fromkeys(measures, 1.0)
    elif rule not in ("driver", "fixed-percentages"):
        return
    whole = sum(measure or 0.0 for measure in measures.values())
    if None in measures.values() or not whole:
        return
    if rule == "fixed-percentages" and abs(whole - 100) > _A_TENTH:
        yield contradiction(
            "percentages-do-not-add-up",
            "sharing-rule",
            sentence=f"The parties' percentages add to {whole:g}, not to 100.",
            mend="Let them add to 100.",
        )
        return
    last = max((row.year for row in agreement.charges), default="")
    charges = {row.party: row.pence for row in agreement.charges if row.year == last}
    total = sum(charges.values())
    for party in agreement.parties:
        by_rule = (measures[party.id] or 0.0) / whole
        if total and abs(charges.get(party.id, 0) / total - by_rule) > TOLERANCE:
            yield contradiction(
                "split-not-in-schedule",
                "sharing-rule",
                "charges",
                sentence=f"By the rule agreed {party.name} would bear {by_rule:.1%} of the cost, "
                f"and the schedule for {last} charges it {charges.get(party.id, 0) / total:.1%}.",
                mend="Fill the schedule by the rule agreed, or change the rule.",
            )
            return


def _limits(agreement: Agreement) -> Iterator[Finding]:
    if agreement.limits and agreement.alternative("limits") == "none":
        yield contradiction(
            "limits-denied",
            "limits",
            sentence="It is said that no cap or floor applies, and there are caps or floors.",
            mend="Take them out, or say that charges are held.",
        )
    last = max((row.year for row in agreement.charges), default="")
    charge_of = {row.party: row.pence for row in agreement.charges if row.year == last}
    for limit in agreement.limits:
        name = agreement.party_name(limit.party)
        cap, floor = limit.cap_pence, limit.floor_pence
        if cap is not None and floor is not None and cap < floor:
            yield contradiction(
                f"cap-below-floor/{limit.party}",
                "limits",
                sentence=f"{name} is to pay at most {pounds(cap)} and at least {pounds(floor)} a "
                "year.",
                mend="Raise the cap above the floor.",
            )
            continue
        charge = charge_of.get(limit.party)
        if charge is None:
            continue
        if (cap is not None and charge > cap) or (floor is not None and charge < floor):
            bound = (
                f"at most {pounds(cap)}"
                if cap is not None and charge > cap
                else f"at least {pounds(floor or 0)}"
            )
            yield contradiction(
                f"charge-outside-limits/{limit.party}",
                "charges",
                "limits",
                sentence=f"{name} is to pay {bound} a year, and the schedule charges it "
                f"{pounds(charge)} in {last}.",
                mend="Fill the schedule with the limits in force, or change them.",
            )


def _gain_and_pain(agreement: Agreement) -> Iterator[Finding]:
    gain, pain = agreement.alternative("gain-share"), agreement.alternative("pain-share")
    if gain in ("by-shares", "to-reserve") and pain == "provider-bears":
        yield contradiction(
            "reward-shared-not-risk",
            "gain-share",
            "pain-share",
            sentence="What is saved goes to all the parties, and what is overspent falls on the "
            "host alone: reward is shared, risk is not.",
            mend="Share both in the same way, or leave both with the host.",
        )
    if gain == "provider-keeps" and pain in ("by-shares", "who-caused-it"):
        yield contradiction(
            "risk-shared-not-reward",
            "gain-share",
            "pain-share",
            sentence="What is overspent falls on all the parties, and the host keeps what is "
            "saved: risk is shared, reward is not.",
            mend="Share both in the same way, or leave both with the host.",
        )
    if gain == "to-reserve" and agreement.alternative("reserve") == "none":
        yield contradiction(
            "gain-to-no-reserve",
            "gain-share",
            "reserve",
            sentence="What is saved goes to a reserve, and no reserve is held.",
            mend="Hold one, or give savings back.",
        )


def _reserve(agreement: Agreement) -> Iterator[Finding]:
    if agreement.alternative("reserve") != "held":
        return
    if not is_stated(agreement.value("reserve", "release")):
        yield contradiction(
            "reserve-without-release",
            "reserve",
            sentence="The parties pay into a reserve, and nothing says what it may be spent on or "
            "who decides: what is paid in never comes out.",
            mend="Say what it may be spent on, and who decides.",
        )


def _correction(agreement: Agreement) -> Iterator[Finding]:
    is_fixed = agreement.alternative("true-up") == "fixed"
    if is_fixed and agreement.alternative("vat") == "cost-sharing-group":
        yield contradiction(
            "exact-cost-not-corrected",
            "true-up",
            "vat",
            sentence="A cost-sharing group may charge its members no more than exact cost, and "
            "charges are not corrected to it.",
            mend="Correct charges to cost each year.",
        )
    if is_fixed and agreement.alternative("pain-share") in ("by-shares", "who-caused-it"):
        yield contradiction(
            "fixed-charge-and-shared-overspend",
            "true-up",
            "pain-share",
            sentence="The charge is fixed and not corrected, and overspends fall on the parties.",
            mend="Correct charges at the year's end, or leave overspends with the host.",
        )


def _payment(agreement: Agreement) -> Iterator[Finding]:
    paid, vat, route = (
        agreement.alternative("payment"),
        agreement.alternative("vat"),
        agreement.route or "",
    )
    if (paid, vat) in (("contribution", "supply"), ("invoice", "outside")):
        yield contradiction(
            "payment-and-vat-differ",
            "payment",
            "vat",
            sentence="The parties pay a contribution to a shared budget, and VAT is added as on a "
            "supply."
            if paid == "contribution"
            else "The parties are invoiced a price, and it is treated as no supply for VAT.",
            mend="Settle which it is with each party's VAT officer: a contribution or a price.",
        )
    if (paid == "invoice" and route in CONTRIBUTING) or (
        paid == "contribution" and route in COMPANIES
    ):
        words = route.replace("-", " ")
        yield contradiction(
            "payment-not-by-route",
            "payment",
            sentence=f"By the route of a {words} a function is discharged together, and the "
            "parties are invoiced as if under a contract."
            if paid == "invoice"
            else f"By the route of a {words} a company supplies, and the parties are said to "
            "contribute to a shared budget.",
            mend="Pay as the route has it, or choose another route.",
        )


def _cover(agreement: Agreement) -> Iterator[Finding]:
    cap, cover = (
        number_of(agreement, "liability", "cap"),
        number_of(agreement, "insurance", "cover"),
    )
    if agreement.alternative("liability") != "capped" or cap is None or cover is None:
        return
    if cap > cover:
        yield contradiction(
            "cap-above-cover",
            "liability",
            "insurance",
            sentence=f"Each party answers for up to {say_pounds(cap)} a claim, and is insured for "
            f"{say_pounds(cover)}.",
            mend="Insure for at least the cap, or lower it.",
        )
    elif cap == 0:
        yield caution(
            "cap-of-nothing",
            "liability",
            sentence="Liability is capped at nothing.",
            mend="State the cap that is meant.",
        )


def _assets(agreement: Agreement) -> Iterator[Finding]:
    if (
        agreement.alternative("assets-on-exit") == "by-what-each-paid"
        and agreement.value("investment", "owned_by") == "host-outright"
    ):
        yield contradiction(
            "assets-of-the-host-alone",
            "assets-on-exit",
            "investment",
            sentence="What is bought belongs to the host alone, and a leaver is credited with its "
            "part of it.",
            mend="Let the host hold it on trust for all, or let a leaver take nothing.",
        )
