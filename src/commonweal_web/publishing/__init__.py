"""What is open to all: published cases, links for guests."""
