"""The front page with its three doors, and the pages that anybody may read."""
