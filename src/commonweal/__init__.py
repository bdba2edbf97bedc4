"""Commonweal helps public bodies share services, honestly.

The library: values in, frozen dataclasses out. It knows nothing of the web, the database, the
clock or the command line, and its randomness comes only from a seed it is given.
"""

__version__ = "0.1.0"
