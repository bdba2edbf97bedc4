"""What people say about an answer, a clause or a number, until it is resolved."""
