"""Asking, confirming, naming mailboxes, choosing letters, sending digests."""
