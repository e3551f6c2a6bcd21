"""The HTTP API: the functions of the chat for programs, under /api/v1."""
