"""Who may do what: the one place that decides, for pages, API, search, exports and files alike."""
