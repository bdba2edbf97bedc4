"""What people do in a partnership, one module a subject: change and record."""
