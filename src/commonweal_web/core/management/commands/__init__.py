"""Django commands of the core."""
