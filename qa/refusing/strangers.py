"""Names in a question that belong to nothing in the documents."""

from collections.abc import Iterator, Sequence

import regex

from qa.reading.understand import Question
from qa.reading.vocabulary import Vocabulary
from qa.tables.placing import calls
from qa.tables.view import TableView
from qa.words.denials import polarity_words
from qa.words.language import words_of
from qa.words.tokens import Token, tokenize

_NAME = 6
"""How many words after its head a name may have."""
_BEHIND = 2
"""How far behind "how many" what is counted stands."""
_WHICH = regex.compile("[وفبلك]?(?:اي|انه[يو]|اشمن)")
"""How Arabic words for "which" begin, folded."""
_SOUNDS = 3
"""How many signs a foreign name has at least; fewer are words as well."""


def stranger(question: Question, vocabulary: Vocabulary, tables: Sequence[TableView]) -> str:
    """A name that is formed like those of the table's rows but belongs to none.

    The words that several row names share ("process", "dialogue") are read off the table;
    beside such a word a question names one, and a word that occurs nowhere names no row.
    """
    if question.language not in vocabulary.size:
        return _unsounded(question, vocabulary, tables)  # no word of it occurs anywhere
    cased = any(t.raw != t.raw.lower() for t in question.tokens)
    if name := _unknown_transcription(question, vocabulary, tables):
        return name
    if name := _unknown_run(question, vocabulary) or _unknown_acronym(question, vocabulary):
        return name
    for view in tables:
        if name := _unknown_behind_kind(question, vocabulary, view):
            return name
        if not cased and (name := _unknown_phrase(question, vocabulary, view)):
            return name
        if name := _unknown_beside(question, vocabulary, view, cased=cased):
            return name
    return ""


def _unsounded(question: Question, vocabulary: Vocabulary, tables: Sequence[TableView]) -> str:
    """A name beside what the rows are called that no word of the documents sounds like.

    In capitals both, in a language that the documents don't have: "Rumi Museum".
    """
    tokens = question.tokens
    capital = [t.raw[:1] != t.raw[:1].lower() for t in tokens]
    covered = {i for m in question.mentions for i in range(m.start, m.end)}
    for view in tables:
        for i, token in enumerate(tokens):
            if not (i and capital[i] and view.kinds.has(token)):
                continue
            at = next((k for k in (i - 1, i + 1) if 0 < k < len(tokens) and capital[k]), i)
            if (
                at == i
                or at in covered
                or at not in question.open
                or _translated(tokens[at], vocabulary)
            ):
                continue
            if not vocabulary.sounds(tokens[at].raw):
                return " ".join(t.raw for t in tokens[min(i, at) : max(i, at) + 1])
    return ""


def _translated(token: Token, vocabulary: Vocabulary) -> bool:
    """Whether the documents have a word that one may translate to."""
    return any(vocabulary.forms(gloss) for gloss in token.glosses)


def _unknown_beside(
    question: Question, vocabulary: Vocabulary, view: TableView, *, cased: bool
) -> str:
    """An unknown word beside one that the row names share."""
    tokens, words = question.tokens, words_of(question.language)
    heads = _heads(view, question.language)
    covered = {i for m in question.mentions if m.end - m.start > 1 for i in range(m.start, m.end)}
    any_of_them = _asked_for(question)
    for i, token in enumerate(tokens):
        if i in any_of_them:
            continue
        # "For club X" begins with one word in Arabic.
        forms = {token.word, *(words.bare(token.word) if i not in covered else ())}
        if forms.isdisjoint(view.kinds.shared) and (cased or forms.isdisjoint(heads)):
            continue
        for beside in (i - 1, i + 1):
            if beside not in question.open or vocabulary.known(tokens[beside].stem):
                continue
            if words.is_verb(tokens[beside]) or words.says_begun(tokens[beside]):
                continue
            raw = tokens[beside].raw
            proper = raw[:1] != raw[:1].lower()
            if proper or (not cased and _names_so(view, question, i, beside)):
                first, last = sorted((i, beside))
                return " ".join(t.raw for t in tokens[first : last + 1])
    return ""


def _asked_for(question: Question) -> set[int]:
    """Positions right behind "which" and "how many": a kind of things, and no name's beginning.

    What follows it in "which clubs joined?" says what they did.
    """
    if question.language != "ar":
        return set()  # told by capitals, or by the side on which the name stands
    cues, tokens = words_of(question.language).cues, question.tokens
    which = {at + n for at, n in cues["which"].positions(tokens).items()}
    # "What (is) club X" begins like "what the clubs share", and may name one.
    which = {at for at in which if _WHICH.match(tokens[at - 1].word)}
    return which | {at + n for at, n in cues["count"].positions(tokens).items()}


def _unknown_transcription(
    question: Question, vocabulary: Vocabulary, tables: Sequence[TableView]
) -> str:
    """A Chinese name in signs that write foreign sounds, before a word that row names share."""
    signs = polarity_words(question.language).transcribing
    tokens = question.tokens
    covered = {i for m in question.mentions for i in range(m.start, m.end) if m.end - m.start > 2}
    shared = {word for view in tables for word in view.kinds.shared}
    for first, last in _runs([t.word in signs and i not in covered for i, t in enumerate(tokens)]):
        run = [t.word for t in tokens[first:last]]
        heads = [t.word for t in tokens[last : last + 2]]
        if len(run) < _SOUNDS or len(heads) < 2 or not shared.issuperset(heads):
            continue
        if not vocabulary.says_name("".join(run), question.language):
            return "".join((*run, *heads))
    return ""


def _unknown_behind_kind(question: Question, vocabulary: Vocabulary, view: TableView) -> str:
    """An Arabic name that begins like those of the rows, and ends in a word that no document has.

    "Who is in charge of the museum of the sands?", of a table of other museums. Only where a column
    is asked for, and where the kind of thing has no article and the unknown word has one: in "a
    new museum" nothing is named.
    """
    if question.language != "ar" or view.document.glossary:
        return ""
    tokens, words = question.tokens, words_of("ar")
    if not any(m.of_kind("header") and not calls(view, m) for m in question.mentions):
        return ""
    named = {i for m in question.mentions if not m.of_kind("header") for i in range(m.start, m.end)}
    heads = {word for word in _heads(view, "ar") if word in view.kinds.shared}
    any_of_them = _asked_for(question)
    for i, token in enumerate(tokens):
        if (
            i in any_of_them
            or i in named
            or heads.isdisjoint((token.word, *words.bare(token.word)))
        ):
            continue
        if "ال" in token.word[:3] or token.word.startswith("لل"):
            continue
        run = []
        for k in range(i + 1, min(len(tokens), i + 1 + _NAME // 2)):
            if k not in question.open or k in named or words.is_verb(tokens[k]):
                break
            run.append(k)
        unknown = [k for k in run if not vocabulary.known(tokens[k].stem)]
        definite = bool(unknown) and tokens[unknown[-1]].word.startswith("ال")
        # One word may be another one for a word of the table.
        if definite and (unknown[-1] - i > 1 or not tokens[unknown[-1]].glosses):
            return " ".join(t.raw for t in tokens[i : unknown[-1] + 1])
    return ""


def _heads(view: TableView, language: str) -> set[str]:
    """The first words of the row names, where the language puts the kind of a thing first."""
    if not view.kinds.come_first(language):
        return set()
    names = (tokenize(view.name_of(row, language), language) for row in view.table.rows)
    return {tokens[0].word for tokens in names if tokens}


def _unknown_phrase(question: Question, vocabulary: Vocabulary, view: TableView) -> str:
    """A phrase that begins like a row's name and goes on with words that no document has.

    Without capitals one unknown word may be any word; two within a few words make another name.
    """
    tokens, words = question.tokens, words_of(question.language)
    covered = {i for m in question.mentions for i in range(m.start, m.end)}
    heads = _heads(view, question.language)
    any_of_them = _asked_for(question)
    for i, token in enumerate(tokens):
        if i in covered or i in any_of_them or _is_counted(question, view, i):
            continue
        if heads.isdisjoint((token.word, *words.bare(token.word))):
            continue
        unknown = [
            k
            for k in range(i + 1, min(len(tokens), i + 1 + _NAME))
            if k in question.open
            and not vocabulary.known(tokens[k].stem)
            and not words.is_verb(tokens[k])
        ]
        if len(unknown) > 1:
            return " ".join(t.raw for t in tokens[i : unknown[-1] + 1])
    return ""


def _is_counted(question: Question, view: TableView, at: int) -> bool:
    """Whether a word behind "how many" is what a column counts, and no beginning of a name."""
    counts = question.has("count") and 0 < at - question.cues["count"] <= _BEHIND
    return counts and bool(view.units(question.tokens[at], question.language))


def _unknown_acronym(question: Question, vocabulary: Vocabulary) -> str:
    """A word in Latin capitals that the documents lack: an acronym, unless all is shouted."""
    tokens = question.tokens
    shouted = [t.raw.isascii() and t.raw.isupper() and len(t.raw) > 2 for t in tokens]
    if sum(shouted) > 0.6 * len(tokens):
        return ""
    unknown = (
        tokens[i].raw for i in question.open if shouted[i] and not vocabulary.known(tokens[i].stem)
    )
    return next(unknown, "")


def _unknown_run(question: Question, vocabulary: Vocabulary) -> str:
    """Two or more words in capitals that the documents never say together.

    Each word by itself may occur, and the name that they make may not. Where all words begin
    with capitals, as in a headline, they tell nothing.
    """
    tokens = question.tokens
    capital = [t.raw[:1] != t.raw[:1].lower() for t in tokens]
    if sum(capital) > 0.6 * len(tokens):
        return ""
    covered = {i for m in question.mentions for i in range(m.start, m.end)}
    for first, last in _runs(capital):
        run = range(first, last)
        if len(run) < 2 or all(i in covered for i in run) or 0 in run:
            continue
        if set(run) & set(question.open) and not vocabulary.says(
            [tokens[i].stem for i in run], question.language
        ):
            return " ".join(tokens[i].raw for i in run)
    return ""


def _names_so(view: TableView, question: Question, shared: int, beside: int) -> bool:
    """Whether the language puts the name on this side of the shared word, as the rows do."""
    return view.kinds.come_first(question.language) == (beside > shared)


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Start and end of every stretch of true flags."""
    start = None
    for i, flag in enumerate((*flags, False)):
        if flag and start is None:
            start = i
        elif not flag and start is not None:
            yield start, i
            start = None
