"""What a question asks of a table: every word gets a place in it, or is left unread."""

from collections.abc import Sequence

from corpus.records import ColumnRole
from index.analyzer import skeleton, stem
from qa.glosses import rendered
from qa.language import words_of
from qa.table_bounds import bounds_of, one_of_them
from qa.table_parts import Condition, TableQuery, negates
from qa.table_view import Hit, TableView, alike
from qa.tokens import Token, stems, tokenize
from qa.understand import Question
from qa.vocabulary import Mention

FAIR, FAIR_BESIDE = 0.3, 0.5
"""The least share of a value's words that select its row, alone and beside what else selects."""


def read(view: TableView, question: Question) -> TableQuery:
    """Sort the mentions, numbers and open words of a question into a table's parts."""
    query = TableQuery(view, question)
    for mention in question.mentions:
        _place(query, mention)
    _place_open_words(query)
    _subject_column(query)
    query.bounds = bounds_of(query)
    return query


def only_values(query: TableQuery) -> bool:
    """Whether a question names values or the rows at large, and nothing is asked of them."""
    asked = query.question.has("count", "most", "fewest", "rank", "total", "by_name")
    listed = query.question.has("list") and query.conditions
    return not (query.columns or query.bounds or query.left_out or asked or listed)


def _place(query: TableQuery, mention: Mention) -> None:
    view, question = query.view, query.question
    rows = {view.rows_by_term[t.id] for t in mention.terms if t.id in view.rows_by_term}
    headers = [view.column_by_term[t.id] for t in mention.terms if t.id in view.column_by_term]
    hits = _hits(view, mention)
    if len(rows) == 1:
        row = view.table.rows[rows.pop()]
        into = query.left_out if mention in question.excluded else query.rows
        if row not in into:
            into.append(row)
    elif mention.of_kind("topic"):
        query.about_rows = True
    elif headers and not hits:
        column = headers[0]
        if column.role is ColumnRole.NAME:
            query.about_rows = True
        elif column not in query.columns:
            query.columns.append(column)
    elif hits:
        related = tuple(
            hit
            for term in mention.terms
            for name in view.related.get(term.id, ())
            for hit in view.hits_by_term.get(name, ())
        )
        polar = any(term.id in view.polar for term in mention.terms)
        negated = negates(query, mention.start, hits[0].column)
        negated |= polar and _denies_itself(question, mention)
        query.conditions.append(Condition(hits, mention.start, negated, related))
    else:
        query.strangers.append(mention)


def _hits(view: TableView, mention: Mention) -> tuple[Hit, ...]:
    """Where the mention's terms stand; a group's own name wins over cells that hold the word."""
    hits = [hit for term in mention.terms for hit in view.hits_by_term.get(term.id, ())]
    groups = [hit for hit in hits if hit.column.role is ColumnRole.GROUP]
    return tuple(groups or hits)


def _denies_itself(question: Question, mention: Mention) -> bool:
    """Whether the words of a mention deny: "no formal secretariat" as one term."""
    run = question.tokens[mention.start : mention.end]
    return bool(words_of(question.language).negators.positions(run))


def _place_open_words(query: TableQuery) -> None:
    """Open words: unit words name a number column, others may stand in a value."""
    view, question = query.view, query.question
    unread: list[int] = []
    for i in question.open:
        token = question.tokens[i]
        if numbered := view.units(token, question.language):
            if not any(column in query.columns for column in numbered):
                query.columns.append(numbered[0])
        elif one_of_them(query, i):
            continue
        elif view.is_kind(token):
            query.about_rows = True
        elif not words_of(question.language).is_verb(token):
            unread.append(i)
    query.about_rows |= any(view.is_kind(token) for token in question.leftover)
    unread = _headers_by_words(query, unread)
    selects = not query.rows or (len(query.rows) == 1 and question.has("yes_no"))
    rest = _select_by_words(query, unread) if selects else unread
    rest = _forgive_neighbours(query, rest)
    query.unread = [question.tokens[i] for i in rest]
    _forgive_a_verb(query, rest)


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
        if column not in query.columns:
            query.columns.append(column)
    return left


def _select_by_words(query: TableQuery, unread: Sequence[int]) -> list[int]:
    """Select rows by runs of words that one value holds; returns the words that none does.

    A run goes on as long as a value holds all of it: "health and forced migration" makes two.
    """
    left: list[int] = []
    at = 0
    while at < len(unread):
        length = len(unread) - at
        while length and not _run_condition(query, unread[at : at + length]):
            length -= 1
        if not length:
            left.append(unread[at])
        at += max(1, length)
    return left


def _run_condition(query: TableQuery, run: Sequence[int]) -> bool:
    """Add a condition for the values that hold all words of a run; False when none does.

    One word of running text selects little, least of all beside other conditions, so that texts
    are asked for runs of several words alone.
    """
    view, question = query.view, query.question
    language = view.reads(question.language)
    wanted = [question.tokens[i] for i in run]
    least = FAIR_BESIDE if query.conditions and len(run) == 1 else FAIR
    alone = not query.conditions and not question.has("yes_no")
    text = (ColumnRole.TEXT,) if len(run) > 1 or alone else ()
    for role in (ColumnRole.GROUP, ColumnRole.LIST, *text):
        hits = tuple(
            hit
            for hit in view.hits(role)
            if all(stands_in(token, view.text(hit.value, language), language) for token in wanted)
            and (
                _says_so(view, wanted, hit, language)
                if role is ColumnRole.GROUP
                else _fills(view, wanted, hit, language) >= least
            )
        )
        if hits:
            negated = negates(query, run[0]) and not any(view.denies(h.value) for h in hits)
            inside = words_of(language).negators.positions(
                tokenize(view.text(hits[0].value, language), language)
            )
            # "Irregular" is "not regular" in Arabic, in the value as in the question.
            query.conditions.append(Condition(hits, run[0], negated and not inside))
            return True
    return False


def _says_so(view: TableView, wanted: Sequence[Token], hit: Hit, language: str) -> bool:
    """Whether a group's name has several words as they are: "European Union" is no "Europe"."""
    if len(wanted) == 1:
        return True
    held = set(stems(view.text(hit.value, language), language))
    return all(token.stem in held or rendered(token, held, exact=True) for token in wanted)


def _fills(view: TableView, wanted: Sequence[Token], hit: Hit, language: str) -> float:
    """Share of what the value says that the words are, its kind of thing left aside.

    "Effective" in "effective matching of labour supply and demand" is no condition.
    """
    words = words_of(language)
    told = [
        token
        for token in tokenize(view.text(hit.value, language), language)
        if not words.is_stopword(token) and not view.is_kind(token)
    ]
    return len(wanted) / max(1, len(told))


def stands_in(token: Token, text: str, language: str) -> bool:
    """Whether a text has the word: its stem, one without a prefix, or its Arabic consonants."""
    held = set(stems(text, language))
    if token.stem in held or rendered(token, held):
        return True
    bare = words_of(language).bare(token.word)
    if any(stem(word, language) in held for word in bare):
        return True
    bones = skeleton(token.stem) if language == "ar" else ""
    return len(bones) >= 3 and bones in {skeleton(word) for word in held}


def _forgive_neighbours(query: TableQuery, unread: Sequence[int]) -> list[int]:
    """Leave aside words beside one that was read, in a table that lacks the question's language.

    A lexicon knows "cough" and not "whooping cough"; the words of a name go together.
    """
    question, view = query.question, query.view
    if question.language in view.languages:
        return list(unread)
    read = {i for m in question.mentions for i in range(m.start, m.end)}
    read -= {m.start for m in question.mentions if _names_rows(query, m)}
    read |= {c.position for c in query.conditions}
    read |= {i for i in question.open if i not in unread and not view.is_kind(question.tokens[i])}
    left = list(unread)
    for at in (*unread, *reversed(unread)):
        if at in left and {at - 1, at + 1} & read:
            left.remove(at)
            read.add(at)
    return left


def _names_rows(query: TableQuery, mention: Mention) -> bool:
    """Whether a mention says what the rows are called."""
    found = [query.view.column_by_term.get(term.id) for term in mention.terms]
    return any(column is not None and column.role is ColumnRole.NAME for column in found)


def _forgive_a_verb(query: TableQuery, unread: Sequence[int]) -> None:
    """One unknown word right after what the rows are called, before a condition, is the verb.

    "Which processes grapple with trafficking?" No list of verbs is ever complete.
    """
    question = query.question
    if len(query.unread) != 1 or not query.conditions or len(unread) != 1:
        return
    at = unread[0]
    subjects = {m.end for m in question.mentions if m.of_kind("topic", "header", "entity")}
    subjects |= {i + 1 for i, t in enumerate(question.tokens) if query.view.is_kind(t)}
    before = max((end for end in subjects if end <= at), default=-1)
    words = words_of(question.language)
    leads = before >= 0 and all(words.is_empty(t) for t in question.tokens[before:at])
    follows = all(condition.position > at for condition in query.conditions)
    raw = question.tokens[at].raw
    if leads and follows and raw[:1] == raw[:1].lower():
        query.unread = []


def _subject_column(query: TableQuery) -> None:
    """Let "what does X deal with?" ask for the column that lists values."""
    question = query.question
    lists = query.view.table.column(ColumnRole.LIST)
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
