"""Documents as they are on disk, and the records that cross the borders between rooms.

Each folder below this one is a shipped document; `records` holds the frozen types that
`ingest/` fills and everything to its right reads.
"""

from pathlib import Path

SHIPPED: Path = Path(__file__).resolve().parent
"""Folder whose subfolders (those with a `document.toml`) are the shipped documents."""
