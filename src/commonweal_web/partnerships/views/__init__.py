"""Pages of a partnership: find, ask, show."""
