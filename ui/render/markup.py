"""Elements whose text is escaped and whose direction is that of their language."""

import json
from html import escape

from ui.direction import direction


def block(tag: str, name: str, language: str, content: str, **data: object) -> str:
    """An element whose direction is that of its language. `content` is HTML.

    `data` become `data-` attributes.
    """
    more = "".join(f' data-{key}="{escape(str(value))}"' for key, value in data.items())
    return (
        f'<{tag} class="{name}" lang="{escape(language)}" dir="{direction(language)}"{more}>'
        f"{content}</{tag}>"
    )


def bdi(text: str, language: str) -> str:
    """A run of text inside a block of another language."""
    return f'<bdi lang="{escape(language)}" dir="{direction(language)}">{escape(text)}</bdi>'


def source_text(text: str) -> str:
    """The source's characters, each of which comes back out of the page as it went in.

    A bare carriage return would be read as a line feed.
    """
    return escape(text).replace("\r", "&#13;")


def embedded(value: object, name: str) -> str:
    """Values for the page's scripts to read."""
    text = json.dumps(value, ensure_ascii=False)
    return f'<data class="{name}" value="{escape(text)}" hidden></data>'
