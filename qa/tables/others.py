"""The rows of a table that stand in none of its groups proper: "sorted by subject, not by region".

Tables keep what fits no group in one that they call "others": who asks for rows without a region
asks for these.
"""

from corpus.records import ColumnRole
from qa.tables.parts import Condition, TableQuery, negates
from qa.tables.view import Hit, TableView
from qa.words.language import words_of
from qa.words.phrases import Phrases
from qa.words.tokens import tokenize

_ALIKE = 4
"""Letters in which words of one family agree at their beginning: "thematic", "thematically"."""


def ungrouped(query: TableQuery) -> None:
    """Select the rows outside all groups proper where a question denies that they have one."""
    question = query.question
    at = _denied_group(query)
    if at is None or at < question.lead or query.rows:
        return
    if not question.has("which", "list", "who", "count", "by_name") or question.has("yes_no"):
        return
    if question.has("define") and not query.about_rows:
        return
    hits = _catch_all(query.view)
    chosen = [c for c in query.conditions if c.column == query.group]
    if not hits or any(c.negated or not set(c.hits) <= set(hits) for c in chosen):
        return
    if not chosen:
        query.conditions.append(Condition(hits, at))
    # What the rows are sorted by instead is no column that is asked for.
    aside = (ColumnRole.GROUP, ColumnRole.LIST)
    query.columns = [column for column in query.columns if column.role not in aside]
    query.about_rows = query.ungrouped = True
    language = question.language
    told = [t for hit in hits for t in tokenize(query.view.text(hit.value, language), language)]
    places = words_of(language).geography.covered(question.tokens)
    said = [question.tokens[i] for i in places]
    query.unread = [
        token
        for token in query.unread
        if token not in said and not any(_akin(token.word, t.word) for t in told)
    ]


def _akin(one: str, other: str) -> bool:
    return len(one) >= _ALIKE and one[:_ALIKE] == other[:_ALIKE]


def _denied_group(query: TableQuery) -> int | None:
    """Where a question names the groups at large and denies them."""
    question, view = query.question, query.view
    if query.group is None:
        return None
    named = [
        m.start
        for m in question.mentions
        for t in m.of_kind("header")
        if view.column_by_term.get(t.id) == query.group
    ]
    if view.places:
        named += sorted(words_of(question.language).geography.covered(question.tokens))
    return next((at for at in named if negates(query, at)), None)


def _catch_all(view: TableView) -> tuple[Hit, ...]:
    """The values of the group that begins by saying "others", in the table's language."""
    code = view.document.language
    others: Phrases = words_of(code).others
    return tuple(
        hit
        for hit in view.hits(ColumnRole.GROUP)
        if (told := tokenize(hit.value.text, code)) and others.at(told, 0)
    )
