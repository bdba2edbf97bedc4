"""Comments on any answer, clause or number, until they are resolved."""
