"""No page, export or answer to a program holds a figure that its reader may not see."""

from __future__ import annotations

import html
import json
import random
import re
from collections.abc import Iterator, Sequence

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal_web.papers.models import Paper
from commonweal_web.partnerships.models import Document
from tests.site.builders import sign_in
from tests.site.crawling import Met, addresses_of_routes, crawl
from tests.site.planting import NAMES, STATES, Field, Plan, Plant, Viewer, sow
from tests.site.undone import undone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_without_strict_html")]

#: Between the groups of three of a long number, in any of the forms that pages and files use.
_GAP = r"(?:[,\s\u00a0\u202f\u2009]|\\u00a0|\\u202f)?"
_NUMBER = re.compile(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?!\d)|(?<![\w.])\d{4,}(?!\d)")
#: Pages of figures themselves, where two numbers that are shown must not give one that is not.
_OF_FIGURES = ("documents/", "figures/", "/case", "/documents")


@pytest.fixture
def _without_strict_html(settings):
    # Thousands of pages: their grammar is read by the tests that are about them.
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "strict_html" not in name]


def test_whoever_looks_wherever_finds_nothing_that_is_not_theirs():
    plan = Plan(
        states={"Ashby": "submitted, then a draft", "Barton": "draft"}, is_common_submitted=False
    )
    sown = sow(plan, numbers=numbers_of(1))
    wanted = ("stranger", "editor of Barton")

    found = leaks(
        sown,
        [one for one in sown.viewers if one.title.endswith(wanted)],
        most_of_a_route=1,
    )

    assert not found, "\n".join(found)


@pytest.mark.long
@pytest.mark.timeout(3_600)
@settings(
    max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    states=st.lists(st.sampled_from(STATES), min_size=2, max_size=len(NAMES)),
    is_common_submitted=st.booleans(),
    are_sealed=st.booleans(),
    seed=st.integers(0, 10_000),
)
def test_whatever_was_submitted_nobody_meets_what_is_not_theirs(
    states, is_common_submitted, are_sealed, seed
):
    plan = Plan(
        states=dict(zip(NAMES, states, strict=False)),
        is_common_submitted=is_common_submitted,
        are_sealed=are_sealed,
        has_papers=True,
    )
    with undone():
        sown = sow(plan, numbers=numbers_of(seed))
        found = leaks(sown, sown.viewers, most_of_a_route=6)

    assert not found, "\n".join(found)


def numbers_of(seed: int) -> Sequence[int]:
    """Return numbers of seven figures that no sum of the case comes to."""
    return random.Random(seed).sample(range(1_000_003, 4_999_999, 7), 200)


def leaks(sown: Field, viewers: Sequence[Viewer], *, most_of_a_route: int) -> list[str]:
    """Return a line for each figure that somebody met and may not see."""
    found: list[str] = []
    met_by_their_own: set[str] = set()
    for viewer in viewers:
        client = Client() if viewer.user is None else sign_in(Client(), viewer.user)
        headers = {"Authorization": f"Bearer {viewer.secret}"} if viewer.secret else {}
        secrets = [plant for plant in sown.plants if not viewer.may_see(plant)]
        starts = [*addresses(sown, viewer)]
        n_pages = 0
        for met in crawl(client, starts, most_of_a_route=most_of_a_route, headers=headers):
            n_pages += met.status == 200
            assert met.status != 500, f"{met.address} as {viewer.title}: {met.status}"
            told = in_text(met.text, sown.plants)
            met_by_their_own |= {plant.said for plant in told}
            for plant in [*told, *from_two(met, secrets)]:
                if plant in secrets:
                    found.append(f"{met.address} tells {viewer.title} {plant.title}: {plant.said}")
        assert n_pages > 3, f"{viewer.title} opened {n_pages} pages"
        found += of_searching(client, viewer, secrets[: 4 * most_of_a_route])
    # Else nothing would have been there to be found.
    assert met_by_their_own
    return found


def addresses(sown: Field, viewer: Viewer) -> Iterator[str]:
    """Return every address of what is kept, as somebody could type it who knows how they go."""
    bodies = [body.reference for body in sown.bodies.values()]
    of_partnership = [sown.partnership.reference]
    every = addresses_of_routes(
        {
            "bodies/<slug:reference>": bodies,
            "reference": of_partnership,
            "body_reference": bodies[:1],
            "holder": [*bodies, "in-common"],
            "form": ["toml", "xlsx", "csv", "json"],
            "where": ["baselines/0/costs"],
            "version": [1, 2],
            "documents/<int:pk>": sorted(Document.objects.values_list("pk", flat=True)),
            "documents/<int:number>": [1, 2],
            "papers/<int:number>": [1, *Paper.objects.values_list("number", flat=True)],
            "slug:part": ["whole", "public", "exempt"],
            "slug:form": ["pdf", "csv", "html"],
        }
    )
    for one in every:
        is_of_programs = one.startswith("/api/v1/")
        if not one.startswith("/try/") and is_of_programs == bool(viewer.secret):
            yield one


def in_text(text: str, plants: Sequence[Plant]) -> list[Plant]:
    """Return what of the planted a text holds."""
    plain = html.unescape(text)
    said = {plant.said for plant in plants}
    pattern = "|".join(
        one if one.startswith("zq") else f"{one[:-6]}{_GAP}{one[-6:-3]}{_GAP}{one[-3:]}"
        for one in said
    )
    met = {re.sub(r"\\u00a0|\\u202f|\W", "", one) for one in re.findall(pattern, plain)}
    # A workbook has numbers of four figures by the hundred, and none in thousands.
    if "£000" in plain and "<worksheet" not in plain:
        thousands = set(re.findall(r"(?<![\d,.])\d{1,3},?\d{3}(?![\d,])", plain))
        short = {one.replace(",", "") for one in thousands}
        met |= {one for one in said if one.isdigit() and str(round(int(one) / 1000)) in short}
    return [plant for plant in plants if plant.said in met]


def from_two(met: Met, secrets: Sequence[Plant]) -> list[Plant]:
    """Return whose pay is the difference of two numbers on one page of figures."""
    if not any(part in met.address for part in _OF_FIGURES):
        return []
    shown = {int(one.replace(",", "")) for one in _NUMBER.findall(html.unescape(met.text))}
    return [
        plant
        for plant in secrets
        if plant.line == "pay" and any(one - int(plant.said) in shown for one in shown)
    ]


def of_searching(client: Client, viewer: Viewer, secrets: Sequence[Plant]) -> list[str]:
    """Return where a search for what is kept back answers otherwise than one for nothing."""
    if viewer.secret or viewer.user is None:
        return []
    of_nothing = {
        nothing: plain(client.get("/search/", {"q": nothing}).text, nothing)
        for nothing in ("zq9999998", "9999998")
    }
    found = []
    for plant in secrets:
        cache.clear()
        answer = client.get("/search/", {"q": plant.said})
        nothing = "zq9999998" if plant.said.startswith("zq") else "9999998"
        if plain(answer.text, plant.said) != of_nothing[nothing]:
            found.append(f"searching tells {viewer.title} of {plant.title}: {plant.said}")
    return found


def plain(text: str, asked: str) -> str:
    """Return a page without what was asked for and what differs each time."""
    return re.sub(r'value="[\w-]{60,}"|nonce="[^"]*"', "", text.replace(asked, ""))


def test_a_planted_figure_is_known_in_every_form():
    plant = Plant(said="1234567", body="Ashby", line="pay", is_own=True, was_submitted=True)

    for text in ("£1,234,567.00", "1234567", "1\u00a0234\u00a0567", "1&nbsp;234&nbsp;567",
                 json.dumps("1\u202f234\u202f567"), "in £000: 1,235"):  # fmt: skip
        assert in_text(text, [plant]) == [plant], text
    assert in_text("1,235 and 2,234,568", [plant]) == []
