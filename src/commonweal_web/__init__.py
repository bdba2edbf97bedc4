"""The site: people, state, permission, memory, pages. Importable; its rooms come with the site."""
