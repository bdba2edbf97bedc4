"""Pages of surveys: for the partners, and for whoever answers."""
