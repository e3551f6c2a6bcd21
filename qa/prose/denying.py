"""Whether a sentence denies what a question asks, or what it takes for granted."""

from collections.abc import Sequence

from corpus.records import Unit
from index.analyzer import ARABIC, skeleton
from qa.reading.aside import pauses
from qa.reading.understand import Question
from qa.words.denials import polarity_words
from qa.words.language import Language, words_of
from qa.words.polarity import opposed
from qa.words.tokens import Token, tokenize
from qa.words.values import CLAUSE

_REACH = 9
"""How many words after a negator are denied by it, at most, within a clause."""


def negates(question: Question, unit: Unit) -> bool:
    """Whether the sentence denies what a yes/no question asks.

    "Always" and "only" are denied by "or", "sometimes", "often", "all" by "some", "only once" by
    "every", and a word by one that says the contrary.
    A content word of the question that stands within nine words after a negator, in the same
    clause, is denied, and so is one that the sentence has with a denying prefix ("informal").
    Words of a language that the sentence lacks are looked for by their translations.
    """
    language = _language(question, unit)
    words = words_of(language)
    told = tokenize(unit.views[language], language)
    hedges = words.hedges.covered(told)
    # "The only one that may ..." is the only one.
    denied = question.has("always") and bool(hedges) and not words.cues["always"].positions(told)
    # "All of them?" is denied by "some of them", but not by "this or that".
    denied |= question.has("every") and bool(hedges - words.or_words.covered(told))
    denied |= _told_of_all(question, told, words) or _forbidden(question, unit)
    denied |= bool(_denied(question, unit)[0])
    asks, forbidding = words_of(question.language).asks["forbidding"], words.asks["forbidding"]
    alike = asks.positions(question.tokens) and forbidding.positions(told)
    negated = question.negated and not _supposed(question)
    if not negated and not alike:
        denied |= opposed(question.text, unit.views[language], question.language, language)
    # What both deny beside the point turns nothing.
    return denied != (negated and (denied or not _denies_beside(question)))


def _told_of_all(question: Question, told: Sequence[Token], words: Language) -> bool:
    """Whether a question asks for one alone of which the sentence says "all" or "every"."""
    once = words_of(question.language).asks["once"].positions(question.tokens)
    return bool(once) and not question.has("every") and bool(words.cues["every"].positions(told))


def _forbidden(question: Question, unit: Unit) -> bool:
    """Whether a clause forbids what is asked about: "may I park there?", "parking is prohibited".

    Who asks whether a thing is forbidden is not denied by that.
    """
    language = _language(question, unit)
    asks = words_of(question.language).asks["forbidding"]
    if question.negated or asks.positions(question.tokens):
        return False
    forbidding = words_of(language).asks["forbidding"]
    asked = _asked_stems(question, language)
    for clause in CLAUSE.split(unit.views[language]):
        held = tokenize(clause, language)
        at = forbidding.covered(held)
        if at and any(_asked(token.stem, asked) for i, token in enumerate(held) if i not in at):
            return True
    return False


def _asked_stems(
    question: Question, language: str, beside: Sequence[str] = ("topic", "entity")
) -> set[str]:
    """Stems of the words asked about, by their translations where a text has another language.

    Where the question denies, it is asked about what stands behind its negator; a term that denies
    by itself ("lack of light") is no more denied where a text has it than where the question has.
    """
    at = list(question.content)
    negators = words_of(question.language).negators
    for mention in question.mentions:
        run = question.tokens[mention.start : mention.end]
        if not (mention.of_kind(*beside) or negators.positions(run)):
            at += range(mention.start, mention.end)
    last = -1 if _supposed(question) else max(question.negators, default=-1)
    behind = [i for i in at if i > last]
    tokens = [question.tokens[i] for i in behind or at]
    readable = language == question.language
    return {stem for t in tokens for stem in ((t.stem,) if readable else (t.stem, *t.glosses))}


def _denies_beside(question: Question) -> bool:
    """Whether a question denies only in a clause beside: "does it grow where no rain falls?"."""
    breaks = polarity_words(question.language).breaks.positions(question.tokens)
    first = min((at for at in breaks if at), default=len(question.tokens))
    return all(at > first for at in question.negators)


def _supposed(question: Question) -> bool:
    """Whether a question denies only what it supposes: "if it no longer pays, may we stop?"."""
    conditions = words_of(question.language).conditions.positions(question.tokens)
    pause = next(iter(pauses(question.text, question.language)), 0)
    return 0 in conditions and all(at < pause for at in question.negators)


def takes_for_granted(question: Question, unit: Unit) -> bool:
    """Whether a question takes for granted what the sentence denies: "why are they binding?".

    Most of what the question and the sentence share must be denied: what a sentence denies beside
    it ("which no treaty does") is not what was asked.
    """
    denied, held = _denied(question, unit, ("topic", "entity", "header"))
    return 2 * len(denied) > len(held) and not question.negated


def calls_what_is_not(question: Question, unit: Unit) -> bool:
    """Whether a question calls by a word what the sentence says it is not: "the paid posts".

    The denial must stand right before the word, or be part of it: "unpaid posts".
    """
    language = question.language
    if question.has("yes_no") or question.or_at or language not in unit.views:
        return False
    words = words_of(language)
    idle = words.negators.covered(question.tokens)
    asked = {
        token.stem
        for i, token in enumerate(question.tokens)
        if i and i - 1 not in idle and not words.is_stopword(token)
    }
    told = tokenize(unit.views[language], language)
    denying = words.negators.covered(told)
    denied = {t.stem for i, t in enumerate(told) if i - 1 in denying}
    denied |= {stem for token in told for stem in words.undenied(token)}
    own = {stem for token in question.tokens for stem in words.undenied(token)}
    return bool((asked & denied) - own) and not question.negated and not idle


def _language(question: Question, unit: Unit) -> str:
    """The language in which question and sentence are compared."""
    return question.language if question.language in unit.views else next(iter(unit.views))


def _denied(
    question: Question, unit: Unit, beside: Sequence[str] = ("topic", "entity")
) -> tuple[set[str], set[str]]:
    """Stems of the words asked about that the sentence denies, and of all that it has.

    Mentions of the kinds `beside` are what something is said of, and not denied.
    """
    language = _language(question, unit)
    words, asked = words_of(language), _asked_stems(question, language, beside)
    denied: set[str] = set()
    found: set[str] = set()
    for clause in CLAUSE.split(unit.views[language]):
        held = tokenize(clause, language)
        denying = _denying(held, words)
        affirmed = _affirmed(held, words) if denying else set()
        for i, token in enumerate(held):
            if undenied := asked.intersection(words.undenied(token)):
                denied |= undenied
                found |= undenied
            elif _asked(token.stem, asked):
                found.add(token.stem)
                near = any(j in denying for j in range(max(0, i - _REACH), i))
                if near and not any(end <= i <= end + 1 for end in affirmed):
                    denied.add(token.stem)
    return denied, found


def _denying(clause: Sequence[Token], words: Language) -> set[int]:
    """Positions of negators, none where the clause only supposes the contrary.

    "They would not meet if it were not for the fair" says that they do.
    """
    denying = words.negators.covered(clause)
    supposed = min(words.conditions.covered(clause), default=len(clause))
    both = any(i < supposed for i in denying) and any(i > supposed for i in denying)
    return set() if both else denying


def _affirmed(clause: Sequence[Token], words: Language) -> set[int]:
    """Where what is affirmed twice denied begins: "not an absence of rules" says there are some."""
    ends = {start + n for start, n in words.negators.positions(clause).items()}
    absences = polarity_words(words.code).absences.positions(clause).items()
    return {
        start + n for start, n in absences if any(start - _REACH <= end <= start for end in ends)
    }


def _asked(stem: str, asked: set[str]) -> bool:
    """Whether a word is one of those asked about.

    In Arabic a preposition is left aside, and the noun of a verb is known by its consonants.
    """
    if stem in asked or (stem[:1] in "لبكو" and stem[1:] in asked):
        return True
    bones = skeleton(stem) if ARABIC.match(stem) else ""
    return len(bones) >= 3 and bones in {skeleton(word) for word in asked}
