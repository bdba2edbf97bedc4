"""What the partners promise each other, and how each body passes it."""
