"""Pages of agreements: find, ask, show."""
