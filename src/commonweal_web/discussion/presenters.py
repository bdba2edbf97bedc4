"""What the pages of comments say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from commonweal.reports.tables import Table, table, text
from commonweal_web.core.layout.figures import TagKind
from commonweal_web.core.layout.filters import say_date, say_moment
from commonweal_web.core.policy import Action, Standing, may
from commonweal_web.discussion.models import Comment, Remark
from commonweal_web.discussion.permissions import may_write_in
from commonweal_web.discussion.queries import CommentFilter
from commonweal_web.discussion.subjects import Subject
from commonweal_web.partnerships.models import Partnership

__all__ = ["Card", "CommentPage", "ListPage", "SubjectPage", "about_address", "sheet_of"]

_State = Comment.State
_TAGS: dict[str, TagKind] = {
    _State.OPEN: "yellow",
    _State.RESOLVED: "green",
    _State.WITHDRAWN: "grey",
}
_SHORT = 160


def about_address(partnership: Partnership, key: str) -> str:
    return reverse("comments-about", args=[partnership.reference, key])


def _comment_address(partnership: Partnership, comment: Comment) -> str:
    return reverse("comment", args=[partnership.reference, comment.number])


def _lines(said: str) -> tuple[str, ...]:
    return tuple(line for line in said.splitlines() if line.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words that were changed since: what they were, and until when they stood."""

    lines: tuple[str, ...]
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkLine:
    """One thing said or done in a comment, as it stands now."""

    who: str
    what: str
    """What they did beside speaking: "Resolved it"; empty where they only wrote."""
    when: str
    lines: tuple[str, ...]
    note: str
    """That the words were changed or withdrawn, by whom and when."""
    earlier: tuple[Wording, ...]
    change: str
    withdraw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One comment with all that was said in it."""

    id: str
    name: str
    state: str
    tag: TagKind
    facts: tuple[str, ...]
    """Who reads it and who is to answer, in sentences."""
    remarks: tuple[RemarkLine, ...]
    answer: str
    """The address where it is answered, resolved or opened again; empty for whoever may not."""
    answer_text: str

    @classmethod
    def of(cls, standing: Standing, partnership: Partnership, comment: Comment) -> Card:
        can_write = may_write_in(standing, comment) and _is_open(partnership)
        return cls(
            id=f"comment-{comment.number}",
            name=f"Comment {comment.number}",
            state=comment.get_state_display(),
            tag=_TAGS[comment.state],
            facts=tuple(_facts(comment)),
            remarks=tuple(_remarks(standing, partnership, comment)),
            answer=_comment_address(partnership, comment) if can_write else "",
            answer_text="Reply or resolve" if comment.is_open else "Reply or open again",
        )


def _is_open(partnership: Partnership) -> bool:
    return partnership.state == Partnership.State.OPEN


def _facts(comment: Comment) -> Iterator[str]:
    if comment.body is not None:
        yield f"Only {comment.body.name} reads this."
    elif comment.audience == Comment.Audience.KEEPERS:
        yield "Only those who write what is held in common read this."
    asked = comment.for_body or comment.for_person
    if asked is not None:
        yield f"For {asked.name} to answer."


def _remarks(
    standing: Standing, partnership: Partnership, comment: Comment
) -> Iterator[RemarkLine]:
    every = list(comment.remarks.all())
    for remark in every:
        if remark.of_id is not None:
            continue
        later = [one for one in every if one.of_id == remark.pk]
        yield _remark(standing, partnership, comment, remark, later)


def _remark(
    standing: Standing,
    partnership: Partnership,
    comment: Comment,
    remark: Remark,
    later: Sequence[Remark],
) -> RemarkLine:
    wordings = [remark, *(one for one in later if one.kind == Remark.Kind.REWORDED)]
    withdrawn = next((one for one in later if one.kind == Remark.Kind.WITHDRAWN), None)
    note = ""
    if withdrawn is not None:
        note = f"Withdrawn by {withdrawn.said_as}, {say_moment(withdrawn.at)}"
    elif len(wordings) > 1:
        note = f"Changed by {wordings[-1].said_as}, {say_moment(wordings[-1].at)}"
    can_change = (
        withdrawn is None
        and remark.kind != Remark.Kind.REOPENED
        and _is_open(partnership)
        and may(standing, Action.REWORD_COMMENT, comment.to_thing(writer=remark.by_id))
    )
    arguments = [partnership.reference, comment.number, remark.pk]
    return RemarkLine(
        who=remark.said_as,
        what="" if remark.kind == Remark.Kind.SAID else remark.get_kind_display(),
        when=say_moment(remark.at),
        lines=() if withdrawn is not None else _lines(wordings[-1].text),
        note=note,
        earlier=()
        if withdrawn is not None
        else tuple(
            Wording(lines=_lines(was.text), until=say_moment(now.at))
            for was, now in pairwise(wordings)
        ),
        change=reverse("reword-remark", args=arguments) if can_change else "",
        withdraw=reverse("withdraw-remark", args=arguments) if can_change else "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectPage:
    """All that one may read of one subject, and a form for more."""

    name: str
    heading: str
    back: str
    back_text: str
    gone: str
    """That the subject is not there any more, or not for this reader; empty where it is."""
    cards: tuple[Card, ...]
    can_add: bool
    who_can: str
    everything: str
    within: str
    """The address of the list of all that is said of it and of what stands within it."""

    @classmethod
    def of(
        cls,
        standing: Standing,
        partnership: Partnership,
        key: str,
        *,
        subject: Subject | None,
        comments: Sequence[Comment],
        can_add: bool,
    ) -> SubjectPage:
        everything = reverse("comments", args=[partnership.reference])
        said = comments[-1].about if subject is None else subject.said
        return cls(
            name=partnership.name,
            heading=said,
            back=everything if subject is None else subject.address,
            back_text="Comments" if subject is None else "Where it stands",
            gone="It stands there no more, or is not for you to read. What was said of it stays."
            if subject is None
            else "",
            cards=tuple(Card.of(standing, partnership, one) for one in comments),
            can_add=can_add,
            who_can="You can read comments here. Editors, certifiers and officers of the bodies "
            "that take part write them, and those the partnership names.",
            everything=everything,
            within=f"{everything}?{urlencode({'within': key})}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentPage:
    """One comment, and a form to answer, resolve or open it again."""

    name: str
    heading: str
    about: str
    about_address: str
    card: Card
    can_answer: bool
    is_open: bool
    is_resolved: bool

    @classmethod
    def of(cls, standing: Standing, partnership: Partnership, comment: Comment) -> CommentPage:
        card = Card.of(standing, partnership, comment)
        return cls(
            name=partnership.name,
            heading=card.name,
            about=comment.about,
            about_address=about_address(partnership, comment.subject),
            card=card,
            can_answer=bool(card.answer),
            is_open=comment.is_open,
            is_resolved=comment.state == _State.RESOLVED,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLine:
    about: str
    address: str
    words: str
    state: str
    tag: TagKind
    small: str

    @classmethod
    def of(cls, partnership: Partnership, comment: Comment) -> ListLine:
        n_replies = sum(one.kind == Remark.Kind.SAID for one in comment.remarks.all()) - 1
        replies = "" if n_replies < 1 else "1 reply" if n_replies == 1 else f"{n_replies} replies"
        small = [f"{comment.made_as}, {say_date(comment.made_at)}", replies, *_facts(comment)]
        return cls(
            about=comment.about,
            address=_comment_address(partnership, comment),
            words=_shortened(first_words(comment)),
            state=comment.get_state_display(),
            tag=_TAGS[comment.state],
            small=". ".join(part.rstrip(".") for part in small if part),
        )


def first_words(comment: Comment) -> str:
    """Return what a comment says first, as it stands now; that it was withdrawn, if it was."""
    if comment.state == _State.WITHDRAWN:
        return "Withdrawn"
    every = list(comment.remarks.all())
    first = every[0]
    later = [one for one in every if one.of_id == first.pk and one.kind == Remark.Kind.REWORDED]
    return (later[-1] if later else first).text


def _shortened(said: str) -> str:
    plain = " ".join(said.split())
    return plain if len(plain) <= _SHORT else f"{plain[:_SHORT].rsplit(' ', 1)[0]} …"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """The comments of a partnership, by how they stand, what they are about and by whom."""

    name: str
    back: str
    lines: tuple[ListLine, ...]
    leaf: Any
    """The page of Django's paginator."""
    query: str
    """What the address asks beside its page."""
    downloads: tuple[tuple[str, str], ...]
    is_narrowed: bool
    within: str
    all: str

    @classmethod
    def of(
        cls,
        partnership: Partnership,
        *,
        leaf: Any,
        narrowed: CommentFilter,
    ) -> ListPage:
        here = reverse("comments", args=[partnership.reference])
        asked = {
            "state": narrowed.state,
            "about": narrowed.about,
            "who": narrowed.who,
            "asked": narrowed.asked,
            "within": narrowed.within,
        }
        query = urlencode({name: value for name, value in asked.items() if value})
        return cls(
            name=partnership.name,
            back=reverse("partnership", args=[partnership.reference]),
            lines=tuple(ListLine.of(partnership, one) for one in leaf),
            leaf=leaf,
            query=f"{query}&" if query else "",
            downloads=tuple(
                (
                    said,
                    reverse("comments-sheet", args=[partnership.reference, form])
                    + (f"?{query}" if query else ""),
                )
                for said, form in (("CSV", "csv"), ("Excel", "xlsx"))
            ),
            is_narrowed=bool(query),
            within=narrowed.within,
            all=here,
        )


def sheet_of(partnership: Partnership, comments: Iterable[Comment]) -> Table:
    """Return comments with all that was said in them, a row for each thing said or done."""
    return table(
        "comments",
        f"Comments in {partnership.name}",
        [
            text("Number"),
            text("About"),
            text("Known as"),
            text("Who reads it"),
            text("For whom to answer"),
            text("How it stands"),
            text("Done"),
            text("By"),
            text("When"),
            text("Words"),
        ],
        [row for one in comments for row in _rows(one)],
    )


def _rows(comment: Comment) -> Iterator[tuple[str, ...]]:
    every = list(comment.remarks.all())
    withdrawn = {one.of_id for one in every if one.kind == Remark.Kind.WITHDRAWN}
    asked = comment.for_body or comment.for_person
    for remark in every:
        is_withdrawn = remark.pk in withdrawn or remark.of_id in withdrawn
        yield (
            str(comment.number),
            comment.about,
            comment.subject,
            f"Only {comment.body.name}" if comment.body else comment.get_audience_display(),
            "" if asked is None else asked.name,
            comment.get_state_display(),
            remark.get_kind_display(),
            remark.said_as,
            remark.at.isoformat(timespec="seconds"),
            "Withdrawn" if is_withdrawn else remark.text,
        )
