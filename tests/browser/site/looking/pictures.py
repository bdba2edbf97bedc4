"""Pictures of every page of one partnership with data, narrow and wide, to be looked at.

Named as no test is, so that it runs only when asked for:

    pytest tests/browser/site/looking/pictures.py -q     (into the folder that PICTURES names)
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from django.test import Client

from commonweal_web.partnerships.models import Document
from tests.browser.looking import NARROW, WIDE, overflow_pixels
from tests.site.builders import give_role, name_in, sign_in
from tests.site.crawling import crawl
from tests.site.planting import Plan, sow
from tests.site.visiting import visit

pytestmark = pytest.mark.django_db(transaction=True)

#: How far down a picture goes, and how many stand side by side on a sheet.
MOST_PIXELS = 2600
ON_A_SHEET = {NARROW: 8, WIDE: 4}


@pytest.mark.timeout(1_800)
def test_take_pictures_of_every_page(browser, live_server):
    folder = Path(os.environ.get("PICTURES", tempfile.mkdtemp(prefix="pictures-")))
    folder.mkdir(parents=True, exist_ok=True)
    sown = sow(
        Plan(states={"Ashby": "submitted, then a draft", "Barton": "submitted"}),
        numbers=range(61_237, 90_000, 317),
    )
    user = sown.partnership.created_by
    for role in ("editor", "administrator", "section-151", "certifier"):
        give_role(user, sown.bodies["Ashby"], role)
    name_in(sown.partnership, user, "member", body=sown.bodies["Ashby"])
    found: dict[str, str] = {}
    starts = ["/", "/home/", "/search/?q=ashby", f"/partnerships/{sown.partnership.reference}/"]
    for met in crawl(sign_in(Client(), user), starts, most_of_a_route=2):
        if met.status == 200 and met.text.lstrip().startswith("<!") and "api/v1" not in met.route:
            found.setdefault(met.route, met.address)
    assert Document.objects.count() > 2

    with visit(browser, live_server.url, user=user) as visitor:
        for width in (NARROW, WIDE):
            taken: list[tuple[str, Path]] = []
            visitor.page.set_viewport_size({"width": width, "height": 900})
            for place, address in enumerate(found.values()):
                visitor.go(address)
                wide = overflow_pixels(visitor.page)
                file = folder / f"{width}-{place:03}.png"
                height = visitor.page.evaluate("document.documentElement.scrollHeight")
                visitor.page.screenshot(
                    path=file,
                    full_page=True,
                    clip={"x": 0, "y": 0, "width": width, "height": min(height, MOST_PIXELS)},
                )
                name = f"{place}: {address}" + (f" TOO WIDE BY {wide}" if wide else "")
                taken.append((name, file))
            _sheets(visitor.page, taken, width, folder)


def _sheets(page, taken: list[tuple[str, Path]], width: int, folder: Path) -> None:
    """Put pictures side by side, some on each sheet, each under its address."""
    many = ON_A_SHEET[width]
    shown = 220 if width == NARROW else 440
    for sheet, start in enumerate(range(0, len(taken), many)):
        figures = "".join(
            f"<figure style='margin:4px;width:{shown}px;font:11px sans-serif'>"
            f"<figcaption>{name}</figcaption>"
            f"<img src='{file.as_uri()}' style='width:100%;border:1px solid #888'></figure>"
            for name, file in taken[start : start + many]
        )
        html = folder / "sheet.html"
        html.write_text(f"<div style='display:flex;align-items:start'>{figures}</div>", "utf-8")
        page.set_viewport_size({"width": 1800, "height": 600})
        page.goto(html.as_uri())
        page.screenshot(path=folder / f"sheet-{width}-{sheet:02}.png", full_page=True)
        page.set_viewport_size({"width": width, "height": 900})
