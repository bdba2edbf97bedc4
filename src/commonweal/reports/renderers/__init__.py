"""Renderers: a paper as HTML, as a tagged PDF, as Word. Each lays out the same values."""

from .html import HtmlParts, html_parts
from .rendering import FORMS, Form, render

__all__ = ["FORMS", "Form", "HtmlParts", "html_parts", "render"]
