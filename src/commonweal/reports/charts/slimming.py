"""Making a drawn chart smaller, and free of styles, without changing what is seen.

It travels within a page, and may be set into one whose content security policy refuses styles
written in the page. So what a style says is said by attributes, which no policy minds.
"""

from __future__ import annotations

import re

__all__ = ["slim"]

_PROLOGUE = re.compile(r"\A<\?xml.*?\?>\s*<!DOCTYPE.*?>\s*", re.DOTALL)
_METADATA = re.compile(r"<metadata>.*?</metadata>", re.DOTALL)
_COMMENTS = re.compile(r"<!--.*?-->", re.DOTALL)
_GROUP_NAMES = re.compile(r'<g id="[^"]*"')
_PATHS = re.compile(r' d="([^"]*)"')
#: Where things stand, in points: a hundredth is far below what can be seen. Scales are left alone.
_PLACES = re.compile(r'( [xy]="|translate\()([^")]*)')
_LONG_FRACTION = re.compile(r"(-?\d+\.\d{3,})")
#: The one rule that Matplotlib writes for all; said of the whole, what it holds inherits it.
_RULE_FOR_ALL = re.compile(r"\s*<defs>\s*<style[^>]*>\*\{([^}]*)\}</style>\s*</defs>")
_STYLES = re.compile(r' style="([^"]*)"')


def slim(svg: str) -> str:
    """Return an SVG that Matplotlib drew, at about half its length, looking the same."""
    for pattern in (_PROLOGUE, _METADATA, _COMMENTS):
        svg = pattern.sub("", svg)
    svg = _without_styles(svg)
    svg = _GROUP_NAMES.sub("<g", svg)
    svg = _PATHS.sub(lambda found: f' d="{_slim_path(found[1])}"', svg)
    svg = _PLACES.sub(lambda found: found[1] + _rounded(found[2]), svg)
    return re.sub(r">\s+<", "><", svg).strip() + "\n"


def _without_styles(svg: str) -> str:
    for_all = _RULE_FOR_ALL.search(svg)
    if for_all is not None:
        svg = _RULE_FOR_ALL.sub("", svg)
        svg = svg.replace("<svg", f"<svg{_attributes(for_all[1])}", 1)
    return _STYLES.sub(lambda found: _attributes(found[1]), svg)


def _attributes(style: str) -> str:
    """Return what a style says as attributes: ` fill="none" stroke="#cccccc"`."""
    pairs = (part.split(":", 1) for part in style.split(";") if ":" in part)
    return "".join(f' {name.strip()}="{value.strip()}"' for name, value in pairs)


def _slim_path(path: str) -> str:
    path = re.sub(r"\s+", " ", _rounded(path)).strip()
    return re.sub(r" ?([A-Za-z]) ?", r"\1", path)


def _rounded(text: str) -> str:
    return _LONG_FRACTION.sub(lambda found: f"{float(found[1]):.2f}", text)
