"""What somebody deals with, where its word mostly says nothing: "clubs that deal with figures"."""

from qa.tables.parts import TableQuery
from qa.words.language import words_of

_INSIDE = frozenset("in within by inside dans en par por в во".split())
_ARTICLES = frozenset("the a an le la les l un une des du el los las una al lo with of de".split())


def deals_with_more(query: TableQuery) -> bool:
    """Whether a word has no place right behind "deal with": "deal with figures" asks not for all.

    Some words mostly say nothing; as what is dealt with they say something.
    """
    question, view = query.question, query.view
    words, tokens = words_of(question.language), question.tokens
    named = {i for m in question.mentions for i in range(m.start, m.end)}
    for start, length in words.dealing.positions(tokens).items():
        at = start + length
        if tokens[at - 1].word in _INSIDE:
            continue  # "that are covered in the paper"
        while at < len(tokens) and tokens[at].word in _ARTICLES:
            at += 1
        if at not in question.content or at in named or view.kinds.has(tokens[at]):
            continue
        if not words.dealing.at(tokens, at) and not words.is_verb(tokens[at]):
            return True
    return False
