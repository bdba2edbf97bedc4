"""Comments on any answer, clause or number, until they are resolved.

A page about one thing takes a link to what is said of it by one line of its view:

    talk_about(request, partnership, f"clause/{clause.id}")

and its app says once what such keys are: see `discussion.subjects` and `core.talk`.
"""
