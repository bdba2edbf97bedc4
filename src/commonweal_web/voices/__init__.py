"""Voices: what residents, staff and leaders of communities say, small numbers left out."""
