"""What every app stands on: layout, errors, policy, audit, background work."""
