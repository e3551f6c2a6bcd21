"""What the evaluation asks of a program: a test may pass a stand-in."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from corpus.records import Document
from index.encoder import Encoder
from index.store import Mode
from qa.records import Answer, Turn


class Hit(Protocol):
    """What is read of a search hit."""

    @property
    def passage_id(self) -> str:
        """The passage found."""


class Index(Protocol):
    """What is read of an index."""

    @property
    def encoder(self) -> Encoder:
        """The encoder that made it; the report names it."""


class Engine(Protocol):
    """What is asked of `qa.engine.Engine`."""

    @property
    def index(self) -> Index:
        """Where it searches."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents by id."""

    def answer(
        self,
        question: str,
        *,
        language: str | None = None,
        documents: Collection[str] | None = None,
        history: Sequence[Turn] = (),
    ) -> Answer:
        """Answer a question."""

    def search(
        self, query: str, k: int = 10, *, documents: Collection[str] | None = None, mode: Mode = ...
    ) -> Sequence[Hit]:
        """Search passages, best first."""
