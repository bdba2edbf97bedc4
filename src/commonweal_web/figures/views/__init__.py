"""Pages on which figures are typed."""
