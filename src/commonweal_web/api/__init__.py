"""The programming interface: what pages do, for programs that ask with a body's key."""
