"""A paper laid out: HTML, PDF, Word."""
