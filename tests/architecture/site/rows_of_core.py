"""Doors, signing in, bodies, partnerships, what they keep, and the programming interface."""

from __future__ import annotations

from collections.abc import Mapping

from .rows import (
    ADMINISTRATOR,
    CERTIFIERS,
    COORDINATOR,
    EDITOR,
    READERS_OF_LOGS,
    SITE,
    Row,
    body_row,
    document_row,
    entrance_row,
    open_row,
    own_row,
    partnership_row,
)

__all__ = ["ROWS"]

BODY = "bodies/<slug:reference>/"
PARTNERSHIP = "partnerships/<slug:reference>/"
DOCUMENT = PARTNERSHIP + "documents/<int:pk>/"

ROWS: Mapping[str, tuple[Row, ...]] = {
    # Doors: pages that anybody may open.
    **{
        route: (open_row(),)
        for route in (
            "",
            "thinking/",
            "already/",
            "try/",
            "help/",
            "about-the-figures/",
            "accessibility/",
            "privacy/",
            "cookies/",
            "version/",
            "robots.txt",
            "sitemap.xml",
            ".well-known/security.txt",
        )
    },
    "try/file/": (open_row(post=200),),
    "try/quick/": (open_row(post=200),),
    "try/groups/": (open_row(post=422),),
    "try/groups/figures/": (open_row(post=200),),
    "try/take-away/": (open_row(get=404, post=400),),
    "try/groups/take-away/": (open_row(get=404, post=400),),
    "try/starter.<slug:form>": (open_row(names={"form": "toml"}),),
    # No worker runs in tests, so the site says that it is unfit.
    "healthz": (open_row(get=503),),
    # Signing in.
    "accounts/login/": (entrance_row(),),
    "accounts/signup/": (entrance_row(),),
    "accounts/login/code/": (entrance_row(),),
    "accounts/login/code/confirm/": (Row(get=302, post=302),),
    "accounts/logout/": (Row(post=302),),
    "accounts/inactive/": (open_row(),),
    "accounts/password/reset/": (open_row(post=200),),
    "accounts/password/reset/confirm/": (Row(get=302, post=302),),
    "accounts/password/reset/complete/": (Row(get=302, post=302),),
    "accounts/password/reset/done/": (open_row(),),
    "accounts/2fa/authenticate/": (Row(get=302, post=302),),
    "accounts/2fa/webauthn/login/": (Row(get=302, post=302),),
    "accounts/3rdparty/login/cancelled/": (open_row(),),
    "accounts/3rdparty/login/error/": (Row(get=401),),
    "accounts/3rdparty/signup/": (Row(get=302, post=302),),
    # An organisation's own sign-in, which no setting of the tests offers.
    "accounts/oidc/^(?P<provider_id>[^/]+)/login/": (
        open_row(get=404, post=404, names={"provider_id": "organisation-1"}),
    ),
    "accounts/oidc/^(?P<provider_id>[^/]+)/login/callback/": (
        open_row(get=404, post=404, names={"provider_id": "organisation-1"}),
    ),
    # Addresses of old, which allauth leads on.
    **{
        f"accounts/social/{name}/": (Row(get=301, post=301),)
        for name in ("login/cancelled", "login/error", "signup", "connections")
    },
    # One's own account. Where a factor is to be changed, one is asked once more who one is.
    "accounts/me/": (Row(),),
    "accounts/me/name/": (own_row(post=200),),
    "accounts/second-factor/": (Row(),),
    "accounts/reauthenticate/": (own_row(post=200),),
    "accounts/email/": (own_row(post=302),),
    "accounts/confirm-email/": (own_row(get=302, post=302),),
    "accounts/password/change/": (own_row(post=200),),
    "accounts/password/set/": (own_row(get=302, post=302),),
    "accounts/2fa/": (own_row(),),
    "accounts/2fa/reauthenticate/": (own_row(get=302, post=302),),
    "accounts/2fa/totp/activate/": (own_row(get=302, post=302),),
    "accounts/2fa/totp/deactivate/": (own_row(get=404, post=404),),
    "accounts/2fa/recovery-codes/": (own_row(get=404),),
    "accounts/2fa/recovery-codes/generate/": (own_row(get=302, post=302),),
    "accounts/2fa/recovery-codes/download/": (own_row(get=404, post=404),),
    "accounts/2fa/webauthn/": (own_row(),),
    "accounts/2fa/webauthn/add/": (own_row(get=302, post=302),),
    "accounts/2fa/webauthn/reauthenticate/": (own_row(get=302, post=302),),
    "accounts/2fa/webauthn/keys/<int:pk>/remove/": (
        own_row(get=302, post=302, names={"pk": "999"}),
    ),
    "accounts/2fa/webauthn/keys/<int:pk>/edit/": (own_row(get=302, post=302, names={"pk": "999"}),),
    "accounts/3rdparty/": (own_row(post=200),),
    "accounts/sessions/": (own_row(post=302),),
    # The demonstration is not there where the site is none.
    "demonstration/": (open_row(get=404),),
    "demonstration/<int:user_id>/": (open_row(get=405, post=404, names={"user_id": "person"}),),
    # The programming interface takes keys, never a session: being signed in gives nothing.
    "api/": (open_row(),),
    "api/v1/": (open_row(get=404, post=404),),
    "api/v1/openapi.json": (open_row(post=200),),
    "api/v1/services": (open_row(),),
    "api/v1/services/<slug:service_id>": (open_row(get=404, names={"service_id": "none"}),),
    "api/v1/evidence/cases": (open_row(),),
    "api/v1/me": (open_row(get=401),),
    "api/v1/bodies": (open_row(get=401),),
    "api/v1/bodies/<slug:reference>": (open_row(get=401, names={"reference": "body"}),),
    "api/v1/appraisals": (open_row(get=405, post=401),),
    "api/v1/partnerships": (open_row(get=401),),
    "api/v1/evidence/cases/<slug:case_id>": (open_row(get=404, names={"case_id": "none"}),),
    **{
        f"api/v1/partnerships/<slug:reference>{ending}": (
            open_row(get=get, post=post, names={"reference": "partnership", "number": "done"}),
        )
        for ending, get, post in (
            ("", 401, 405),
            ("/case", 401, 405),
            ("/documents", 401, 405),
            ("/draft", 405, 405),
            ("/documents/<int:number>", 401, 405),
            ("/documents/<int:number>/submission", 405, 401),
            ("/runs", 401, 401),
            ("/runs/<int:number>", 401, 405),
            ("/runs/<int:number>/result", 401, 405),
            ("/runs/<int:number>/cancellation", 405, 401),
        )
    },
    # Bodies.
    "bodies/": (Row(),),
    "bodies/new/": (Row(post=200),),
    "bodies/join/": (Row(post=200),),
    "bodies/invitations/<int:pk>/": (
        Row(see=frozenset({"nobody"}), post=302, names={"pk": "own_invitation"}),
    ),
    BODY: (body_row(),),
    BODY + "name/": (body_row(ADMINISTRATOR, post=200),),
    BODY + "invite/": (body_row(ADMINISTRATOR, post=200),),
    BODY + "invitations/<int:pk>/again/": (
        body_row(ADMINISTRATOR, get=405, post=302, names={"pk": "invitation"}),
    ),
    BODY + "invitations/<int:pk>/withdraw/": (
        body_row(ADMINISTRATOR, get=405, post=302, names={"pk": "invitation"}),
    ),
    BODY + "people/<int:user_id>/": (body_row(ADMINISTRATOR, names={"user_id": "person"}),),
    BODY + "people/<int:user_id>/give/": (
        body_row(ADMINISTRATOR, post=200, names={"user_id": "person"}),
    ),
    BODY + "roles/<int:pk>/end/": (body_row(ADMINISTRATOR, post=200, names={"pk": "role"}),),
    BODY + "requests/": (body_row(ADMINISTRATOR),),
    BODY + "requests/<int:pk>/": (body_row(ADMINISTRATOR, post=200, names={"pk": "request"}),),
    BODY + "deputies/new/": (
        body_row(frozenset({"certifier", "section-151", "monitoring", "administrator"}), post=200),
    ),
    BODY + "deputies/<int:pk>/end/": (
        body_row(ADMINISTRATOR, get=405, post=302, names={"pk": "deputy"}),
    ),
    BODY + "leave/": (body_row(post=200),),
    BODY + "domains/": (body_row(ADMINISTRATOR),),
    BODY + "domains/new/": (body_row(ADMINISTRATOR, post=200),),
    BODY + "domains/<int:pk>/again/": (
        body_row(ADMINISTRATOR, get=405, post=302, names={"pk": "domain"}),
    ),
    BODY + "domains/<int:pk>/remove/": (
        body_row(ADMINISTRATOR, get=405, post=302, names={"pk": "domain"}),
    ),
    BODY + "keys/": (body_row(ADMINISTRATOR),),
    BODY + "keys/new/": (body_row(ADMINISTRATOR, post=200),),
    BODY + "keys/<int:pk>/revoke/": (body_row(ADMINISTRATOR, post=302, names={"pk": "key"}),),
    BODY + "log/": (body_row(READERS_OF_LOGS),),
    # Links of letters: whoever has one sees what it says; only whom it was sent to may take it up.
    "invitations/<str:token>/": (
        open_row(post=200, names={"token": "own-invitation"}, but_post={"nobody": 302}),
    ),
    "domains/<str:token>/": (
        open_row(post=302, names={"token": "domain-token"}, but_post={"stranger": 302}),
    ),
    "partnerships/join/<str:token>/": (open_row(post=200, names={"token": "letter-token"}),),
    # Keeping the site: everybody knows that there is a site, so others are told who can.
    "site/": (Row(may=SITE),),
    "site/log/": (Row(may=SITE),),
    "site/bodies/<slug:reference>/": (Row(may=SITE, post=200, names={"reference": "body"}),),
    "site/domains/<int:pk>/": (Row(may=SITE, get=405, post=302, names={"pk": "domain"}),),
    # Partnerships.
    "home/": (Row(),),
    "partnerships/": (Row(),),
    "partnerships/new/": (
        Row(may=frozenset({"editor", "administrator", "other", "invited"}), post=200),
    ),
    "partnerships/invitations/<int:pk>/": (
        Row(see=frozenset({"invited"}), post=200, names={"pk": "partner"}),
    ),
    "partnerships/letters/<int:pk>/": (
        Row(see=frozenset({"other"}), post=200, names={"pk": "letter"}),
    ),
    PARTNERSHIP: (partnership_row(),),
    PARTNERSHIP + "change/": (partnership_row(COORDINATOR, post=200),),
    PARTNERSHIP + "bodies/": (partnership_row(),),
    PARTNERSHIP + "bodies/invite/": (partnership_row(COORDINATOR),),
    PARTNERSHIP + "bodies/invite/by-email/": (partnership_row(COORDINATOR, post=200),),
    PARTNERSHIP + "bodies/invite/<slug:body_reference>/": (
        partnership_row(COORDINATOR, post=302, names={"body_reference": "other_body"}),
    ),
    PARTNERSHIP + "bodies/invitations/<int:pk>/withdraw/": (
        partnership_row(COORDINATOR, get=405, post=302, names={"pk": "partner"}),
    ),
    PARTNERSHIP + "bodies/letters/<int:pk>/withdraw/": (
        partnership_row(COORDINATOR, get=405, post=302, names={"pk": "letter"}),
    ),
    PARTNERSHIP + "bodies/<slug:body_reference>/leave/": (
        partnership_row(ADMINISTRATOR, post=200, names={"body_reference": "body"}),
    ),
    PARTNERSHIP + "people/": (partnership_row(),),
    PARTNERSHIP + "people/new/": (partnership_row(COORDINATOR | ADMINISTRATOR, post=200),),
    PARTNERSHIP + "people/<int:pk>/end/": (
        # The member may end their own role; Ashby's administrator not one of Barton's people.
        partnership_row(COORDINATOR | {"member"}, post=200, names={"pk": "member"}),
    ),
    PARTNERSHIP + "log/": (partnership_row(READERS_OF_LOGS | {"coordinator", "member"}),),
    PARTNERSHIP + "figures/": (partnership_row(),),
    PARTNERSHIP + "figures/case.<str:form>": (partnership_row(names={"form": "toml"}),),
    PARTNERSHIP + "figures/<slug:holder>/upload/": (
        partnership_row(EDITOR, post=200, names={"holder": "body"}, what="own"),
        partnership_row(COORDINATOR, post=200, names={"holder": "in-common"}, what="common"),
    ),
    DOCUMENT: (document_row("submitted"), document_row("draft"), document_row("common")),
    DOCUMENT + "submit/": (document_row("draft", EDITOR, post=302),),
    DOCUMENT + "certify/": (document_row("submitted", CERTIFIERS, post=302),),
    DOCUMENT + "return/": (document_row("submitted", CERTIFIERS, post=200),),
    DOCUMENT + "part.json": (
        document_row("submitted"),
        document_row("draft"),
        document_row("common"),
    ),
    # The file as it was given may show what its sender was shown: it is their body's alone.
    DOCUMENT + "as-given": (
        document_row("draft"),
        document_row("draft", names={"pk": "submitted"}),
    ),
    PARTNERSHIP + "runs/": (partnership_row(),),
    PARTNERSHIP + "runs/new/": (
        partnership_row(frozenset({"coordinator", "member", "editor"}), post=302),
    ),
    PARTNERSHIP + "runs/<int:number>/": (partnership_row(names={"number": "done"}),),
    PARTNERSHIP + "runs/<int:number>/cancel/": (
        partnership_row(
            frozenset({"coordinator", "member", "editor"}), post=302, names={"number": "waiting"}
        ),
    ),
    PARTNERSHIP + "runs/<int:number>/run.json": (partnership_row(names={"number": "done"}),),
}
