"""What the pages of agreements say."""
