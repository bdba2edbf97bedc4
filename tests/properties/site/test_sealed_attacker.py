"""An attacker with every role but the key learns one bit of a sealed answer, and no more.

Everything is done twice with two different minima of an honest body, between which the question
asked of all answers has the same answer. Whatever the attacker does, it is shown the same.
"""

from __future__ import annotations

import datetime
import re
from contextlib import suppress
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal_web.core.errors import PolicyError
from commonweal_web.core.policy import ForbiddenError
from commonweal_web.exchange import services
from commonweal_web.exchange.models import Exchange
from commonweal_web.exchange.uses.minima import MINIMA
from tests.site.builders import sign_in
from tests.site.exchanges import make_three
from tests.site.undone import undone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_without_strict_html")]

#: Each pays 100 alone and all together 240, so that there are 60 to share; two together save none.
GAME = {
    "run": 1,
    "players": ["ashby", "barton", "corby"],
    "values": [0.0, 100.0, 100.0, 200.0, 100.0, 200.0, 200.0, 240.0],
    "basis": "made up for a test",
}
FIXED = replace(MINIMA, fix=lambda *_: GAME)
#: What is new on every page, or as long ago as the test takes.
NEW = re.compile(
    r'name="csrfmiddlewaretoken"[^>]*>|nonce="[^"]*"|\d\d?:\d\d[ap]m|[0-9a-f]{64}|'
    r"\d{4}-\d\d-\d\dT[\d:.+]+"
)
PLACES = ("Barton", "Corby")
#: All that could tell of it: the first is looked at after every act, the rest now and then.
PAGES = (
    "{root}/exchanges/1/", "{root}/", "{root}/exchanges/", "{root}/exchanges/1/openings.json",
    "{root}/exchanges/1/receipts.json", "{root}/exchanges/1/tables/minima.csv", "{root}/log/",
    "/log/", "/bodies/barton/log/",
)  # fmt: skip

acts = st.lists(
    st.one_of(
        st.tuples(st.just("seal"), st.sampled_from(PLACES), st.integers(-50, 150)),
        st.tuples(st.sampled_from(("final", "take back", "receipt")), st.sampled_from(PLACES)),
        st.tuples(st.just("wait"), st.integers(0, 12)),
        st.tuples(st.just("propose"), st.integers(8, 30)),
        st.tuples(st.just("another"), st.booleans()),
        st.tuples(st.just("look")),
    ),
    max_size=14,
)


@pytest.fixture
def _without_strict_html(settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "strict_html" not in name]


def test_replacing_and_asking_again_does_not_search_out_a_number():
    doing = [
        *(("seal", "Barton", pounds) for pounds in (0, 40)), ("take back", "Barton"),
        ("propose", 9), ("another", True), ("seal", "Corby", 10), ("final", "Corby"), ("look",),
        ("seal", "Barton", 10), ("final", "Barton"), ("seal", "Barton", 45), ("wait", 10),
    ]  # fmt: skip

    assert met(5, doing, is_never_shown=True) == met(38, doing, is_never_shown=True)
    # It learns the one bit: 10, 10 and 41 are more than the 60 that there are.
    assert met(5, doing, is_never_shown=True) != met(41, doing, is_never_shown=True)


@pytest.mark.long
@pytest.mark.timeout(3_600)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    doing=acts,
    minima=st.tuples(st.integers(-20, 70), st.integers(-20, 70)),
    is_final=st.booleans(),
)
def test_whatever_it_does_it_is_shown_the_same_for_minima_with_the_same_answer(
    doing, minima, is_final
):
    first, second = (met(one, doing, is_never_shown=True, is_final=is_final) for one in minima)

    if told_in(first) == told_in(second):
        assert first == second
    else:
        # The bit itself is all that parts them, and nothing before it does.
        n_alike = next(n for n, (a, b) in enumerate(zip(first, second, strict=True)) if a != b)
        assert told_in(first[: n_alike + 1]) != told_in(second[: n_alike + 1])


@pytest.mark.long
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(doing=acts, minima=st.tuples(st.integers(-20, 70), st.integers(-20, 70)))
def test_where_answers_are_to_be_shown_nothing_is_before_they_open(doing, minima):
    kept = [met(one, doing, is_never_shown=False) for one in minima]
    closed = [[one for one in shown if not one[0]] for shown in kept]

    assert closed[0] == closed[1]


def told_in(shown):
    """Return the bits that stand among what was shown."""
    return [bits for bits, _ in shown if bits]


def met(honest, doing, *, is_never_shown, is_final=True):
    """Return all that the attacker meets: at each step the bits told so far, and every page."""
    with undone():
        three = make_three()
        exchange = three.start(
            "minima", use_of_it=FIXED, asked_of_all=["nobody-worse-off"],
            is_never_shown=is_never_shown,
        )  # fmt: skip
        three.seal(exchange, "Ashby", minimum(honest), is_final=is_final)
        client = sign_in(Client(), three.administrator)
        shown = [looked(client, three, PAGES)]
        for act in doing:
            with suppress(PolicyError, ForbiddenError):
                do(three, exchange, act)
            shown.append(looked(client, three, PAGES if act == ("look",) else PAGES[:1]))
        return [*shown, looked(client, three, PAGES)]


def minimum(pounds):
    return {"measure": "least-gain", "pounds": float(pounds)}


def do(three, exchange, act):
    """Do one thing with all the attacker has: both other bodies, the coordinator, the worker."""
    match act:
        case ("seal", name, pounds):
            three.seal(exchange, name, minimum(pounds))
        case ("final", name):
            services.finalise(by=three.editors[name], answer=three.answer(exchange, name))
        case ("take back", name):
            services.take_back(by=three.editors[name], answer=three.answer(exchange, name))
        case ("wait", days):
            services.settle_due(exchange.deadline + datetime.timedelta(days=days - 7))
        case ("propose", days):
            later = exchange.deadline + datetime.timedelta(days=days - 7)
            services.propose(
                by=three.editors["Barton"], exchange=exchange, body=three.bodies["Barton"],
                deadline=later,
            )  # fmt: skip
        case ("another", _):
            # A second one among those it has: the honest body says nothing in it.
            other = three.start(
                "minima", use_of_it=FIXED, asked_of_all=["stable-split"], names=PLACES
            )
            for name in PLACES:
                three.seal(other, name, minimum(0), is_final=True)
        case _:
            return


def looked(client, three, addresses):
    """Return the bits told so far, and pages, files and logs as the attacker opens them."""
    pages = []
    for address in addresses:
        cache.clear()
        answer = client.get(address.format(root=f"/partnerships/{three.reference}"))
        data = b"".join(answer.streaming_content) if answer.streaming else answer.content
        pages.append((answer.status_code, NEW.sub("", data.decode("utf-8", "replace"))))
    told = [one.told for one in Exchange.objects.filter(number=1) if one.told]
    return told, pages
