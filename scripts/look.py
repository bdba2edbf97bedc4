"""Take a picture of pages at both widths: `python -m scripts.look ADDRESS FOLDER [PATH...]`.

For looking at, not for keeping: pictures are not committed.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.looking import NARROW, WIDE
from tests.parts import PARTS

OPEN = (
    "/", "/thinking/", "/already/", "/try/", "/try/file/", "/try/quick/", "/try/groups/", "/help/",
    "/about-the-figures/", "/accessibility/", "/privacy/", "/cookies/", "/version/", "/not-there/",
)  # fmt: skip


def main() -> int:
    asked = _asked()
    chromium = PARTS["chromium"].find()
    if chromium is None:
        print("Chromium is missing.", file=sys.stderr)
        return 1
    folder = Path(asked.folder)
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for width in (WIDE, NARROW):
            page = browser.new_page(viewport={"width": width, "height": 900})
            for path in asked.paths or OPEN:
                page.goto(asked.address.rstrip("/") + path)
                name = re.sub(r"[^a-z0-9]+", "-", path.strip("/").lower()) or "front"
                page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
        browser.close()
    print(f"Pictures are in {folder}.")
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("address")
    parser.add_argument("folder")
    parser.add_argument("paths", nargs="*")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
