"""What is done in the background, safely twice: progress, cancelling, leases."""
