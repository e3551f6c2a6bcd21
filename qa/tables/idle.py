"""Words of a question to a table that narrow nothing, though no list of words is complete.

What the rows are called at large, what a value says anyway, what says that something is among
somebody's subjects, and the verb.
"""

from collections.abc import Sequence

from corpus.records import ColumnRole
from qa.reading.cues import AND
from qa.reading.understand import Question
from qa.reading.vocabulary import Mention
from qa.tables.parts import TableQuery
from qa.words.alike import stands_in
from qa.words.denials import polarity_words
from qa.words.glosses import rendered, word_at
from qa.words.language import words_of
from qa.words.tokens import tokenize

_BEING = frozenset(
    "is are was were be been being est sont ete etait etaient fut furent es son fue fueron sido"
    " был была было были".split()
)
"""Forms of "to be", behind which a participle says what was done to somebody."""


_ARTICLES = frozenset(("al", "el", "ul", "as", "ash", "ar", "ad", "an", "at", "az"))


def transcribed_articles(question: Question) -> set[int]:
    """Positions of an Arabic article in Latin letters before a name: "al-Rimal" names "Rimal"."""
    starts = {mention.start for mention in question.mentions}
    return {at - 1 for at in starts if at and question.tokens[at - 1].word in _ARTICLES}


def ordinal_marks(question: Question) -> set[int]:
    """Positions of the mark that Chinese puts before a number to make it a place in an order."""
    mark = words_of(question.language).ordinal_mark
    before = {numeral.position - 1 for numeral in question.ordinals if mark}
    return {i for i in before if i >= 0 and question.tokens[i].word == mark}


def called(query: TableQuery) -> set[int]:
    """Positions of words by which a question calls the rows: "which of these bodies".

    What the table counts, or what some cell says, is not what its rows are.
    """
    question, view = query.question, query.view
    words = words_of(question.language)
    found = {s + n for s, n in words.of_these.positions(question.tokens).items()}
    if all(c.column.role in (ColumnRole.LIST, ColumnRole.GROUP) for c in query.conditions):
        found |= words.things.covered(question.tokens) if query.conditions else set()
    return {
        i
        for i in found & set(question.open)
        if not view.units(question.tokens[i], question.language)
        and question.tokens[i].raw[:1] == question.tokens[i].raw[:1].lower()
    }


def said_by_values(query: TableQuery, at: int) -> bool:
    """Whether the values that are asked for say a word themselves, each of them.

    "Publishing what the projects found" names "dissemination of project results" twice.
    """
    question, view = query.question, query.view
    language = view.reads(question.language)
    named = {m.start for m in question.mentions}
    return any(
        condition.position in named
        and all(
            hit.column.role is ColumnRole.LIST
            and stands_in(question.tokens[at], view.text(hit.value, language), language)
            for hit in condition.hits
        )
        for condition in query.conditions
    )


def beyond_dealing(query: TableQuery, unread: Sequence[int]) -> list[int]:
    """Without the words that only say of what is named that it is among somebody's subjects.

    Or of a number that somebody has it.
    """
    question = query.question
    if question.numbers and query.asked(ColumnRole.NUMBER):
        reaching = words_of(question.language).reaching.covered(question.tokens)
        unread = [i for i in unread if i not in reaching]
    if all(condition.column.role is ColumnRole.GROUP for condition in query.conditions):
        return list(unread)
    dealing = words_of(question.language).dealing.covered(question.tokens)
    return [i for i in unread if i not in dealing]


def beyond_partners(query: TableQuery, unread: Sequence[int]) -> list[int]:
    """Leave aside "bodies" and "works with" where a cell of text names who works together.

    "Which two bodies does the museum work with?" asks for the cell that names the museum.
    """
    question = query.question
    words, tokens = words_of(question.language), question.tokens
    texts = [c for c in query.conditions if c.column.role is ColumnRole.TEXT]
    named = query.asked(ColumnRole.TEXT) if query.rows else texts
    partners = words.together_with.covered(tokens)
    if not partners or not named or question.has("yes_no", "count"):
        return list(unread)
    partners |= words.asks["bodies"].covered(tokens) | words.things.covered(tokens)
    return [i for i in unread if i not in partners]


def beyond_joined(query: TableQuery, unread: Sequence[int]) -> list[int]:
    """Leave aside a word joined by "and" to what a value names, where values say both.

    "Sailing and rowing", of which the table lists "sailing", "rowing and sailing" and no rowing.
    """
    question, view = query.question, query.view
    language = view.reads(question.language)
    ends = {m.end: m.start for m in question.mentions}
    left = []
    for at in unread:
        before = at - 1 if question.tokens[at - 1].word in AND else at
        joined = before < at or question.tokens[at].word.startswith("و")
        condition = next(
            (c for c in query.conditions if joined and c.position == ends.get(before, -1)), None
        )
        if condition is None or not any(
            stands_in(question.tokens[at], view.text(hit.value, language), language)
            for hit in condition.hits
        ):
            left.append(at)
    return left


def beyond_exception(query: TableQuery, unread: Sequence[int]) -> list[int]:
    """Leave aside "the exception": what it is an exception to is denied of it."""
    excepted = words_of(query.question.language).all_but_one.covered(query.question.tokens)
    return [i for i in unread if i not in excepted]


def beyond_matter(query: TableQuery, unread: Sequence[int]) -> list[int]:
    """Leave aside what asks how a matter stands, where a row and a column of text are named.

    "What is the state of the harbour's ownership, is it settled?" asks for the cell.
    """
    question = query.question
    whether = question.has("yes_no", "count", "when", "why")
    if whether or len(query.rows) != 1 or query.asked(ColumnRole.TEXT) is None:
        return list(unread)
    settled = words_of(question.language).settled.covered(question.tokens)
    return [i for i in unread if i not in settled]


def beyond_neighbours(query: TableQuery, unread: Sequence[int]) -> list[int]:
    """Leave aside words beside one that was read, in a table that lacks the question's language.

    A lexicon knows "cough" and not "whooping cough"; the words of a name go together. What the
    document says elsewhere is something else: an "advisory committee" is no national institute.
    """
    question, view = query.question, query.view
    if question.language in view.languages:
        return list(unread)
    read = {i for m in question.mentions for i in range(m.start, m.end)}
    read -= {m.start for m in question.mentions if _names_rows(query, m)}
    read |= {c.position for c in query.conditions}
    read |= {i for i in question.open if i not in unread and not view.kinds.has(question.tokens[i])}
    said_of = asked_of_others(query)
    said = {i for i in unread if any(word in view.said for word in question.tokens[i].glosses)}
    elsewhere = {
        i
        for i in said
        for k in {i - 1, i + 1} & said
        if k not in word_at(i, question.tokens)  # a Chinese word is one
    }
    left = list(unread)
    # "A check-in desk" has a small word between.
    linking = {i for i, t in enumerate(question.tokens) if t.word in _LINKING}
    for at in (*unread, *reversed(unread)):
        word = word_at(at, question.tokens)
        near = {word[0] - 1, word[-1] + 1}
        near |= {at + 2 * step for step in (-1, 1) if at + step in linking}
        if at in left and at not in elsewhere | said_of and near & read:
            left.remove(at)
            read.add(at)
    return left


def beyond_title(query: TableQuery, unread: Sequence[int]) -> list[int]:
    """Leave aside what names the body that the whole document is about: "joined the society"."""
    view = query.view
    code = view.document.language
    title = tokenize(view.document.title, code)
    if view.document.glossary or not title or not (query.about_rows or query.rows):
        return list(unread)
    own = {title[0].stem}
    tokens = query.question.tokens
    return [
        i for i in unread if tokens[i].stem not in own and not rendered(tokens[i], own, exact=True)
    ]


def beyond_things(query: TableQuery, unread: Sequence[int]) -> list[int]:
    """Leave aside the noun behind "which" or "how many", for what the rows are in other words.

    Of a table in another language, whose names for its rows no lexicon need know: "which routes
    have a ramp" asks for rows where all the rest has its place.
    """
    question, view = query.question, query.view
    if question.language in view.languages or not unread or query.rows or query.about_rows:
        return list(unread)
    words, tokens = words_of(question.language), question.tokens
    at = unread[0]
    starts = {
        s + n for kind in ("which", "count") for s, n in words.cues[kind].positions(tokens).items()
    }
    # "In the three shops": what stands behind a number of rows.
    counted = {s + n: s for s, (v, n) in words.numbers(tokens).items() if 1 < v < 10}
    starts |= {end for end, s in counted.items() if s and tokens[s - 1].word in _THE}
    starts -= asked_of_others(query)
    left = {*unread}
    between = [
        s
        for s in starts
        if s <= at
        and left.isdisjoint(range(s, at))
        and not any(words.yes_no.at(tokens, i) for i in range(s, at))  # "what do they call"
    ]
    placed = query.conditions or query.columns or query.timing or query.question.numbers
    if not between or not placed or question.has("define", "when", "why"):
        return list(unread)
    same = {i for i in unread if tokens[i].stem == tokens[at].stem}
    if len(view.counted) == 1:
        # Nor the noun behind a limit, where the table counts but one thing.
        ends = {s + n for s, (_, n) in words.numbers(tokens).items()}
        same |= {i for i in unread if i in ends and not tokens[i].glosses}
    query.about_rows = True
    query.called_at.add(at)
    return [i for i in unread if i not in same]


_LINKING = frozenset(("up", "off", "in"))
_THE = frozenset(("the", "les", "los", "las", "these", "those", "both"))
_PRONOUNS = frozenset(("هي", "هو", "هم", "هن"))
_SUBJECT = frozenset(("the", "its", "their", "le", "la", "les", "el", "los", "las"))


def asked_of_others(query: TableQuery) -> set[int]:
    """Positions of nouns behind "which" that are asked for of something else.

    "What brand are the pianos?" asks for a brand, and for no rows.
    """
    question = query.question
    tokens = question.tokens
    which = words_of(question.language).cues["which"].positions(tokens)
    named = {m.start for m in question.mentions if not m.of_kind("header", "topic")}
    return {
        at
        for at in (start + n for start, n in which.items())
        if at + 2 < len(tokens)
        and tokens[at + 1].word in _BEING | _PRONOUNS
        and (at + 2 in named or (tokens[at + 2].word in _SUBJECT and at + 3 in named))
    }


def beyond_duties(query: TableQuery, unread: Sequence[int]) -> list[int]:
    """Leave aside a word beside a header, where a value of that very column is named.

    "For which museums does the club provide guard services?" is about the guards.
    """
    question, view = query.question, query.view
    named = {c.column.index for c in query.conditions if not c.negated}
    if query.placed and not view.document.glossary:
        # Of a matter that is undecided: "is moving the whole fair still looked into?"
        matter = {at for index, at in query.named_at.items() if index in named}
        unread = [i for i in unread if {i - 1, i + 1}.isdisjoint(matter)]
    if len(unread) != 1:
        return list(unread)
    beside = {
        at
        for m in question.mentions
        for t in m.of_kind("header")
        if t.id in view.column_by_term and view.column_by_term[t.id].index in named
        for at in (m.start - 1, m.end)
    }
    return [i for i in unread if i not in beside]


def _names_rows(query: TableQuery, mention: Mention) -> bool:
    """Whether a mention says what the rows are called."""
    found = [query.view.column_by_term.get(term.id) for term in mention.terms]
    return any(column is not None and column.role is ColumnRole.NAME for column in found)


def is_verb_alone(query: TableQuery, unread: Sequence[int]) -> bool:
    """Whether one word is left, right after what the rows are called and before a condition.

    It is the verb.

    "Which clubs grapple with noise?" No list of verbs is ever complete.
    """
    question = query.question
    limits = [n.position for n in question.numbers] if query.columns else []
    limits = limits if not query.view.document.glossary else []
    if len(unread) != 1 or not (query.conditions or limits):
        return False
    at = unread[0]
    subjects = {m.end for m in question.mentions if m.of_kind("topic", "header", "entity")}
    subjects |= {i + 1 for i, t in enumerate(question.tokens) if query.view.kinds.has(t)}
    subjects |= {i + 1 for i in query.called_at}
    subjects |= {i + 1 for i in question.negators}  # "that do not teach the violin"
    # "Which clubs have a pier that the town keeps up": what joins two conditions.
    ends = {m.end: m.start for m in question.mentions}
    selecting = {c.position for c in query.conditions}
    subjects |= {at} if ends.get(at) in selecting and at + 1 in selecting else set()
    before = max((end for end in subjects if end <= at), default=-1)
    words = words_of(question.language)
    tokens = question.tokens
    leads = before >= 0 and all(words.is_stopword(token) for token in tokens[before:at])
    # "Were criticised" is no dealing, nor is "stopped" or "published a report on".
    lists = any(condition.column.role is ColumnRole.LIST for condition in query.conditions)
    passive = lists and at > 0 and tokens[at - 1].word in _BEING
    contrary = polarity_words(question.language).denials.at(tokens, at)
    selecting_at = [*(c.position for c in query.conditions), *limits]
    first = min((position for position in selecting_at if position > at), default=-1)
    named = {i for m in question.mentions if m.of_kind("header") for i in range(m.start, m.end)}
    follows = at < first and all(
        i in named or i in question.open or words.is_stopword(tokens[i])
        for i in range(at + 1, first)
    )
    raw = tokens[at].raw
    common = raw[:1] == raw[:1].lower()
    return leads and follows and common and not passive and not contrary
