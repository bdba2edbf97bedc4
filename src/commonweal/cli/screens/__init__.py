"""What each command shows on a terminal, wide or narrow."""
