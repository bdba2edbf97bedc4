"""Settings, addresses and the ways in: nothing that knows a page."""
