"""What is sent and what comes back, as the API and the MCP tools publish it.

The answers are written by `Answer.to_dict` and `ui.serialize`; these models describe them, and
refuse a key that they don't know: what is documented and what is sent can't drift apart.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

Language = Literal["ar", "en", "fr", "es", "ru", "zh"]
Mode = Literal["fused", "dense", "lexical"]
Question = Annotated[
    str,
    Field(
        description="A question in any of the six languages.",
        examples=["Where will the fifth global meeting be held?"],
    ),
]
DocumentIds = Annotated[
    list[str] | None,
    Field(description="Ids of the documents to use; all when left out.", max_length=100),
]


class Published(BaseModel):
    """A record whose keys are all known."""

    model_config = ConfigDict(extra="forbid")


class HistoryTurn(Published):
    """An earlier question of the conversation."""

    question: str = Field(description="What was asked.")
    answer: str = Field("", description="The text of the answer it got.")


class AskRequest(Published):
    """A question, and the conversation it stands in."""

    question: Question
    language: Language | None = Field(
        None, description="Of the answer; by default that of the question."
    )
    history: list[str | HistoryTurn] = Field(
        [],
        max_length=100,
        description="Earlier questions, oldest first, from which a follow-up is completed; the "
        "last six are read.",
    )
    documents: DocumentIds = None


class SearchRequest(Published):
    """Words or a question to find passages for."""

    query: str = Field(description="Words or a question.", examples=["labour migration"])
    k: int = Field(10, ge=1, le=100, description="How many passages.")
    documents: DocumentIds = None
    mode: Mode = Field("fused", description="By meaning (dense), by words (lexical), or both.")


class CheckRequest(Published):
    """A text whose statements are to be checked."""

    text: str = Field(
        description="Sentences in any of the six languages; a page may be given as (p. 3).",
        examples=["The second meeting brought together 20 participants."],
    )


class Citation(Published):
    """An exact place: `source[start:end] == quote`, counted in Unicode code points."""

    number: int = Field(description="The n of the markers [n].")
    document_id: str
    document_title: str
    page: int
    section: str = Field(description="Headings from the outermost to the innermost.")
    start: int = Field(description="First character of the quote in the document's source.")
    end: int = Field(description="The character after its last.")
    quote: str = Field(description="The source's own words, unchanged.")
    translation: str = Field(description="An unofficial translation; empty where there is none.")
    sha256: str = Field(description="Of the source file that the offsets count in.")
    exact: bool = Field(description="Whether the quote still equals the source.")


class Claim(Published):
    """A statement of the answer."""

    text: str
    start: int = Field(description="Where it stands in the answer.")
    end: int
    citations: list[int] = Field(description="Numbers of the citations it rests on.")
    support: Literal["quoted", "translated", "computed", "unsupported"]


class TableUse(Published):
    """How a list or a count was computed."""

    rows_checked: int
    rows_matched: int


class Answer(Published):
    """An answer in the language of the question, every claim of it cited."""

    question: str
    language: str
    status: Literal["answered", "partial", "not_found"]
    answer: str = Field(description="The text, with [n] markers.")
    claims: list[Claim]
    citations: list[Citation]
    table: TableUse | SkipJsonSchema[None] = Field(
        None, description="There when rows of a table were computed over."
    )
    resolved: str | SkipJsonSchema[None] = Field(
        None, description="There when a follow-up was completed: the question as it was understood."
    )
    confidence: float = Field(ge=0, le=1)
    seconds: float = Field(ge=0, description="From question to answer.")


class Quote(Published):
    """A piece of a passage."""

    start: int
    end: int
    quote: str


class Hit(Published):
    """A passage that was found."""

    rank: int
    passage_id: str
    document_id: str
    document_title: str
    page: int
    kind: Literal["prose", "row"]
    section: str
    quotes: list[Quote] = Field(description="Each is `source[start:end]`.")
    translation: str
    score: float
    source: Literal["dense", "lexical", "both"] = Field(description="Which search found it.")
    dense: float | None = Field(description="Cosine, when found by meaning.")
    lexical: float | None = Field(description="BM25, when found by words.")


class SearchResult(Published):
    """Passages, best first."""

    query: str
    mode: Mode
    hits: list[Hit]


class CheckedClaim(Published):
    """A sentence of a checked text and what was found of it."""

    text: str
    start: int = Field(description="Where it stands in the text.")
    end: int
    verdict: Literal["exact_quote", "supported", "altered", "wrong_passage", "unsupported"]
    differs: list[str] = Field(description="What the documents say otherwise.")
    evidence: Citation | None = Field(description="The nearest place; no proof if unsupported.")


class CheckResult(Published):
    """All statements of a text, in order."""

    claims: list[CheckedClaim]


class Table(Published):
    """A table that questions are computed over."""

    id: str
    rows: int


class Document(Published):
    """A document of the library."""

    id: str
    title: str
    titles: dict[str, str] = Field(description="Translated titles by language.")
    publisher: str
    language: str
    date: str
    pages: int
    characters: int
    tables: list[Table]
    translations: list[str] = Field(description="Languages that a translation is at hand in.")
    sha256: str


class Documents(Published):
    """The library."""

    documents: list[Document]


class Health(Published):
    """That the server answers, and what it answers from."""

    status: Literal["ok"]
    version: str
    documents: int
    passages: int


class Problem(Published):
    """Why a request was turned away."""

    error: str = Field(description="A code for programs.", examples=["too_many_requests"])
    detail: str = Field(description="One sentence for people: what is wrong and what to do.")
