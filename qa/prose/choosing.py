"""From ranked sentences to what is said: one to three of them, yes or no, or a conflict."""

from collections.abc import Mapping, Sequence

import regex

from corpus.records import Document, Unit
from index.analyzer import ARABIC, skeleton
from qa.prose.evidence import Evidence, years
from qa.reading.concepts import Concept, covers, stems_of
from qa.reading.understand import Question
from qa.words.denials import polarity_words
from qa.words.language import Language, words_of
from qa.words.polarity import opposed
from qa.words.tokens import Token, tokenize
from qa.words.values import CLAUSE

MOST = 3
"""How many sentences an answer has at most."""
_REACH = 9
"""How many words after a negator are denied by it, at most, within a clause."""
_ITEM = regex.compile(r"\((\d)\)")


def chosen(
    question: Question, found: Sequence[Evidence], wanted: Sequence[Concept]
) -> list[Evidence]:
    """The best sentence, with those of its passage that say what it leaves open, in order.

    A second or third sentence is added when it holds something asked about that none before it
    does, or when it is nearly as good as the best; how something is done takes more sentences.
    """
    if not found:
        return []
    best, top = found[0], max(evidence.score for evidence in found)
    picked = [best]
    nearly = 0.8 if question.has("how") and not question.has("count", "how_often") else 0.9
    left = [c for c in wanted if c.weight > 0.2 and not covers(c, stems_of(best.unit.views))]
    for evidence in found[1:]:
        if evidence.passage.id != best.passage.id or len(picked) == MOST:
            continue
        held = [c for c in left if covers(c, stems_of(evidence.unit.views))]
        if (held and evidence.score >= 0.6 * top) or evidence.score >= nearly * top:
            picked.append(evidence)
            left = [c for c in left if c not in held]
    if question.has("why"):
        picked += _reason_after(picked, found)
    order = [unit.id for unit in best.passage.units]
    picked.sort(key=lambda e: order.index(e.unit.id))
    return _with_the_rest(picked, found)


def _reason_after(picked: Sequence[Evidence], found: Sequence[Evidence]) -> list[Evidence]:
    """The sentence after the last one that is said, where only it gives a reason.

    "The number fell to ten. This is due to the drought."
    """
    if any(reasons(evidence.unit) for evidence in picked):
        return []
    units = list(picked[0].passage.units)
    at = max(units.index(evidence.unit) for evidence in picked)
    after = [e for e in found if e.unit in units[at + 1 : at + 2] and reasons(e.unit)]
    return after[:1]


def reasons(unit: Unit) -> bool:
    """Whether a sentence has one of the words by which a text gives its reasons."""
    return any(
        words_of(code).reasons.positions(tokenize(text, code)) for code, text in unit.views.items()
    )


def _with_the_rest(picked: list[Evidence], found: Sequence[Evidence]) -> list[Evidence]:
    """Go on to the end of an enumeration: after "(1)" comes the sentence with "(2)"."""
    last = picked[-1]
    units = list(last.passage.units)
    at = units.index(last.unit)
    by_unit = {evidence.unit.id: evidence for evidence in found}
    number = max((int(n) for n in _ITEM.findall(" ".join(last.unit.views.values()))), default=0)
    for unit in units[at + 1 :] if number else ():
        marks = {int(n) for n in _ITEM.findall(" ".join(unit.views.values()))}
        if unit.id in by_unit and number + 1 in marks:
            picked.append(by_unit[unit.id])
            number += 1
    return picked


def conflict(
    question: Question,
    wanted: Sequence[Concept],
    found: Sequence[Evidence],
    documents: Mapping[str, Document],
) -> list[Evidence]:
    """Sentences that hold all that was asked about and give different years.

    Asked when it was, or whether it was in one of those years.
    """
    whether = question.has("yes_no") and bool(question.years())
    if not wanted or not (whether or (question.has("when") and not question.years())):
        return []
    telling = [
        concept
        for concept in wanted
        if concept.weight > 0.3
        and concept.kind != "year"
        # What no sentence says tells none from another, as long as something is named.
        and (concept.named or any(_says(concept, e.unit) for e in found))
    ]
    result: list[Evidence] = []
    for evidence in found:
        if not telling or not all(_says_here(concept, evidence) for concept in telling):
            continue
        language = documents[evidence.passage.document_id].language
        own = years(evidence.unit, language)
        if own and all(own.isdisjoint(years(e.unit, language)) for e in result):
            result.append(evidence)
    return result if len(result) > 1 else []


def _says_here(concept: Concept, evidence: Evidence) -> bool:
    """Whether a sentence holds a concept; what is no name may stand in its heading."""
    if _says(concept, evidence.unit):
        return True
    return not concept.named and covers(concept, stems_of(evidence.passage.context))


def _says(concept: Concept, unit: Unit) -> bool:
    """Whether a sentence holds a concept; an Arabic word also by its consonants.

    "They met" and "the meeting" are one.
    """
    texts = stems_of(unit.views)
    if concept.named or "ar" not in texts or covers(concept, texts):
        return covers(concept, texts)
    bones = {skeleton(word) for word in texts["ar"].split()}
    asked = {skeleton(name.strip()) for name in concept.names.get("ar", ())}
    return any(len(own) >= 3 and own in bones for own in asked)


def negates(question: Question, unit: Unit) -> bool:
    """Whether the sentence denies what a yes/no question asks.

    "Always" and "only" are denied by "or", "sometimes", "often", "all" by "some", and a word by
    one that says the contrary.
    A content word of the question that stands within nine words after a negator, in the same
    clause, is denied, and so is one that the sentence has with a denying prefix ("informal").
    Words of a language that the sentence lacks are looked for by their translations.
    """
    language = _language(question, unit)
    words = words_of(language)
    told = tokenize(unit.views[language], language)
    hedges = words.hedges.covered(told)
    denied = question.has("always") and bool(hedges)
    # "All of them?" is denied by "some of them", but not by "this or that".
    denied |= question.has("every") and bool(hedges - words.or_words.covered(told))
    denied |= bool(_denied(question, unit)[0])
    if not question.negated:
        denied |= opposed(question.text, unit.views[language], question.language, language)
    # What both deny beside the point turns nothing.
    return denied != (question.negated and (denied or not _denies_beside(question)))


def _denies_beside(question: Question) -> bool:
    """Whether a question denies only in a clause beside: "does it grow where no rain falls?"."""
    breaks = polarity_words(question.language).breaks.positions(question.tokens)
    first = min((at for at in breaks if at), default=len(question.tokens))
    return all(at > first for at in question.negators)


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
    words, readable = words_of(language), language == question.language
    tokens = list(question.leftover)
    for mention in question.mentions:
        if not mention.of_kind(*beside):
            tokens += question.tokens[mention.start : mention.end]
    asked = {stem for t in tokens for stem in ((t.stem,) if readable else (t.stem, *t.glosses))}
    denied: set[str] = set()
    found: set[str] = set()
    for clause in CLAUSE.split(unit.views[language]):
        held = tokenize(clause, language)
        denying = _denying(held, words)
        for i, token in enumerate(held):
            if undenied := asked.intersection(words.undenied(token)):
                denied |= undenied
                found |= undenied
            elif _asked(token.stem, asked):
                found.add(token.stem)
                if any(j in denying for j in range(max(0, i - _REACH), i)):
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


def _asked(stem: str, asked: set[str]) -> bool:
    """Whether a word is one of those asked about.

    In Arabic a preposition is left aside, and the noun of a verb is known by its consonants.
    """
    if stem in asked or (stem[:1] in "لبكو" and stem[1:] in asked):
        return True
    bones = skeleton(stem) if ARABIC.match(stem) else ""
    return len(bones) >= 3 and bones in {skeleton(word) for word in asked}
