"""What can be done with an answer: copy, ask again, edit, remove, save, judge."""

from html import escape

from ui import keep
from ui.render.icons import icon
from ui.render.labels import label
from ui.render.markup import block


def actions_html(position: int, language: str, question: str) -> str:
    """The buttons under answer number `position`, named in the language of the page.

    Asking again and removing are for the last answer only: the style sheet hides the others.
    """
    buttons = [
        _action("copy", position, language),
        _action("link", position, language, question),
        _action("edit", position, language),
        _action("retry", position, language, last=True),
        _action("undo", position, language, last=True),
    ]
    buttons += [_action("up", position, language), _action("down", position, language)]
    buttons.append(_exports(language))
    name = escape(label("act.actions", language))
    inside = f'<div role="group" aria-label="{name}">{"".join(buttons)}</div>'
    return block("div", "isnad actions", language, inside)


def _action(
    name: str, position: int, language: str, question: str = "", *, last: bool = False
) -> str:
    words = escape(label(f"act.{name}", language))
    more = f' data-question="{escape(question)}"' if question else ""
    style = "act only-last" if last else "act"
    return (
        f'<button type="button" class="{style}" data-act="{name}" data-answer="{position}"{more} '
        f'aria-label="{words}" title="{words}">{icon(name)}</button>'
    )


def _exports(language: str) -> str:
    title = escape(label("act.export", language))
    items = "".join(
        f'<button type="button" class="quiet" data-export="{kind}">'
        f"{escape(label('act.export_as', language, format=name))}</button>"
        for kind, name in keep.FORMATS.items()
    )
    return (
        f'<details class="menu only-last"><summary title="{title}">'
        f'{icon("export")}<span class="sr">{title}</span></summary>'
        f"<div>{items}</div></details>"
    )
