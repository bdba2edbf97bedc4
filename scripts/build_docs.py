"""Print the pages of docs/ that are built from code: `make docs`.

Each is compared with a fresh print by tests/architecture, so that none can go stale unnoticed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from scripts.pages import built_pages

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    for name, text in built_pages(ROOT).items():
        path = ROOT / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"wrote {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
