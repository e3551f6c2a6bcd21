"""Line icons, drawn here so that they look the same wherever fonts differ."""

_PATHS = {
    "copy": "M9 9h11v11H9zM5 15H4V4h11v1",
    "link": "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1"
    "M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
    "retry": "M20 11a8 8 0 1 0-2 6M20 4v7h-7",
    "edit": "M4 20l1-5L16 4l4 4L9 19zM14 6l4 4",
    "undo": "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13M10 11v5M14 11v5",
    "up": "M7 11v9H4v-9zM7 11l4-8c2 0 3 1 3 3l-1 4h6c1 0 2 1 2 2l-2 6c0 1-1 2-2 2H7",
    "down": "M7 13V4H4v9zM7 13l4 8c2 0 3-1 3-3l-1-4h6c1 0 2-1 2-2l-2-6c0-1-1-2-2-2H7",
    "export": "M12 3v12M7 10l5 5 5-5M4 17v4h16v-4",
    "previous": "M15 5l-7 7 7 7",
    "next": "M9 5l7 7-7 7",
    "theme": "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18",
}


def icon(name: str) -> str:
    """The icon as SVG, which screen readers pass over: its button has a name."""
    return (
        f'<svg class="icon {name}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        f'<path d="{_PATHS[name]}"/></svg>'
    )
