"""Public bodies, their people and roles."""
