"""The same things for programs: versioned, by key, under the same policy."""
