"""Rows selected by words of a question that no term stands for: each must stand in some value.

A run of words goes on as long as one value holds all of it. One word selects less: what it may be
of depends on how much of the value it says, and on what else the question asks.
"""

from collections.abc import Sequence
from dataclasses import replace

import regex

from corpus.records import ColumnRole
from index.analyzer import HAN
from qa.reading.crosslingual import LIKELY
from qa.tables.columns import of_people
from qa.tables.parts import Condition, TableQuery, negates
from qa.tables.view import Hit, TableView
from qa.words.alike import stands_in
from qa.words.glosses import rendered
from qa.words.language import words_of
from qa.words.tokens import Token, stems, tokenize
from qa.words.values import undecided

FAIR, FAIR_BESIDE = 0.3, 0.5
"""The least share of a value's words that select its row, alone and beside what else selects."""

_ITEMS = regex.compile(r"[,،;؛]|\band\b|(?<=\s)و(?=\w{3})")
"""What parts the items of running text."""


def select_by_words(query: TableQuery, unread: Sequence[int]) -> list[int]:
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
    if len(run) == 1 and HAN.fullmatch(wanted[0].word):
        return False  # a character is a part of many words
    if len(run) == 1:
        # Of many translations one is in some value by chance.
        wanted = [replace(wanted[0], glosses=wanted[0].glosses[:LIKELY])]
    least = FAIR_BESIDE if query.conditions and len(run) == 1 else FAIR
    if len(run) == 1 and _calls_rows(query, run[0]):
        return False
    alone = not query.conditions and not question.has("yes_no")
    text = (ColumnRole.TEXT,) if len(run) > 1 or alone else ()
    ranks = query.in_time or bool(query.extreme)
    if len(run) == 1 and (_in_row_name(query, wanted[0]) or (ranks and not view.document.glossary)):
        text = ()  # what one row's name has is no matter of another row that has a word like it
    if len(run) == 1 and ranks and not view.document.glossary:
        least = 1.0  # "the hall with the most chairs" names no "hall for dances"
    for role in (ColumnRole.GROUP, ColumnRole.LIST, *text):
        hits = tuple(
            hit
            for hit in view.hits(role)
            if all(stands_in(token, view.text(hit.value, language), language) for token in wanted)
            and (
                _says_so(view, wanted, hit, language) and not _cuts_name(query, run, hit)
                if role is ColumnRole.GROUP
                else _fills(view, wanted, hit, language) >= least
            )
        )
        people = of_people(view)
        hits = tuple(
            hit
            for hit in hits
            if (hit.column not in people or _in_full(view, wanted, hit))
            and (view.document.glossary or not undecided(hit.value.text, view.document.language))
        )
        if hits:
            hits = _nearest(query, run, hits)
            denying = negates(query, run[0], hits[0].column)
            negated = denying and not any(view.denies(h.value) for h in hits)
            inside = words_of(language).negators.positions(
                tokenize(view.text(hits[0].value, language), language)
            )
            # "Irregular" is "not regular" in Arabic, in the value as in the question.
            query.conditions.append(Condition(hits, run[0], negated and not inside))
            return True
    return False


def _calls_rows(query: TableQuery, at: int) -> bool:
    """Whether a word stands right behind "which", and more is asked for in the table.

    "Which bakery has the longest counter?" asks for no row that lists a "bakery oven".
    """
    question = query.question
    if query.view.document.glossary or question.language in query.view.languages:
        return False
    words, tokens = words_of(question.language), question.tokens
    starts = {s + n for s, n in words.cues["which"].positions(tokens).items()}
    starts |= {s + n for s, n in words.cues["count"].positions(tokens).items()}
    sized = question.numbers or question.has("most", "fewest", "rank") or query.timing
    return at in starts and bool(sized) and not query.rows


def _in_full(view: TableView, wanted: Sequence[Token], hit: Hit) -> bool:
    """Whether somebody's name has these words as they are, and not others of the same root."""
    code = view.document.language
    told = tokenize(hit.value.text, code)
    words = words_of(code)
    called = words.honorifics.covered(told)
    held = {token.stem for i, token in enumerate(told) if i not in called}
    named = [t for t in wanted if not words.honorifics.at((t,), 0)]
    return bool(named) and all(not held.isdisjoint((t.stem, *t.glosses)) for t in named)


def _nearest(query: TableQuery, run: Sequence[int], hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The values that have the words beside a run as well, however empty, where some have.

    "Run by the town of Halab" selects "Town of Halab" and not "University of Halab".
    """
    question, view = query.question, query.view
    language = view.reads(question.language)
    beside = [i for i in (run[0] - 1, run[-1] + 1) if 0 <= i < len(question.tokens)]
    words = {question.tokens[i].stem for i in beside}
    shared = [len(words.intersection(stems(view.text(h.value, language), language))) for h in hits]
    return tuple(h for h, n in zip(hits, shared, strict=True) if n == max(shared))


def _in_row_name(query: TableQuery, token: Token) -> bool:
    """Whether a row's name has a word as it is, in a table whose rows are called by titles."""
    view = query.view
    code = view.reads(query.question.language)
    names = (stems(view.name_of(row, code), code) for row in view.table.rows)
    return not view.document.glossary and any(token.stem in name for name in names)


def _says_so(view: TableView, wanted: Sequence[Token], hit: Hit, language: str) -> bool:
    """Whether a group's name has several words as they are: "European Union" is no "Europe"."""
    if len(wanted) == 1:
        # "Others", the name of a group, doesn't select in "the other towns".
        words = words_of(language)
        told = tokenize(view.text(hit.value, language), language)
        return any(stands_in(wanted[0], t.raw, language) for t in told if not words.is_stopword(t))
    held = set(stems(view.text(hit.value, language), language))
    return all(token.stem in held or rendered(token, held, exact=True) for token in wanted)


def _cuts_name(query: TableQuery, run: Sequence[int], hit: Hit) -> bool:
    """Whether a word and the group's name right beside it make the name of something else.

    A "Northern Union" is no matter of the group "the North and the former Union".
    """
    question, view = query.question, query.view
    at = run[0]
    if len(run) > 1 or question.tokens[at].word.startswith("و"):
        return False
    beside = [c.position for c in query.conditions if c.column == hit.column]
    ends = {m.start: m.end for m in question.mentions if m.start in beside}
    before = [(s, at) for s, end in ends.items() if end == at]
    after = [(at, s) for s in ends if s == at + 1]
    held = stems(view.text(hit.value, language := view.reads(question.language)), language)
    pairs = {tuple(held[i : i + 2]) for i in range(len(held))}
    return any(
        (question.tokens[one].stem, question.tokens[two].stem) not in pairs
        for one, two in (*before, *after)
    )


def _fills(view: TableView, wanted: Sequence[Token], hit: Hit, language: str) -> float:
    """Share of what the value says that the words are, its kind of thing left aside.

    "Effective" in "effective matching of labour supply and demand" is no condition.
    """
    words = words_of(language)
    text = view.text(hit.value, language)
    # An item of running text is a value of its own: "wheat and lentils, and they have a mill".
    parts = [text] if view.document.glossary else _ITEMS.split(text)
    told = [
        [t for t in tokenize(part, language) if not words.is_stopword(t) and not view.kinds.has(t)]
        for part in parts
        if all(stands_in(token, part, language) for token in wanted)
    ]
    return max((len(wanted) / max(1, len(part)) for part in told), default=0.0)
