"""What happens on the page of documents."""

import logging
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from corpus.errors import IsnadError
from qa.writing.compose import title
from ui import shelf
from ui.page.conversation import Conversation
from ui.render.answer_html import problem_html
from ui.render.labels import label
from ui.render.library_html import details_html, library_html
from ui.render.markup import block

if TYPE_CHECKING:
    from qa.engine import Engine
    from qa.settings import Settings

Step = tuple[Any, Any, Any]
"""What the list of documents, the line of progress and the choice of documents become."""


class LibraryHandlers:
    """Bound to the engine, which goes on with the changed library."""

    def __init__(self, engine: "Engine", settings: "Settings", *, changeable: bool) -> None:
        """Keep what all sessions use; what isn't `changeable` is only shown."""
        self._engine, self._settings, self._changeable = engine, settings, changeable

    def shown(self, language: str) -> str:
        """The list of documents."""
        documents = self._engine.documents.values()
        added = shelf.removable(self._settings)
        return library_html(documents, added, language, changeable=self._changeable)

    def choices(self, language: str) -> list[tuple[str, str]]:
        """Titles and ids of the documents, for the choice of those to ask."""
        return [(title(d, language), key) for key, d in self._engine.documents.items()]

    def details(self, conversation: Conversation, event: gr.EventData) -> str:
        """How a document was read."""
        document = self._engine.documents.get(str(event._data.get("document", "")))
        return details_html(document, conversation.language) if document else ""

    def add(self, paths: list[str] | str | None, conversation: Conversation) -> Iterator[Step]:
        """Add files, with a bar while they are indexed."""
        language = conversation.language
        if not self._changeable:
            yield self._refused(language)
            return
        files = [Path(paths)] if isinstance(paths, str) else [Path(p) for p in paths or ()]
        names: list[str] = []
        problems: list[str] = []
        for file in files:
            words = label("library.reading", language, name=file.name)
            yield gr.skip(), progress_html(words, 0, 0, language), gr.skip()
            try:
                names.append(shelf.add(self._settings, file))
            except IsnadError as error:
                problems.append(problem_html(str(error)))
        done = [label("library.added", language, name=name) for name in names]
        yield from self._changed(done, problems, language)

    def remove(self, conversation: Conversation, event: gr.EventData) -> Iterator[Step]:
        """Remove a document that was added."""
        language = conversation.language
        if not self._changeable:
            yield self._refused(language)
            return
        name = str(event._data.get("document", ""))
        try:
            shelf.remove(self._settings, name)
        except IsnadError as error:
            yield gr.skip(), problem_html(str(error)), gr.skip()
            return
        yield from self._changed([label("library.removed", language, name=name)], [], language)

    def _refused(self, language: str) -> Step:
        """The page has no button for it; a page that was open before may still have one."""
        words = problem_html(label("library.read_only", language))
        return self.shown(language), words, gr.skip()

    def _changed(self, done: list[str], problems: list[str], language: str) -> Iterator[Step]:
        if done:
            words = label("library.indexing", language)
            yield gr.skip(), progress_html(words, 0, 0, language), gr.skip()
            try:
                for count, total in shelf.reindex(self._engine, self._settings):
                    yield gr.skip(), progress_html(words, count, total, language), gr.skip()
            except IsnadError as error:
                problems, done = [*problems, problem_html(str(error))], []
            except Exception:
                logging.getLogger(__name__).exception("the library could not be indexed")
                problems, done = [*problems, problem_html(label("problem", language))], []
        told = "".join(f"<li>{escape(line)}</li>" for line in done)
        said = block("ul", "isnad told", language, told) if told else ""
        choices = self.choices(language)
        scope = gr.update(choices=choices, visible=len(choices) > 1, value=[])
        yield self.shown(language), "".join(problems) + said, scope


def progress_html(words: str, done: int, total: int, language: str) -> str:
    """A bar; it only moves to and fro until it is known how much there is to do."""
    name = escape(words)
    value = f' value="{done}" max="{total}"' if total else ""
    bar = f'<progress{value} aria-label="{name}"></progress>'
    return block("div", "isnad progress", language, f"<p role='status'>{name}</p>{bar}")
