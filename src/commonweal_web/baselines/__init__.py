"""Each body's own part of a partnership: typed, pasted, uploaded, signed."""
