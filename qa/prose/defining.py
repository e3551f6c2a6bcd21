"""Sentences that say what a thing is: "by X is meant ...", "X is a ...", or below "What is X?".

A question for a definition and the sentence that gives it share hardly more than the thing itself,
so that ranking by likeness finds any sentence about it. The form of a definition tells.
"""

from collections.abc import Sequence

from corpus.records import BlockKind, Document
from qa.prose.headings import Item
from qa.reading.understand import QUOTED, Question
from qa.words.alike import alike
from qa.words.language import Language, words_of
from qa.words.tokens import Token, tokenize

_WINDOW = 2
"""How many words beside those of the thing may stand between "is meant by" and its last word."""
_MOST = 4
"""Words at most in the thing that is to be explained."""
_SENTENCES = 3


def defining(question: Question, document: Document) -> list[Item]:
    """The sentences that define the one thing a question asks to explain; nothing without such."""
    named = [m for m in question.mentions if not m.of_kind("header", "topic")]
    asks = question.has("define") or _who_is(question) or asks_meaning(question)
    if named or not asks or question.has("count", "when"):
        return []
    term = _quoted(question) or _term(question)
    if not 0 < len(term) <= _MOST:
        return []
    found = _said(document, term, document.language) or _below(document, term)
    if not found and question.language in document.translations:
        found = _said(document, term, question.language)
    return found


def asks_meaning(question: Question) -> bool:
    """Whether it is asked what a word means: "what is meant by 'local'?"."""
    meaning = bool(words_of(question.language).asks["meaning"].positions(question.tokens))
    return meaning and (question.has("define") or bool(QUOTED.search(question.text)))


def _who_is(question: Question) -> bool:
    """Whether "who is" begins the question and nothing else is asked."""
    return question.cues.get("who", 1) == 0 and not question.has("which", "where", "why")


def _term(question: Question) -> list[Token]:
    """The words of the thing: those with content, up to "according to"."""
    words = words_of(question.language)
    sources = words.asks["source"].positions(question.tokens)
    last = min((at for at in sources if at > 0), default=len(question.tokens))
    empty = words.stopwords.covered(question.tokens)
    for kind in ("define", "which", "who"):
        empty |= words.cues[kind].covered(question.tokens)
    return [t for i, t in enumerate(question.tokens[:last]) if i not in empty and len(t.word) > 1]


def _quoted(question: Question) -> list[Token]:
    """The words in quotation marks where it is asked what they mean: "what does 'local' mean?"."""
    quoted = list(QUOTED.finditer(question.text))
    # "In 'local time', what does 'local' mean?"
    inside = next((group for group in quoted[-1].groups() if group), "") if quoted else ""
    return list(tokenize(inside, question.language)) if asks_meaning(question) else []


def _said(document: Document, term: Sequence[Token], code: str) -> list[Item]:
    """The first sentence that has the form of a definition of the term, read in a language."""
    words = words_of(code)
    for block in document.blocks:
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            continue
        for sentence in block.sentences:
            text = sentence.text
            if code != document.language:
                text = " ".join(document.translations[code].of(span) for span in sentence.spans)
            clauses = text.split(":")
            for i in range(len(clauses)):
                tokens = tokenize(":".join(clauses[i:]), code)
                if _defines(tokens, term, words) and len(sentence.spans) == 1:
                    return [(block, sentence.spans[0])]
    return []


def _defines(tokens: Sequence[Token], term: Sequence[Token], words: Language) -> bool:
    """Whether a clause begins with the term and a copula, or has "is meant by" before it."""
    for start, length in words.asks["defining"].positions(tokens).items():
        begin = start + length
        if _spans(tokens[begin : begin + len(term) + _WINDOW], term, words):
            return True
    first = 1 if tokens and words.opening.at(tokens, 0) else 0
    if not _spans(tokens[first : first + len(term)], term, words) or len(tokens) <= len(term) + 3:
        return False
    return bool(words.asks["copula"].at(tokens, first + len(term)))


def _spans(run: Sequence[Token], term: Sequence[Token], words: Language) -> bool:
    """Whether a run of words holds all of a term."""
    if len(run) < len(term):
        return False
    held = {token.stem for token in run}
    held |= {
        t.stem for token in run for w in words.bare(token.word) for t in tokenize(w, words.code)
    }
    return all(alike(token, held, words.code) for token in term)


def _below(document: Document, term: Sequence[Token]) -> list[Item]:
    """What stands below a heading that asks for the term and for nothing else."""
    code = document.language
    words = words_of(code)
    for position, block in enumerate(document.blocks):
        if block.kind is not BlockKind.HEADING or not block.text.endswith(("؟", "?")):
            continue
        tokens = tokenize(block.text, code)
        asks = words.cues["define"].covered(tokens)
        own = [t for i, t in enumerate(tokens) if i not in asks and not words.is_stopword(t)]
        if asks and len(own) == len(term) and _spans(own, term, words):
            below = document.blocks[position + 1 : position + 2]
            return [(b, s.spans[0]) for b in below for s in b.sentences[:_SENTENCES]]
    return []
