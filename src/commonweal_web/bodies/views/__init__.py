"""Pages of bodies: find, ask, show."""
