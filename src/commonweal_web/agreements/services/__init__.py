"""Agreements drafted and changed, spoken of, put, passed and signed; each step on record."""
