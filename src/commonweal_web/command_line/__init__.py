"""What the site adds to the command line: `commonweal serve` and `commonweal site ...`."""
