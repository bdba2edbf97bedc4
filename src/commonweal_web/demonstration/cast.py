"""Who is in the demonstration: real councils, four that are made up, and people who all are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal_web.core.policy import BodyRole

__all__ = [
    "BODIES",
    "COORDINATOR",
    "FOUR",
    "FOUR_COORDINATOR",
    "HOST",
    "INVITED",
    "KEEPER",
    "PARTNERS",
    "DemoBody",
    "DemoPerson",
]

_R = BodyRole


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    name: str
    roles: tuple[BodyRole, ...]
    days: int | None = None
    """For how many days the role is given; None where it has no end."""

    def email_at(self, body: str) -> str:
        """Return an address in a domain that is set aside for examples: no letter goes there."""
        return f"{self.name.lower().replace(' ', '.')}@{body}.example.org"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoBody:
    """A body by its reference, with its people; the first sets it up."""

    reference: str
    name: str
    kind: str
    codes: Mapping[str, str]
    people: tuple[DemoPerson, ...]


def _council(reference: str, name: str, kind: str, gss: str, *people: DemoPerson) -> DemoBody:
    return DemoBody(reference=reference, name=name, kind=kind, codes={"gss": gss}, people=people)


def _made_up(reference: str, name: str, *people: DemoPerson) -> DemoBody:
    codes = {"local": f"example-{reference}"}
    return DemoBody(reference=reference, name=name, kind="district", codes=codes, people=people)


def _one(name: str, *roles: BodyRole, days: int | None = None) -> DemoPerson:
    return DemoPerson(name=name, roles=roles, days=days)


HOST = "burnley"
"""The body that shows every role there is."""

BODIES = (
    _council(
        "blackburn-with-darwen",
        "Blackburn with Darwen",
        "unitary",
        "E06000008",
        _one("Amina Patel", _R.ADMINISTRATOR),
        _one("Joan Whittle", _R.EDITOR),
        _one("Kofi Mensah", _R.SECTION_151),
    ),
    _council(
        HOST,
        "Burnley",
        "district",
        "E07000117",
        _one("Ruth Ashworth", _R.ADMINISTRATOR),
        _one("Daniel Okafor", _R.EDITOR),
        _one("Grace Lindley", _R.CERTIFIER),
        _one("Imran Sheikh", _R.SECTION_151),
        _one("Moira Kay", _R.MONITORING),
        _one("Peter Holt", _R.VIEWER),
        _one("Agnes Tully", _R.AUDITOR, days=120),
        _one("Colin Farrow", _R.SCRUTINY, days=120),
    ),
    _council(
        "hyndburn",
        "Hyndburn",
        "district",
        "E07000120",
        _one("Sajid Rahman", _R.ADMINISTRATOR),
        _one("Beth Crowther", _R.EDITOR),
        _one("Owen Pryce", _R.SECTION_151),
    ),
    _council(
        "pendle",
        "Pendle",
        "district",
        "E07000122",
        _one("Helen Varley", _R.ADMINISTRATOR, _R.EDITOR),
        _one("Nadia Iqbal", _R.EDITOR),
        _one("Tom Nutter", _R.SECTION_151),
    ),
    _council(
        "ribble-valley",
        "Ribble Valley",
        "district",
        "E07000124",
        _one("Fiona Parker", _R.ADMINISTRATOR),
        _one("Lewis Chew", _R.EDITOR),
        _one("Martha Dent", _R.SECTION_151),
    ),
    _council(
        "rossendale",
        "Rossendale",
        "district",
        "E07000125",
        _one("Priya Nair", _R.ADMINISTRATOR),
        _one("Alan Stott", _R.EDITOR),
        _one("Jean Lomax", _R.SECTION_151),
    ),
    _council(
        "lancaster",
        "Lancaster",
        "district",
        "E07000121",
        _one("Edith Marsh", _R.ADMINISTRATOR, _R.EDITOR),
    ),
    _council(
        "wyre",
        "Wyre",
        "district",
        "E07000128",
        _one("Victor Bonny", _R.ADMINISTRATOR, _R.EDITOR),
    ),
    _made_up(
        "ashby",
        "Ashby",
        _one("Laura Finch", _R.ADMINISTRATOR, _R.EDITOR),
        _one("George Amadi", _R.CERTIFIER),
        _one("Wendy Sharp", _R.SECTION_151),
        _one("Noel Hart", _R.MONITORING),
    ),
    _made_up(
        "barton",
        "Barton",
        _one("Yusuf Karim", _R.ADMINISTRATOR, _R.EDITOR),
        _one("Elin Rees", _R.CERTIFIER),
        _one("Patrick Boyle", _R.SECTION_151),
        _one("Dora Quick", _R.MONITORING),
    ),
    _made_up(
        "colne",
        "Colne",
        _one("Irene Salt", _R.ADMINISTRATOR, _R.EDITOR),
        _one("Bayo Cole", _R.CERTIFIER),
        _one("Hugh Penrose", _R.SECTION_151),
        _one("Meena Das", _R.MONITORING),
    ),
    _made_up(
        "denby",
        "Denby",
        _one("Chris Webb", _R.ADMINISTRATOR, _R.EDITOR),
        _one("Anya Novak", _R.CERTIFIER),
        _one("Ralph Ogden", _R.SECTION_151),
        _one("Sue Lacey", _R.MONITORING),
    ),
)

PARTNERS = (
    "pendle",
    "blackburn-with-darwen",
    "burnley",
    "hyndburn",
    "ribble-valley",
    "rossendale",
)
"""Who takes part in the partnership; the first starts it."""

INVITED = "lancaster"
"""Invited, and has not answered. Wyre never learns that there is a partnership."""

COORDINATOR = "Helen Varley"

FOUR = ("ashby", "barton", "colne", "denby")
"""Who shares a contact centre; all four are made up, and the first starts it."""

FOUR_COORDINATOR = "Laura Finch"
KEEPER = _one("Sam Warden")
"""Keeps the site, and sees no body's data by it."""
