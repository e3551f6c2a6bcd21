"""What a question asks of a table: every word gets a place in it, or is left unread."""

from collections.abc import Sequence

from corpus.records import Column, ColumnRole, Row
from qa.reading.understand import Question
from qa.tables.asking import ask_by_form
from qa.tables.bounds import bounds_of, limited, one_of_them
from qa.tables.columns import of_people
from qa.tables.denial import settle_denials
from qa.tables.fields import place_by_field
from qa.tables.heads import select_by_head
from qa.tables.idle import (
    beyond_dealing,
    beyond_duties,
    beyond_exception,
    beyond_joined,
    beyond_matter,
    beyond_neighbours,
    beyond_partners,
    beyond_things,
    beyond_title,
    called,
    is_verb_alone,
    ordinal_marks,
    said_by_values,
    transcribed_articles,
)
from qa.tables.idle_sizes import (
    beyond_adjectives,
    beyond_counted,
    beyond_dates,
    beyond_repeats,
    beyond_sitting,
    beyond_sizes,
    beyond_units,
)
from qa.tables.kindred import beyond_kin
from qa.tables.loose import select_by_words
from qa.tables.others import ungrouped
from qa.tables.parts import TableQuery
from qa.tables.pending import select_pending
from qa.tables.placing import calls, leads, named_most, place, place_lead
from qa.tables.times import timing_of
from qa.tables.view import TableView
from qa.words.alike import alike
from qa.words.language import words_of
from qa.words.tokens import Token


def read(view: TableView, question: Question, row: Row | None = None) -> TableQuery:
    """Sort the mentions, numbers and open words of a question into a table's parts.

    Args:
        view: of the table.
        question: to be sorted.
        row: that the question is about, where no mention says so.
    """
    query = TableQuery(view, question)
    query.rows += [row] if row else []
    for mention in question.mentions:
        if not leads(question, mention.start):
            place(query, mention)
    query.timing = timing_of(query)
    if query.timing and query.timing.column not in query.columns:
        query.columns.append(query.timing.column)
    select_pending(query)
    question = query.question
    _place_open_words(query)
    if query.timing is None and question.years() and not view.document.glossary:
        query.timing = timing_of(query)  # a header of dates may have been named by its words
    ungrouped(query)
    settle_denials(query)
    select_by_head(query)
    _subject_column(query)
    query.bounds, query.limited = bounds_of(query), limited(query)
    return query


def asks_for_rows(query: TableQuery) -> bool:
    """Whether a question asks which rows: "in which museums", "which of these museums"."""
    question, view = query.question, query.view
    start = question.cues.get("which", -1)
    if start < 0 or query.rows or question.has("define", "when"):
        return False
    if any(question.cues.get(kind, start + 1) <= start for kind in ("how", "why")):
        return False  # "which club shows how to row?" doesn't ask how
    words = words_of(question.language)
    tokens = question.tokens
    start += max(1, words.cues["which"].at(tokens, start))
    names = {m.start for m in question.mentions if calls(view, m)}
    for at in range(start, len(tokens)):
        if at in names or view.kinds.has(tokens[at]):
            return True
        if not words.is_stopword(tokens[at]) or words.yes_no.at(tokens, at):
            return False
    return False


def only_values(query: TableQuery) -> bool:
    """Whether a question names values or the rows at large, and nothing is asked of them."""
    asked = query.question.has("count", "most", "fewest", "rank", "total", "by_name")
    asked |= _does_what(query)
    listed = bool(query.question.has("list") and query.conditions)
    if query.about_rows and query.conditions:
        # "The museums that have no lift, what are they?"
        listed |= query.question.cues.get("define", 0) > max(c.position for c in query.conditions)
    return not (query.columns or query.bounds or query.left_out or asked or listed)


def _does_what(query: TableQuery) -> bool:
    """Whether it is asked what somebody does that a cell names: "what is Dr X working on?"."""
    people = of_people(query.view)
    named = bool(query.conditions) and all(c.column in people for c in query.conditions)
    return named and query.question.has("which") and not query.question.has("who")


def _place_open_words(query: TableQuery) -> None:
    """Open words: unit words name a number column, others may stand in a value."""
    view, question = query.view, query.question
    unread: list[int] = []
    row_words = called(query)
    timing = query.timing.words if query.timing else frozenset()
    particles = transcribed_articles(question) | ordinal_marks(question)
    lead = _leading(query)
    for i in question.open:
        token = question.tokens[i]
        if i < lead or i in question.restated or i in timing | particles | query.placed:
            continue
        if i in row_words:
            query.about_rows = True
        elif numbered := view.units(token, question.language):
            if not any(column in query.columns for column in numbered):
                query.columns.append(named_most(query, i, numbered[0]))
        elif one_of_them(query, i):
            continue
        elif view.kinds.has(token):
            query.about_rows = True
        elif not words_of(question.language).is_verb(token):
            unread.append(i)
    query.about_rows |= any(view.kinds.has(token) for token in question.leftover)
    unread = [i for i in unread if not said_by_values(query, i)]
    unread = _headers_by_words(query, unread)
    unread = beyond_joined(query, beyond_partners(query, unread))
    unread = beyond_exception(query, beyond_sizes(query, beyond_repeats(query, unread)))
    unread = beyond_matter(query, beyond_sitting(query, beyond_dealing(query, unread)))
    selects = not query.rows or (len(query.rows) == 1 and question.has("yes_no"))
    rest = select_by_words(query, unread) if selects else unread
    rest = ask_by_form(query, place_by_field(query, rest))
    rest = beyond_neighbours(query, rest)
    rest = beyond_duties(query, rest)
    place_lead(query)
    rest = beyond_things(query, beyond_title(query, beyond_dealing(query, rest)))
    rest = beyond_adjectives(query, beyond_units(query, beyond_counted(query, rest)))
    rest = beyond_dates(query, rest)
    rest = beyond_kin(query, rest)
    if len(rest) < len(unread) and not (rest or query.columns or query.conditions):
        ask_by_form(query, place_by_field(query, ()))
    query.unread = [] if is_verb_alone(query, rest) else [question.tokens[i] for i in rest]


def _leading(query: TableQuery) -> int:
    """How many words lead in; none where nothing is asked for without them.

    "I have three bicycles, which shed takes them?" is about bicycles.
    """
    question, view = query.question, query.view
    words = words_of(question.language)
    behind = [i for i in question.open if i >= question.lead]
    asks = any(
        not view.kinds.has(question.tokens[i]) and not words.is_verb(question.tokens[i])
        for i in behind
    )
    asks |= any(m.start >= question.lead and not calls(view, m) for m in question.mentions)
    asks |= bool(question.numbers) or question.has("most", "fewest", "count", "rank")
    called = any(view.kinds.has(t) for t in question.tokens[question.lead :])
    return question.lead if asks or not called or view.document.glossary else 0


def _headers_by_words(query: TableQuery, unread: Sequence[int]) -> list[int]:
    """Ask for the columns whose headers hold words that are left; returns the rest.

    The header that shares most words with the question wins, then the one with fewest others.
    """
    question, view = query.question, query.view
    language = question.language
    shared = {
        index: sum(alike(token, words, language) for token in question.tokens)
        for index, words in view.header_words.items()
    }
    left = []
    for at in unread:
        token = question.tokens[at]
        fits = [
            (shared[index], -len(words), index)
            for index, words in view.header_words.items()
            if alike(token, words, language)
        ]
        if not fits:
            left.append(at)
            continue
        column = view.table.columns[max(fits)[2]]
        if _merely_akin(query, token, column):
            left.append(at)
        elif column not in query.columns:
            query.columns.append(column)
            query.named_at[column.index] = at
    return left


def _merely_akin(query: TableQuery, token: Token, column: Column) -> bool:
    """Whether a word only shares its root with what a column counts, and nothing is counted.

    "Partners" are no "participants", unless it is asked how many there are.
    """
    question, view = query.question, query.view
    counts = question.numbers or question.has("count", "most", "fewest", "total", "rank", "compare")
    exact = token.stem in view.header_words[column.index]
    number = column.role is ColumnRole.NUMBER and view.counts_things(column)
    return number and question.language in view.languages and not (counts or exact)


def _deals_with_places(query: TableQuery, lists: Column) -> bool:
    """Whether the places are asked for that a row deals with, and not where it belongs.

    "The traffic of which regions does the office discuss?": its own list names some.
    """
    question, view = query.question, query.view
    told = words_of(question.language).geography.covered(question.tokens)
    at_large = bool(told) and not query.columns
    named = at_large or query.columns == [query.group]
    if len(query.rows) != 1 or not named or not question.subject_verb:
        return False
    if at_large:
        query.unread = [t for t in query.unread if t not in [question.tokens[i] for i in told]]
    listed = view.cell(query.rows[0], lists).values
    asked = question.has("which", "list") and not query.unread and not question.has("yes_no")
    return asked and any(view.places.intersection(view.meanings(value)) for value in listed)


def _subject_column(query: TableQuery) -> None:
    """Let "what does X deal with?" ask for the column that lists values."""
    question = query.question
    lists = query.view.table.column(ColumnRole.LIST)
    if lists is not None and _deals_with_places(query, lists):
        query.columns = [lists]
    if (
        lists is not None
        and query.rows
        and question.subject_verb
        and not query.columns
        and not query.conditions
        and not query.unread
        and question.has("which", "list", "define", "about")
    ):
        query.columns.append(lists)
