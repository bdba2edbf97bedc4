"""How pages are laid out: the templates' environment, what stands on every page, and its filters.

A page of an app is `src/commonweal_web/<app>/templates/<app>/<name>.html.jinja`. It begins with
`{% extends "core/base.html.jinja" %}`, gives the blocks `title` and `content`, and takes parts
from `core/parts/`: `forms.html.jinja`, `tables.html.jinja`, `pages.html.jinja`. A `form` in its
context that has errors brings the error summary and the "Error: " of the title by itself.

An app adds to the navigation by a method of its AppConfig:

    def navigation(self, request: HttpRequest) -> Iterable[NavigationItem]: ...
"""

from .environment import environment
from .figures import BigFigure, Fact, Step, TagKind
from .navigation import NavigationItem

__all__ = ["BigFigure", "Fact", "NavigationItem", "Step", "TagKind", "environment"]
