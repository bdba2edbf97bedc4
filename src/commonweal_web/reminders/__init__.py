"""What waits for whom: digests, mailboxes of roles, and links to one-button pages."""
