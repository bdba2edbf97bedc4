"""One body's decision: what it asks of its paper, and whether a part may say its own figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from commonweal.partnership import HeadingEntry, HeadingSet, PaperEntry
from commonweal.partnership.papers import ContentKey
from commonweal.reports.papers.desk import Desk

__all__ = ["Decision"]

#: Said where a body's own figures are exempt and the part is public.
WITHHELD = "What it comes to in pounds for {name} stands in the exempt part of this paper."


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One body, its entry in the file, and the headings that it reads under."""

    desk: Desk
    body: str
    entry: PaperEntry
    usual: HeadingSet
    headings: tuple[HeadingEntry, ...]

    @cached_property
    def name(self) -> str:
        return self.desk.names[self.body]

    @property
    def notice_days(self) -> int:
        """Days of notice that a key decision needs; 0 where we know of none, as outside England."""
        entry = self.desk.deal.partnership.body(self.body)
        return self.usual.notice_days if entry.nation == "england" else 0

    @property
    def takes_part(self) -> bool:
        return self.desk.share(self.body) is not None

    @property
    def committee(self) -> str:
        """Who decides, as it stands within a sentence."""
        named = self.entry.committee
        return f"the {named[4:]}" if named.startswith("The ") else named or self.name

    def exempt_reason(self, content: ContentKey | None, stated: str = "") -> str:
        """Return why a part is not public; empty where it is."""
        reason = stated or (self.entry.exempt.get(content, "") if content is not None else "")
        if not reason and self.entry.classification == "exempt":
            return f"{self.name} has classified the whole paper exempt; the file cites no rule."
        return reason

    @cached_property
    def own_exempt_reason(self) -> str:
        """Why the body's own figures are not public; empty where they are."""
        stated = next((row.exempt for row in self.headings if row.content == "own-figures"), "")
        return self.exempt_reason("own-figures", stated)

    def may_say_own(self, content: ContentKey) -> bool:
        """Say whether a part may hold the body's own figures: unless these are exempt and the
        part is public."""
        stated = next((row.exempt for row in self.headings if row.content == content), "")
        return not self.own_exempt_reason or bool(self.exempt_reason(content, stated))

    @property
    def withheld(self) -> str:
        return WITHHELD.format(name=self.name)
