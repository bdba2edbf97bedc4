"""Sealed exchange: answers that nobody reads until all open at once."""
