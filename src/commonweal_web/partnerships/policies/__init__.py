"""In which state a change in a partnership may be made, whoever makes it."""
