"""Partnerships, who takes part, and what each has put in."""
