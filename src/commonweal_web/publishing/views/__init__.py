"""Pages of publishing: deciding on it, what the public reads, what guests read."""
