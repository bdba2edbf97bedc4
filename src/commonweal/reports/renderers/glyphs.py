"""Letters that no font of the PDF has: Typst refuses the whole paper for one of them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib import resources

__all__ = ["shown"]

#: What stands for a letter that cannot be shown.
BOX = "\N{WHITE SQUARE}"


def shown(text: str) -> str:
    """Return a text with a box for each letter that the PDF's fonts do not have.

    The page and the Word file show it with whatever fonts their reader has.
    """
    glyphs = _glyphs()
    return "".join(
        letter
        if letter.isascii() or letter in glyphs or unicodedata.category(letter) == "Cf"
        else BOX
        for letter in text
    )


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[str]:
    """Return the letters of our font, and of the one that Typst and Matplotlib both bring."""
    from matplotlib import get_data_path
    from matplotlib.ft2font import FT2Font

    ours = resources.files("commonweal.reports.renderers").joinpath("fonts", "source-sans-3.ttf")
    with resources.as_file(ours) as path:
        codes = set(FT2Font(str(path)).get_charmap())
    codes |= set(FT2Font(f"{get_data_path()}/fonts/ttf/DejaVuSansMono.ttf").get_charmap())
    return frozenset(map(chr, codes))
