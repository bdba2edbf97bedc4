"""Figures typed page by page: a body's own part of a partnership, and what is held in common."""
