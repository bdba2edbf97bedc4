"""What tests of the site are built from holds by itself."""

from __future__ import annotations

import pytest

from commonweal_web.core.policy import Action, may
from commonweal_web.core.standing import standing_for
from tests.site.builders import make_body, make_partnership, make_person, sign_in

pytestmark = pytest.mark.django_db


def test_a_person_made_with_a_role_may_what_the_role_lets(client):
    ashby = make_body("Ashby")
    editor = make_person("Alex Brook", body=ashby, role="editor")
    partnership = make_partnership(bodies=(ashby, make_body("Barton")))

    assert may(standing_for(editor), Action.SEE_PARTNERSHIP, partnership.to_thing())
    assert not may(standing_for(editor), Action.CHANGE_PARTNERSHIP, partnership.to_thing())
    assert sign_in(client, editor).get("/").status_code == 200
