"""What waits for whom, told by email and answered by one button."""
