"""The same functions as tools for AI programs (Model Context Protocol)."""
