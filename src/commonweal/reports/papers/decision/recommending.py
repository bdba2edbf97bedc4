"""What the decision makers are asked to vote on, and the option that the paper prefers."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.deal import say_names
from commonweal.reports.papers.answer import condition_words, reason_words, verdict_words
from commonweal.reports.papers.paper import Block, Paragraph, Points, Words, plain_words
from commonweal.reports.papers.saying import cited, first_lower_words, joined, small
from commonweal.services import catalogue

from .case import Decision

__all__ = ["ask_words", "preferred", "preferred_id", "recommendations"]


def recommendations(case: Decision) -> tuple[Words, ...]:
    """Return the recommendations that can be voted on, those of the verdict first."""
    return (*_from_verdict(case), *case.entry.recommendations)


def ask_words(case: Decision) -> Words:
    """Say what is asked in one sentence."""
    return next(iter(_from_verdict(case)))


def _from_verdict(case: Decision) -> Iterator[Words]:
    answer = case.desk.deal.verdict.answer
    if case.desk.proposed is None:
        yield f"That {case.name} notes that no option of sharing has been described yet."
        yield from _missing(case)
        return
    if not case.takes_part:
        yield f"That {case.name} notes that it takes no part in “{case.desk.proposed.name}”."
        return
    match answer:
        case "share":
            yield from _share(case)
        case "share-if":
            yield from _share_if(case)
        case "not-yet":
            yield from _not_yet(case)
        case "do-not-share":
            yield from _do_not_share(case)


def _others(case: Decision) -> str:
    return say_names([case.desk.names[body] for body in case.desk.partner_ids if body != case.body])


def _share(case: Decision) -> Iterator[Words]:
    desk = case.desk
    assert desk.proposed is not None
    assert desk.split is not None
    yield (
        f"That {case.name} takes part in “{desk.proposed.name}” with {_others(case)}, provided "
        "that each of them decides the same."
    )
    yield f"That the cost is shared by {desk.split.name}."
    yield from _mended(case)
    yield _agreement(case)
    yield (
        "That what leaving costs is agreed before signature, so that those who stay are no worse "
        "off."
    )
    yield (
        f"That the savings and costs are reported to {case.committee} each year against the "
        "figures of this paper."
    )


def _share_if(case: Decision) -> Iterator[Words]:
    desk = case.desk
    assert desk.proposed is not None
    yield (
        f"That {case.name} agrees in principle to take part in “{desk.proposed.name}” with "
        f"{_others(case)}, once the following is settled."
    )
    for condition in condition_words(desk):
        yield joined("That this is settled first: ", first_lower_words(condition))
    yield from _mended(case)
    yield (
        f"That the paper comes back to {case.committee} when these are settled, before anything "
        "is signed."
    )


def _not_yet(case: Decision) -> Iterator[Words]:
    desk = case.desk
    assert desk.proposed is not None
    is_running = desk.deal.partnership.existing is not None
    yield (
        f"That {case.name} does not decide yet on “{desk.proposed.name}”"
        + (", and that the arrangement that is running goes on meanwhile." if is_running else ".")
    )
    yield from _missing(case)
    yield f"That the paper comes back to {case.committee} when this has been brought."


def _missing(case: Decision) -> Iterator[Words]:
    for condition in condition_words(case.desk):
        yield joined("That this gap is closed: ", first_lower_words(condition))


def _do_not_share(case: Decision) -> Iterator[Words]:
    desk = case.desk
    assert desk.proposed is not None
    best = desk.partner(case.body)
    yield f"That {case.name} does not proceed with “{desk.proposed.name}”."
    if desk.deal.appraisal.option(best.best_alone).family == "nothing":
        yield (
            f"That {case.name} goes on as it is, because nothing that it could do alone is worth "
            "more."
        )
    else:
        yield (
            f"That {case.name} takes up “{best.best_alone_name}” by itself, and that a case for "
            f"it is brought to {case.committee}."
        )
    yield f"That {_others(case)} are told of this decision and of the reasons for it."


def _mended(case: Decision) -> Iterator[Words]:
    """Yield what the body should ask for where it would lose under the rule proposed."""
    if not case.desk.partner(case.body).mend:
        return
    if case.may_say_own("recommendations"):
        share = case.desk.share(case.body)
        assert share is not None
        yield joined(
            f"That {case.name} joins only if its loss of ",
            case.desk.pounds(f"gain/{case.body}", -share.gain),
            " is made good, or another rule is taken under which it does not lose.",
        )
    else:
        yield (
            f"That {case.name} joins only if the loss set out in the exempt part is made good, or "
            "another rule is taken under which it does not lose."
        )


def _agreement(case: Decision) -> str:
    desk = case.desk
    assert desk.proposed is not None
    route = desk.deal.partnership.option(desk.proposed.id).route
    officers = [
        f"the {small(office)}"
        for office in (case.usual.office_of("finance"), case.usual.office_of("legal"))
    ]
    how = f" by way of {small(catalogue().route(route).name)}" if route else ""
    lead = case.entry.lead_officer or f"the lead officer of {case.name}"
    return (
        f"That {lead}, with {say_names(officers)}, settles and signs the agreement{how} on the "
        "terms of this paper."
    )


def preferred_id(case: Decision) -> str:
    """Return the id of the option that the paper prefers for the body."""
    desk = case.desk
    if desk.proposed is not None and desk.deal.verdict.answer in ("share", "share-if"):
        return desk.proposed.id
    if desk.deal.verdict.answer == "do-not-share":
        return desk.partner(case.body).best_alone
    return ""


def preferred(case: Decision) -> tuple[Block, ...]:
    """Return the option preferred and the reasons for it, or why none is."""
    desk = case.desk
    wanted = preferred_id(case)
    with_own = case.may_say_own("preferred")
    reasons = reason_words(desk, with_partners=with_own)
    if not wanted:
        head = "No option is preferred yet, because the case is not complete."
    else:
        name = desk.deal.appraisal.option(wanted).name
        head = f"“{name}” is preferred for {case.name}."
        if desk.deal.verdict.answer == "share-if":
            head = f"“{name}” is preferred, once what stands in the recommendations is settled."
    said = joined(" ", verdict_words(desk)) if desk.deal.verdict.answer != "share-if" else ""
    blocks: list[Block] = [Paragraph(words=joined(head, said))]
    said = desk.deal.verdict.sentence.casefold()
    further = tuple(words for words in reasons if plain_words(words).casefold() not in said)
    if further:
        blocks.append(Points(items=further))
    share = desk.share(case.body)
    if desk.deal.verdict.answer == "do-not-share" and with_own and share and share.gain > 1.0:
        blocks.append(
            Paragraph(
                words=joined(
                    f"{case.name} itself would gain ",
                    desk.pounds(f"gain/{case.body}", share.gain),
                    ", which the others would pay: nobody could expect them to agree.",
                )
            )
        )
    if desk.reality is not None and desk.deal.verdict.answer != "not-yet":
        assert desk.proposed is not None
        blocks.append(
            Paragraph(
                words=cited(
                    desk.reality.headline,
                    pounds=[
                        f"{of}/{desk.proposed.id}" for of in ("as-written", "npv", "correction")
                    ],
                ),
                small_print=desk.reality.small_print,
            )
        )
    return tuple(blocks)
