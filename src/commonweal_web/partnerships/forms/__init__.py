"""What people fill in on pages of a partnership."""
