"""What happened: an append-only log whose entries are chained by hash."""
