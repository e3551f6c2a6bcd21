"""Where in a table that belongs which a question names: its rows, its columns, its values."""

from collections.abc import Sequence

from corpus.records import Column, ColumnRole, Row
from qa.reading.understand import Question
from qa.reading.vocabulary import Mention
from qa.tables.parts import Condition, TableQuery, negates
from qa.tables.view import Hit, TableView
from qa.words.alike import alike, stands_in
from qa.words.language import words_of
from qa.words.tokens import tokenize


def place(query: TableQuery, mention: Mention) -> None:
    """Give a mention its place: a row, a column, a condition, or none."""
    view, question = query.view, query.question
    rows = {view.rows_by_term[t.id] for t in mention.terms if t.id in view.rows_by_term}
    headers = [view.column_by_term[t.id] for t in mention.terms if t.id in view.column_by_term]
    several = _several(query, mention) if len(rows) == 1 else ()
    hits = several or _hits(view, mention)
    if len(rows) == 1 and not several:
        row = view.table.rows[rows.pop()]
        into = query.left_out if mention in question.excluded else query.rows
        if row not in into:
            into.append(row)
    elif mention.of_kind("topic"):
        query.about_rows = True
    elif headers and not hits:
        _place_header(query, mention, headers[0])
    elif hits:
        _condition(query, mention, hits)
    else:
        query.strangers.append(mention)


def _is_the_body(query: TableQuery, mention: Mention, column: Column) -> bool:
    """Whether an Arabic word names what the whole document is about, and no column of it.

    Of a document on "the postal service" who asks who runs "the service" doesn't ask for the column
    "Services".
    """
    view, question = query.view, query.question
    title = tokenize(view.document.title, view.document.language)[:1]
    single = question.language == "ar" and mention.end - mention.start == 1
    if not (single and title) or view.document.glossary or column.role is ColumnRole.NAME:
        return False
    token = question.tokens[mention.start]
    header = {t.word for t in tokenize(view.header(column, "ar"), "ar")}
    same = {token.word, *words_of("ar").bare(token.word)}
    named = {"ال" + title[0].word.removeprefix("ال")}
    return title[0].stem == token.stem and not named.isdisjoint(same) and header.isdisjoint(same)


def _condition(query: TableQuery, mention: Mention, hits: tuple[Hit, ...]) -> None:
    """Let a mention select the rows whose values it names."""
    view, question = query.view, query.question
    if _names_again(query, mention, hits):
        query.merged.append(mention.start)
        return
    related = tuple(
        hit
        for term in mention.terms
        for name in view.related.get(term.id, ())
        for hit in view.hits_by_term.get(name, ())
    )
    polar = any(term.id in view.polar for term in mention.terms)
    negated = negates(query, mention.start, hits[0].column)
    negated |= polar and (_denies_itself(question, mention) or _lacks(question, mention))
    query.conditions.append(Condition(hits, mention.start, negated, related))


def _place_header(query: TableQuery, mention: Mention, column: Column) -> None:
    """Let a mention ask for a column, or say what the rows are called."""
    view, question = query.view, query.question
    if _is_the_body(query, mention, column):
        query.strangers.append(mention)
        return
    if column.role is ColumnRole.GROUP and _describes_rows(query, mention):
        query.about_rows = True
        return
    if question.language not in view.languages and mention.end - mention.start == 1:
        column = named_most(query, mention.start, column)
    if column.role is ColumnRole.NAME:
        query.about_rows = True
    elif column not in query.columns:
        query.columns.append(column)


_MANY = {"ar": ("ي", "ين", "ان", "ات"), "en": ("s", "es"), "fr": ("s", "x"), "es": ("s", "es")}
"""Endings that make several of one thing; an Arabic dual loses its last letter before a noun."""


def _several(query: TableQuery, mention: Mention) -> tuple[Hit, ...]:
    """The values of a group that a row's name, put in the plural, stands for; () if it doesn't.

    "The harbour clubs" are those of the harbour, though one of them is called "Harbour Club".
    """
    view, question = query.view, query.question
    language = question.language
    run = question.tokens[mention.start : mention.end]
    names = [n for t in mention.terms for n in t.names.get(language, ())]
    single = {token.word for name in names for token in tokenize(name, language)}
    bare = [{token.word, *words_of(language).bare(token.word)} for token in run]
    heads = {
        i
        for i, forms in enumerate(bare)
        if forms.isdisjoint(single)
        and any(
            f == word + end for f in forms for word in single for end in _MANY.get(language, ())
        )
    }
    rest = [token for i, token in enumerate(run) if i not in heads]
    if len(heads) != 1 or not rest:
        return ()
    code = view.reads(language)
    hits = tuple(
        hit
        for hit in view.hits(ColumnRole.GROUP)
        if all(stands_in(token, view.text(hit.value, code), code) for token in rest)
    )
    return hits if len(hits) > 1 else ()


def _describes_rows(query: TableQuery, mention: Mention) -> bool:
    """Whether an Arabic adjective right behind what the rows are called only describes them.

    In "the regional offices" no region is asked for, though the adjective has the noun's stem.
    """
    tokens, at = query.question.tokens, mention.start
    single = query.question.language == "ar" and mention.end - at == 1 and at > 0
    if not single or not tokens[at].word.endswith("يه"):
        return False
    before = tokens[at - 1]
    things = words_of("ar").things.at((before,), 0) > 0
    called = any(m.end == at and calls(query.view, m) for m in query.question.mentions)
    return things or called or query.view.kinds.has(before)


def _names_again(query: TableQuery, mention: Mention, hits: Sequence[Hit]) -> bool:
    """Whether a mention adds nothing: to the name of a row before it, or to the same condition.

    "The crossing of the channel" may be one row's name in two parts, and "Europe and the former
    Union" one group's.
    """
    question, view = query.question, query.view
    if any(c.hits == tuple(hits) for c in query.conditions):
        return True
    words = words_of(question.language)
    before = [
        m
        for m in question.mentions
        if m.end == mention.start
        or (m.end == mention.start - 1 and words.is_stopword(question.tokens[m.end]))
    ]
    rows = {view.rows_by_term[t.id] for m in before for t in m.terms if t.id in view.rows_by_term}
    named = [view.table.rows[i] for i in rows if view.table.rows[i] in query.rows]
    named += _in_brackets_after(query, mention)
    language = view.reads(question.language)
    run = question.tokens[mention.start : mention.end]
    return any(
        all(stands_in(token, view.name_of(row, language), language) for token in run)
        for row in named
    )


def _in_brackets_after(query: TableQuery, mention: Mention) -> list[Row]:
    """The row that is named in brackets right behind a mention: "the Alpine clubs' one (ACX)"."""
    question, view = query.question, query.view
    after = [m for m in question.mentions if m.start == mention.end]
    tokens = question.tokens
    called = [m for m in after if f"({tokens[m.start].raw}" in question.text]
    rows = {view.rows_by_term[t.id] for m in called for t in m.terms if t.id in view.rows_by_term}
    return [view.table.rows[i] for i in rows]


def leads(question: Question, at: int) -> bool:
    """Whether a word tells who asks and why, before a question that names something itself."""
    return at < question.lead


def place_lead(query: TableQuery) -> None:
    """Place what is named before the question begins, as far as the question needs it.

    "I write about ferries. Which of these towns run them?" is about ferries; in "I write about
    ferries. Which towns have a pier?" they are no condition. Rows count where others aren't
    selected, and so does the group from which others are chosen, unless it is the speaker's own.
    """
    question, view = query.question, query.view
    before = [m for m in question.mentions if leads(question, m.start)]
    rows = [m for m in before if any(term.id in view.rows_by_term for term in m.terms)]
    selects = bool(query.conditions) and question.has("which", "list")
    needs = not query.conditions and not query.rows and not (rows and query.columns)
    tokens = question.tokens
    speaks = words_of(question.language).first_person.covered(tokens[: question.lead])
    pointed = _points_back(question)
    own = bool(speaks) and not any(token.word in _THERE for token in tokens[question.lead :])
    for mention in before:
        groups = any(hit.column.role is ColumnRole.GROUP for hit in _hits(view, mention))
        counted = bool(question.numbers) or not mention.of_kind("header")
        if mention in rows:
            counts = not selects
        else:
            counts = (needs and counted) or (groups and not own) or pointed
        if counts:
            place(query, mention)
    for i in question.open if needs and question.numbers else ():
        units = view.units(tokens[i], question.language) if i < question.lead else []
        query.columns += [column for column in units[:1] if column not in query.columns]


def _points_back(question: Question) -> bool:
    """Whether "of them", behind a lead-in, means what was named there."""
    words, tokens = words_of(question.language), question.tokens
    found = words.of_them.positions(tokens)
    ends = [at + n for at, n in found.items() if at >= question.lead > 0]
    named = {m.start for m in question.mentions}
    return any(end not in named and end not in question.open for end in ends)


_THERE = frozenset(("there", "هناك", "там", "alli", "alla"))
"""Words by which a question points to the place that was named before it."""


def _hits(view: TableView, mention: Mention) -> tuple[Hit, ...]:
    """Where the mention's terms stand.

    A group's own name wins over cells that hold the word, and a theme that is listed over a text
    that has it in some body's name.
    """
    hits = [hit for term in mention.terms for hit in view.hits_by_term.get(term.id, ())]
    groups = [hit for hit in hits if hit.column.role is ColumnRole.GROUP]
    themes = mention.of_kind("theme") == mention.terms
    lists = [hit for hit in hits if hit.column.role is ColumnRole.LIST] if themes else []
    return tuple(groups or lists or hits)


def _denies_itself(question: Question, mention: Mention) -> bool:
    """Whether the words of a mention deny: "no formal secretariat" as one term."""
    run = question.tokens[mention.start : mention.end]
    return bool(words_of(question.language).negators.positions(run))


def _lacks(question: Question, mention: Mention) -> bool:
    """Whether a word such as "lacking" stands right before a mention."""
    words = words_of(question.language)
    ends = {s + n for s, n in words.cues["absent"].positions(question.tokens).items()}
    between = [question.tokens[end : mention.start] for end in ends if end <= mention.start]
    return any(all(words.is_stopword(token) for token in run) for run in between)


def named_most(query: TableQuery, at: int, counted: Column) -> Column:
    """The column whose things a word names, or one whose header says more of the question.

    "The first lesson" asks for "Date of the first lesson" and not for "Number of lessons".
    """
    question, view = query.question, query.view
    language, headers = question.language, view.header_words
    shared = {
        index: sum(alike(token, words, language) for token in question.tokens)
        for index, words in headers.items()
        if index == counted.index or alike(question.tokens[at], words, language)
    }
    best = max(shared, key=lambda index: shared[index], default=counted.index)
    enough = shared.get(best, 0) > max(1, shared.get(counted.index, 0))
    return view.table.columns[best] if enough else counted


def calls(view: TableView, mention: Mention) -> bool:
    """Whether a mention is what the rows are called."""
    columns = [view.column_by_term[t.id] for t in mention.terms if t.id in view.column_by_term]
    return bool(mention.of_kind("topic")) or any(c.role is ColumnRole.NAME for c in columns)
