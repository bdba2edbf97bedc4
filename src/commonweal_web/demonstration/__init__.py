"""Demonstration bodies, people and partnerships, clearly marked as such."""
