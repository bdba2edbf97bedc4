"""The site: people, state, permission, memory, pages.

Ordinary Django. Every figure on a page comes from the library; every view, service, search,
export and file asks `core.policy` first.
"""
