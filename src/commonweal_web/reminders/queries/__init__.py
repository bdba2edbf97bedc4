"""What is asked of whom, what has aged, whom letters go to, and what leavers held."""
