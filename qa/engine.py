"""The way from a question to an answer: understand, gather evidence, compose, verify."""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

from corpus import SHIPPED
from corpus.errors import IndexMissingError, UsageError
from corpus.records import Document, Passage
from index.build import build_index
from index.encoder import Encoder, load_encoder
from index.store import Hit, Mode, SearchIndex
from ingest.library import fingerprint, library_folders
from ingest.load import load_document
from ingest.passages import make_passages
from qa.answering import Answering
from qa.checking.likeness import Likeness
from qa.prose.decision import Calibration
from qa.reading.conversation import resolve
from qa.reading.crosslingual import ForeignTerms, kind_terms, unit_terms, value_terms
from qa.reading.understand import understand
from qa.reading.vocabulary import Vocabulary, table_terms
from qa.records import Answer, Citation, Status, Turn
from qa.settings import Settings
from qa.tables.view import TableView
from qa.verify import verify
from qa.words.language import LANGUAGES, detect
from qa.words.meaning import Meanings

Progress = Callable[[int, int], None]
CALIBRATION = Calibration.load(Path(__file__).parent / "calibration.json")


def folders(settings: Settings) -> list[Path]:
    """Folders of all documents of the library, the shipped ones first."""
    roots = ([SHIPPED] if settings.shipped else []) + [settings.library]
    return library_folders(*roots)


def encoder_of(settings: Settings) -> Encoder:
    """The encoder that the settings name."""
    return load_encoder(
        settings.encoder or None,
        settings.query_prefix,
        settings.passage_prefix,
        models=settings.models,
        runtime=settings.runtime,
    )


def corpus_of(settings: Settings) -> dict[str, str]:
    """Fingerprint by document id, as the index manifest keeps it."""
    return {folder.name: fingerprint(folder) for folder in folders(settings)}


def rebuild(
    settings: Settings, encoder: Encoder | None = None, progress: Progress | None = None
) -> SearchIndex:
    """Read all documents and index them anew."""
    passages = [p for folder in folders(settings) for p in make_passages(load_document(folder))]
    return build_index(passages, encoder or encoder_of(settings), settings.index_dir,
                       corpus_of(settings), progress)  # fmt: skip


class Engine:
    """Documents, index and encoder, loaded once; `answer` may be called from several threads.

    >>> engine = Engine.open(Settings())  # doctest: +SKIP
    >>> engine.answer("Which RCPs address labour migration?").answer  # doctest: +SKIP
    """

    def __init__(
        self,
        documents: Mapping[str, Document],
        index: SearchIndex,
        *,
        calibration: Calibration = CALIBRATION,
        mode: Mode = "fused",
        tables: bool = True,
    ) -> None:
        """Prepare tables and vocabulary; use `open`.

        Args:
            documents: by id.
            index: of their passages.
            calibration: of the decision to answer; another one for measuring.
            mode: how sentences are searched; less than "fused" for measuring.
            tables: whether tables are computed on; without, for measuring, prose alone answers.
        """
        self.documents, self.index = documents, index
        self.calibration, self._mode, self._tables = calibration, mode, tables
        self.meanings, self.likeness = Meanings(index.encoder), Likeness(index.encoder)
        self._prepared: dict[frozenset[str], Answering] = {}

    @classmethod
    def open(
        cls, settings: Settings, *, build: bool = True, progress: Progress | None = None
    ) -> "Engine":
        """Open the library; with `build`, a missing index is made first.

        Raises:
            IndexMissingError: there is none and `build` is false.
            IndexMismatchError: it doesn't fit the documents or the encoder.
            EncoderError, DocumentError: those can't be loaded.
        """
        encoder = encoder_of(settings)
        documents = {d.id: d for d in map(load_document, folders(settings))}
        try:
            index = SearchIndex.open(settings.index_dir, encoder, corpus_of(settings))
        except IndexMissingError:
            if not build:
                raise
            index = rebuild(settings, encoder, progress)
        return cls(documents, index)

    def passage(self, passage_id: str) -> Passage:
        """The passage with this id."""
        return self.index.passage(passage_id)

    def passage_of(self, citation: Citation) -> Passage:
        """The passage that holds a citation.

        Raises:
            KeyError: none does.
        """
        for passage in self.index.passages.values():
            inside = any(s.start <= citation.start and citation.end <= s.end for s in passage.spans)
            if passage.document_id == citation.document_id and inside:
                return passage
        raise KeyError(f"{citation.document_id}[{citation.start}:{citation.end}]")

    def search(
        self, query: str, k: int = 10, documents: Collection[str] | None = None,
        mode: Mode = "fused", language: str | None = None,
    ) -> list[Hit]:  # fmt: skip
        """The `k` passages nearest to `query`."""
        self._known(documents)
        code = language or detect(query)
        return self.index.search(query, k, documents=documents, mode=mode, language=code)

    def answer(
        self, question: str, *, language: str | None = None,
        documents: Collection[str] | None = None, history: Sequence[Turn] = (),
    ) -> Answer:  # fmt: skip
        """Answer `question` from the library, in its language, every claim cited and checked.

        Args:
            question: in any of the six languages.
            language: of the answer; by default that of the question.
            documents: ids of those to ask; all by default.
            history: earlier turns, oldest first, from which a follow-up is completed.

        Raises:
            UsageError: the question or library is empty, or a language or document is unknown.
        """
        started = time.perf_counter()
        if not question.strip():
            raise UsageError("the question is empty: write what you want to know")
        if language is not None and language not in LANGUAGES:
            raise UsageError(f"unknown language {language!r}: use one of {', '.join(LANGUAGES)}")
        if not self.documents:
            raise UsageError("the library is empty: add a document with isnad ingest FILE")
        self._known(documents)
        answering = self.answering(documents)
        vocabulary = answering.vocabulary

        def ask(text: str) -> Answer:
            return self._ask(text, language, documents)

        text = question.strip()
        alone = resolve(text, history, vocabulary, ask) if history else text
        answer = verify(ask(alone), self.documents)
        resolved = alone if alone != text else ""
        seconds = time.perf_counter() - started
        return replace(answer, question=text, resolved=resolved, seconds=seconds)

    def _ask(self, text: str, language: str | None, documents: Collection[str] | None) -> Answer:
        """The answer of all documents; of those with a glossary and of the others each by itself.

        What is known of the words of one kind says nothing of the other's: a question that the
        glossary's languages can be read in would be read so of a document that has none of them.
        The surer answer is given, that of the glossary first where it knows what is named; where
        neither has one, the refusal speaks of all.
        """
        whole = self.answering(documents)
        question = understand(text, whole.vocabulary, language)
        names = documents or self.documents
        prepared = [name for name in names if self.documents[name].glossary]
        others = [name for name in names if not self.documents[name].glossary]
        if not (prepared and others):
            return whole.answer(question)
        if small := whole.small_talk(question):
            return small
        first, second = self.answering(prepared), self.answering(others)
        named = understand(text, first.vocabulary, language)
        own = first.answer(named)
        other = second.answer(understand(text, second.vocabulary, language))
        told = [answer for answer in (own, other) if answer.status is not Status.NOT_FOUND]
        if own in told and any(not mention.of_kind("header") for mention in named.mentions):
            return own
        if told:
            return max(told, key=lambda answer: answer.confidence)
        refused = whole.answer(question)
        return refused if refused.status is Status.NOT_FOUND else other

    def _known(self, documents: Collection[str] | None) -> None:
        for name in documents or ():
            if name not in self.documents:
                known = ", ".join(sorted(self.documents)) or "none"
                raise UsageError(f"there is no document {name!r}: the library has {known}")

    def answering(
        self,
        documents: Collection[str] | None = None,
        *,
        ranking: Mapping[str, float] | None = None,
    ) -> Answering:
        """What answering from these documents needs, made once; `ranking` replaces the weights."""
        wanted = frozenset(documents or self.documents)
        if ranking is not None:
            return self._prepare(wanted, ranking)
        if wanted not in self._prepared:
            self._prepared[wanted] = self._prepare(wanted)
        return self._prepared[wanted]

    def _foreign(
        self, documents: Sequence[Document], views: Sequence[TableView], language: str
    ) -> ForeignTerms | None:
        """Terms of the tables that can't be read in a language; None when all documents can."""
        if all(language in (d.language, *d.translations) for d in documents):
            return None
        terms = [
            term
            for view in views
            if language not in view.languages
            for term in (
                *(t for t in view.document.glossary if language not in t.names),
                *table_terms(view.document, view.table),
                *value_terms(view.document, view.table),
                *unit_terms(view.document, view.table, view.unit_words),
                *kind_terms(view.document, view.table, view.kinds.shared),
            )
        ]
        return ForeignTerms(terms, self.meanings)

    def _prepare(
        self, wanted: frozenset[str], ranking: Mapping[str, float] | None = None
    ) -> Answering:
        chosen = [d for name, d in self.documents.items() if name in wanted]
        passages = {i: p for i, p in self.index.passages.items() if p.document_id in wanted}
        texts: dict[str, list[str]] = {}
        for passage in passages.values():
            for code, view in passage.views.items():
                texts.setdefault(code, []).append(f"{passage.context.get(code, '')} {view}")
        views = [
            TableView(d, table, (*d.glossary, *table_terms(d, table), *value_terms(d, table)))
            for d in chosen
            for table in d.tables
        ]
        vocabulary = Vocabulary(chosen, texts)
        fitted = self.calibration.prepared if vocabulary.prepared else self.calibration.bare
        vocabulary.foreign = lru_cache(maxsize=8)(partial(self._foreign, chosen, views))
        return Answering(
            documents=chosen,
            passages=passages,
            vocabulary=vocabulary,
            tables=views if self._tables else (),
            index=self.index,
            meanings=self.meanings,
            weights=fitted if ranking is None else replace(fitted, ranking=ranking),
            mode=self._mode,
        )
