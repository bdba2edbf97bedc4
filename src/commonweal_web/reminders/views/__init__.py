"""Pages of letters, mailboxes, confirming and what leavers held."""
