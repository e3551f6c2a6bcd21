"""Whether a word is another one: by its stem, without a prefix, or by its consonants."""

from collections.abc import Collection

from index.analyzer import skeleton, stem
from qa.words.glosses import rendered
from qa.words.language import words_of
from qa.words.tokens import Token, stems


def alike(token: Token, words: Collection[str], language: str) -> bool:
    """Whether a word is one of these stems: as it is, without a prefix, or by its consonants.

    Consonants tell an Arabic plural from its singular, and a past tense from its noun.
    """
    if token.stem in words or rendered(token, words):
        return True
    if language != "ar":
        return False
    bare = words_of(language).bare(token.word)
    if any(stem(word, language) in words for word in bare):
        return True
    bones = {skeleton(token.stem), skeleton(token.stem.removesuffix("ت"))}
    bones |= {skeleton(stem(word, language)) for word in bare}
    return any(len(b) >= 3 and b in {skeleton(word) for word in words} for b in bones)


def stands_in(token: Token, text: str, language: str) -> bool:
    """Whether a text has the word: its stem, one without a prefix, or its Arabic consonants."""
    held = set(stems(text, language))
    if token.stem in held or rendered(token, held):
        return True
    bare = words_of(language).bare(token.word)
    if any(stem(word, language) in held for word in bare):
        return True
    if language != "ar":
        return False
    bones = {skeleton(token.stem), *(skeleton(stem(word, language)) for word in bare)}
    return not {b for b in bones if len(b) >= 3}.isdisjoint({skeleton(word) for word in held})
