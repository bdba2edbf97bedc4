"""What every route answers, to everybody: a route that is not here fails the walk.

Each row says who sees the thing (others get 404, as if there were none), who of them may (others
get 403, with a reason), and what those who may are answered to GET and to an empty POST.
Whoever has not signed in is sent to sign in, unless a row says that the page is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.site.world import ROLES

__all__ = ["EXPECTED", "Row"]

SIGNED_IN = frozenset(ROLES) - {"stranger"}
ASHBY = frozenset(
    {
        "viewer",
        "editor",
        "certifier",
        "section-151",
        "monitoring",
        "administrator",
        "auditor",
        "scrutiny",
    }
)
NAMED = frozenset({"coordinator", "member", "observer"})
PARTNERS = ASHBY | NAMED
ADMINISTRATOR = frozenset({"administrator"})
COORDINATOR = frozenset({"coordinator"})
EDITOR = frozenset({"editor"})
CERTIFIERS = frozenset({"certifier", "section-151"})
READERS_OF_LOGS = frozenset({"section-151", "monitoring", "administrator", "auditor"})
SITE = frozenset({"site"})
NOT_TAKEN = 405


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One route, of one thing. `names` says what of the world stands for its parameters.

    `get` and `post` are what those who may are answered; `but` has exceptions, by role.
    """

    see: frozenset[str] = SIGNED_IN
    may: frozenset[str] | None = None
    get: int = 200
    post: int = NOT_TAKEN
    names: Mapping[str, str] = field(default_factory=dict)
    but: Mapping[str, int] = field(default_factory=dict)
    but_post: Mapping[str, int] = field(default_factory=dict)
    what: str = ""
    """Which of several things of this route, for the message of a failure."""

    def expected(self, role: str, method: str) -> int:
        answer = self.get if method == "GET" else self.post
        exceptions = self.but if method == "GET" else self.but_post
        if role in exceptions:
            return exceptions[role]
        if role == "stranger":
            return 302
        if answer == NOT_TAKEN:
            return NOT_TAKEN
        if role in (self.see if self.may is None else self.may):
            return answer
        return 403 if role in self.see else 404


def _open(*, get: int = 200, post: int = NOT_TAKEN, **options: object) -> Row:
    """Return the row of a page that answers everybody alike, signed in or not."""
    exceptions = {"stranger": post, **options.pop("but_post", {})}  # type: ignore[dict-item]
    return Row(
        get=get,
        post=post,
        but={"stranger": get},
        but_post=exceptions,
        **options,  # type: ignore[arg-type]
    )


def _entrance() -> Row:
    """Return the row of a page for signing in: whoever has is sent on."""
    return Row(get=302, post=302, but={"stranger": 200}, but_post={"stranger": 200})


def _own(*, get: int = 200, post: int = NOT_TAKEN, **options: object) -> Row:
    """Return the row of a page of one's own account: a demonstration person has none to keep."""
    guarded = {"demonstration": 403}
    return Row(get=get, post=post, but=guarded, but_post=guarded, **options)  # type: ignore[arg-type]


def _body(may: frozenset[str] = ASHBY, **options: object) -> Row:
    names = {"reference": "body", **options.pop("names", {})}  # type: ignore[dict-item]
    return Row(see=ASHBY, may=may, names=names, **options)  # type: ignore[arg-type]


def _partnership(may: frozenset[str] = PARTNERS, **options: object) -> Row:
    names = {"reference": "partnership", **options.pop("names", {})}  # type: ignore[dict-item]
    see = options.pop("see", PARTNERS)
    return Row(see=see, may=may, names=names, **options)  # type: ignore[arg-type]


def _document(which: str, may: frozenset[str] | None = None, **options: object) -> Row:
    see = {
        # A draft is its body's own, and scrutiny sees only what was submitted.
        "draft": ASHBY - {"scrutiny"},
        "submitted": PARTNERS,
        "common": PARTNERS,
    }[which]
    names = options.pop("names", {"pk": which})
    return _partnership(see if may is None else may, see=see, names=names, what=which, **options)


BODY = "bodies/<slug:reference>/"
PARTNERSHIP = "partnerships/<slug:reference>/"
DOCUMENT = PARTNERSHIP + "documents/<int:pk>/"

EXPECTED: Mapping[str, tuple[Row, ...]] = {
    # Doors: pages that anybody may open.
    **{
        route: (_open(),)
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
    "try/file/": (_open(post=200),),
    "try/quick/": (_open(post=200),),
    "try/groups/": (_open(post=422),),
    "try/groups/figures/": (_open(post=200),),
    "try/take-away/": (_open(get=404, post=400),),
    "try/groups/take-away/": (_open(get=404, post=400),),
    "try/starter.<slug:form>": (_open(names={"form": "toml"}),),
    # No worker runs in tests, so the site says that it is unfit.
    "healthz": (_open(get=503),),
    # Signing in.
    "accounts/login/": (_entrance(),),
    "accounts/signup/": (_entrance(),),
    "accounts/login/code/": (_entrance(),),
    "accounts/login/code/confirm/": (Row(get=302, post=302),),
    "accounts/logout/": (Row(post=302),),
    "accounts/inactive/": (_open(),),
    "accounts/password/reset/": (_open(post=200),),
    "accounts/password/reset/confirm/": (Row(get=302, post=302),),
    "accounts/password/reset/complete/": (Row(get=302, post=302),),
    "accounts/password/reset/done/": (_open(),),
    "accounts/2fa/authenticate/": (Row(get=302, post=302),),
    "accounts/2fa/webauthn/login/": (Row(get=302, post=302),),
    "accounts/3rdparty/login/cancelled/": (_open(),),
    "accounts/3rdparty/login/error/": (Row(get=401),),
    "accounts/3rdparty/signup/": (Row(get=302, post=302),),
    # An organisation's own sign-in, which no setting of the tests offers.
    "accounts/oidc/^(?P<provider_id>[^/]+)/login/": (
        _open(get=404, post=404, names={"provider_id": "organisation-1"}),
    ),
    "accounts/oidc/^(?P<provider_id>[^/]+)/login/callback/": (
        _open(get=404, post=404, names={"provider_id": "organisation-1"}),
    ),
    # Addresses of old, which allauth leads on.
    **{
        f"accounts/social/{name}/": (Row(get=301, post=301),)
        for name in ("login/cancelled", "login/error", "signup", "connections")
    },
    # One's own account. Where a factor is to be changed, one is asked once more who one is.
    "accounts/me/": (Row(),),
    "accounts/me/name/": (_own(post=200),),
    "accounts/second-factor/": (Row(),),
    "accounts/reauthenticate/": (_own(post=200),),
    "accounts/email/": (_own(post=302),),
    "accounts/confirm-email/": (_own(get=302, post=302),),
    "accounts/password/change/": (_own(post=200),),
    "accounts/password/set/": (_own(get=302, post=302),),
    "accounts/2fa/": (_own(),),
    "accounts/2fa/reauthenticate/": (_own(get=302, post=302),),
    "accounts/2fa/totp/activate/": (_own(get=302, post=302),),
    "accounts/2fa/totp/deactivate/": (_own(get=404, post=404),),
    "accounts/2fa/recovery-codes/": (_own(get=404),),
    "accounts/2fa/recovery-codes/generate/": (_own(get=302, post=302),),
    "accounts/2fa/recovery-codes/download/": (_own(get=404, post=404),),
    "accounts/2fa/webauthn/": (_own(),),
    "accounts/2fa/webauthn/add/": (_own(get=302, post=302),),
    "accounts/2fa/webauthn/reauthenticate/": (_own(get=302, post=302),),
    "accounts/2fa/webauthn/keys/<int:pk>/remove/": (_own(get=302, post=302, names={"pk": "999"}),),
    "accounts/2fa/webauthn/keys/<int:pk>/edit/": (_own(get=302, post=302, names={"pk": "999"}),),
    "accounts/3rdparty/": (_own(post=200),),
    "accounts/sessions/": (_own(post=302),),
    # The demonstration is not there where the site is none.
    "demonstration/": (_open(get=404),),
    "demonstration/<int:user_id>/": (_open(get=405, post=404, names={"user_id": "person"}),),
    # The programming interface takes keys, never a session: being signed in gives nothing.
    "api/": (_open(),),
    "api/v1/": (_open(get=404, post=404),),
    "api/v1/openapi.json": (_open(post=200),),
    "api/v1/services": (_open(),),
    "api/v1/services/<slug:service_id>": (_open(get=404, names={"service_id": "none"}),),
    "api/v1/evidence/cases": (_open(),),
    "api/v1/me": (_open(get=401),),
    "api/v1/bodies": (_open(get=401),),
    "api/v1/bodies/<slug:reference>": (_open(get=401, names={"reference": "body"}),),
    "api/v1/appraisals": (_open(get=405, post=401),),
    "api/v1/partnerships": (_open(get=401),),
    "api/v1/evidence/cases/<slug:case_id>": (_open(get=404, names={"case_id": "none"}),),
    **{
        f"api/v1/partnerships/<slug:reference>{ending}": (
            _open(get=get, post=post, names={"reference": "partnership", "number": "done"}),
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
    BODY: (_body(),),
    BODY + "name/": (_body(ADMINISTRATOR, post=200),),
    BODY + "invite/": (_body(ADMINISTRATOR, post=200),),
    BODY + "invitations/<int:pk>/again/": (
        _body(ADMINISTRATOR, get=405, post=302, names={"pk": "invitation"}),
    ),
    BODY + "invitations/<int:pk>/withdraw/": (
        _body(ADMINISTRATOR, get=405, post=302, names={"pk": "invitation"}),
    ),
    BODY + "people/<int:user_id>/": (_body(ADMINISTRATOR, names={"user_id": "person"}),),
    BODY + "people/<int:user_id>/give/": (
        _body(ADMINISTRATOR, post=200, names={"user_id": "person"}),
    ),
    BODY + "roles/<int:pk>/end/": (_body(ADMINISTRATOR, post=200, names={"pk": "role"}),),
    BODY + "requests/": (_body(ADMINISTRATOR),),
    BODY + "requests/<int:pk>/": (_body(ADMINISTRATOR, post=200, names={"pk": "request"}),),
    BODY + "deputies/new/": (
        _body(frozenset({"certifier", "section-151", "monitoring", "administrator"}), post=200),
    ),
    BODY + "deputies/<int:pk>/end/": (
        _body(ADMINISTRATOR, get=405, post=302, names={"pk": "deputy"}),
    ),
    BODY + "leave/": (_body(post=200),),
    BODY + "domains/": (_body(ADMINISTRATOR),),
    BODY + "domains/new/": (_body(ADMINISTRATOR, post=200),),
    BODY + "domains/<int:pk>/again/": (
        _body(ADMINISTRATOR, get=405, post=302, names={"pk": "domain"}),
    ),
    BODY + "domains/<int:pk>/remove/": (
        _body(ADMINISTRATOR, get=405, post=302, names={"pk": "domain"}),
    ),
    BODY + "keys/": (_body(ADMINISTRATOR),),
    BODY + "keys/new/": (_body(ADMINISTRATOR, post=200),),
    BODY + "keys/<int:pk>/revoke/": (_body(ADMINISTRATOR, post=302, names={"pk": "key"}),),
    BODY + "log/": (_body(READERS_OF_LOGS),),
    # Links of letters: whoever has one sees what it says; only whom it was sent to may take it up.
    "invitations/<str:token>/": (
        _open(post=200, names={"token": "own-invitation"}, but_post={"nobody": 302}),
    ),
    "domains/<str:token>/": (
        _open(post=302, names={"token": "domain-token"}, but_post={"stranger": 302}),
    ),
    "partnerships/join/<str:token>/": (_open(post=200, names={"token": "letter-token"}),),
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
    PARTNERSHIP: (_partnership(),),
    PARTNERSHIP + "change/": (_partnership(COORDINATOR, post=200),),
    PARTNERSHIP + "bodies/": (_partnership(),),
    PARTNERSHIP + "bodies/invite/": (_partnership(COORDINATOR),),
    PARTNERSHIP + "bodies/invite/by-email/": (_partnership(COORDINATOR, post=200),),
    PARTNERSHIP + "bodies/invite/<slug:body_reference>/": (
        _partnership(COORDINATOR, post=302, names={"body_reference": "other_body"}),
    ),
    PARTNERSHIP + "bodies/invitations/<int:pk>/withdraw/": (
        _partnership(COORDINATOR, get=405, post=302, names={"pk": "partner"}),
    ),
    PARTNERSHIP + "bodies/letters/<int:pk>/withdraw/": (
        _partnership(COORDINATOR, get=405, post=302, names={"pk": "letter"}),
    ),
    PARTNERSHIP + "bodies/<slug:body_reference>/leave/": (
        _partnership(ADMINISTRATOR, post=200, names={"body_reference": "body"}),
    ),
    PARTNERSHIP + "people/": (_partnership(),),
    PARTNERSHIP + "people/new/": (_partnership(COORDINATOR | ADMINISTRATOR, post=200),),
    PARTNERSHIP + "people/<int:pk>/end/": (
        # The member may end their own role; Ashby's administrator not one of Barton's people.
        _partnership(COORDINATOR | {"member"}, post=200, names={"pk": "member"}),
    ),
    PARTNERSHIP + "log/": (_partnership(READERS_OF_LOGS | {"coordinator", "member"}),),
    PARTNERSHIP + "figures/": (_partnership(),),
    PARTNERSHIP + "figures/case.<str:form>": (_partnership(names={"form": "toml"}),),
    PARTNERSHIP + "figures/<slug:holder>/upload/": (
        _partnership(EDITOR, post=200, names={"holder": "body"}, what="own"),
        _partnership(COORDINATOR, post=200, names={"holder": "in-common"}, what="common"),
    ),
    DOCUMENT: (_document("submitted"), _document("draft"), _document("common")),
    DOCUMENT + "submit/": (_document("draft", EDITOR, post=302),),
    DOCUMENT + "certify/": (_document("submitted", CERTIFIERS, post=302),),
    DOCUMENT + "return/": (_document("submitted", CERTIFIERS, post=200),),
    DOCUMENT + "part.json": (_document("submitted"), _document("draft"), _document("common")),
    # The file as it was given may show what its sender was shown: it is their body's alone.
    DOCUMENT + "as-given": (_document("draft"), _document("draft", names={"pk": "submitted"})),
    PARTNERSHIP + "runs/": (_partnership(),),
    PARTNERSHIP + "runs/new/": (
        _partnership(frozenset({"coordinator", "member", "editor"}), post=302),
    ),
    PARTNERSHIP + "runs/<int:number>/": (_partnership(names={"number": "done"}),),
    PARTNERSHIP + "runs/<int:number>/cancel/": (
        _partnership(
            frozenset({"coordinator", "member", "editor"}), post=302, names={"number": "waiting"}
        ),
    ),
    PARTNERSHIP + "runs/<int:number>/run.json": (_partnership(names={"number": "done"}),),
}
