"""Letters lead back to the site that sent them."""

from __future__ import annotations

import pytest

from commonweal_web.accounts.letters import Letter
from commonweal_web.command_line.running import name_address


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("", "http://127.0.0.1:8135/invitations/x/"),
        ("https://commonweal.ashby.gov.uk", "https://commonweal.ashby.gov.uk/invitations/x/"),
    ],
)
def test_a_link_leads_to_where_the_site_listens_unless_a_setting_says_where_it_is(
    settings, told, expected
):
    settings.SITE_ADDRESS = told

    name_address("0.0.0.0", 8135)

    letter = Letter(to="a@b.example", subject="x", paragraphs=("Come.",), link="/invitations/x/")
    assert f"\n{expected}\n" in letter.text
