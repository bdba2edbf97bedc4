"""What a run came to: the verdict, who wins, what would change it."""
