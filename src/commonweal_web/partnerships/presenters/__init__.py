"""What pages of a partnership say, as values, without a query."""
