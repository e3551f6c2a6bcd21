"""Words of a question that are kin to what a value says, though not the same."""

from collections.abc import Sequence

from corpus.records import ColumnRole
from qa.tables.parts import TableQuery
from qa.words.kinship import akin
from qa.words.language import words_of
from qa.words.tokens import tokenize


def kin_of(stem: str, text: str, language: str) -> bool:
    """Whether a text has a word that is kin to a stem and no empty one."""
    words = words_of(language)
    told = (t for t in tokenize(text, language) if not words.is_stopword(t))
    return any(akin(stem, token.stem, language) for token in told)


def beyond_kin(query: TableQuery, unread: Sequence[int]) -> list[int]:
    """Without the words that are kin to something that the values of a named condition say.

    "Looking after old woods" may name "care of ancient woods". Every one of the values must say
    it; cells of text say too much by the way.
    """
    question, view = query.question, query.view
    language = question.language
    if query.rows or language not in view.languages:
        return list(unread)
    named = {mention.start for mention in question.mentions}
    told = [
        [view.text(hit.value, language) for hit in condition.hits]
        for condition in query.conditions
        if condition.position in named and condition.column.role is ColumnRole.LIST
    ]
    return [
        i
        for i in unread
        if not any(
            all(kin_of(question.tokens[i].stem, text, language) for text in texts) for texts in told
        )
    ]
