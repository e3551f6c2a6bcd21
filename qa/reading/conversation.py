"""Follow-up questions, completed from the turns before so that they can be asked alone.

No model and no memory beside the questions themselves: a follow-up is known by how it begins, by a
pronoun, or by naming nothing; what it lacks is taken from the last turn, in one of four ways.

- "What about X?" asks the last question again with X in the place of what was there.
- "Only the X ones" asks the last question again with X beside what was there.
- "The second one?" takes the second thing that the last answer listed.
- "Who hosted it?" is about what the last question, or else its only answer, named.

A question that names its own subject is left as it is: a new topic is not dragged to the old one.
"""

from collections.abc import Sequence

from qa.reading.earlier import by_head, compared_with, one_of_two, raw, told_first
from qa.reading.leaning import (
    beside_it,
    is_bare,
    lacks_subject,
    points_back,
    takes_up,
    told_itself,
)
from qa.reading.listed import Ask, listed, names_listed, others_of_body, subjects
from qa.reading.neighbours import neighbouring
from qa.reading.rewriting import MARK, about, noun_phrase, ordinal_word, put, replace_names, swap
from qa.reading.turn import Earlier, entities, named_in, names_subject, selects
from qa.reading.understand import Question, understand
from qa.reading.vocabulary import Mention, Vocabulary
from qa.records import Turn
from qa.words.language import Language, detect, words_of
from qa.words.tokens import stems


def resolve(text: str, history: Sequence[Turn], vocabulary: Vocabulary, ask: Ask) -> str:
    """The question as it would be asked alone; unchanged when it can be.

    Args:
        text: the newest question.
        history: earlier turns, oldest first.
        vocabulary: of the documents that are asked.
        ask: answers a completed question, to know what the last answer listed.
    """
    completed = ""
    for turn in history:
        completed = _complete(turn.question, completed, vocabulary, ask)
    return _complete(text, completed, vocabulary, ask)


def _complete(text: str, before: str, vocabulary: Vocabulary, ask: Ask) -> str:
    if not before.strip() or not text.strip():
        return text
    question = understand(text, vocabulary)
    words = words_of(detect(text))
    named = named_in(question)
    last = understand(before, vocabulary)
    earlier = Earlier(last, named_in(last))
    starts = words.follow_up.at(question.tokens, 0) if question.tokens else 0
    pronouns = points_back(question, words) and not told_itself(question, named, words, starts)
    full = (
        neighbouring(text, before, question, earlier, words, vocabulary)
        or _counted(text, before, question, earlier, words, ask)
        or others_of_body(text, question, earlier, words, ask, vocabulary)
        or _by_own_words(before, question, earlier, words, vocabulary)
        or _part(text, question, earlier, words)
        or _told_of_last(text, question, earlier, words, ask)
    )
    if full or told_first(text, question, named, words):
        return full or text
    if named and not pronouns and is_bare(question, words, starts, earlier):
        return replace_names(before, earlier, question, named)
    computes = question.has("most", "fewest", "count", "rank", "total")
    if computes and (named or selects(earlier)) and not names_subject(named):
        return text if named else f"{MARK.sub('', before)}. {text}"
    subject = names_subject(named) and not beside_it(question, named, earlier, words)
    if not subject and takes_up(question, last):
        return about(text, (noun_phrase(last),))
    if subject or not (pronouns or lacks_subject(question, named, bool(starts), vocabulary)):
        return text
    if not pronouns and not starts and question.has("which", "list") and ask(text).table:
        return text  # a table answers it as it is
    return about(text, (*subjects(earlier, named, ask), *_matter(question, earlier, words)))


def _told_of_last(
    text: str, question: Question, earlier: Earlier, words: Language, ask: Ask
) -> str:
    """The question with what it means of the last turn: names, the other one, the two; else ""."""
    named, last = named_in(question), earlier.question
    if wanted := _names_wanted(question, earlier):
        return about(text, wanted)
    if other := compared_with(question, named, last, earlier.named, words):
        return about(text, (other,))
    if words.of_them.positions(question.tokens) or words.the_other.positions(question.tokens):
        if two := one_of_two(question, named, names_listed(earlier, ask), words):
            return about(text, two)
    return "" if named else by_head(text, question, last, earlier.named, words)


def _by_own_words(
    before: str, question: Question, earlier: Earlier, words: Language, vocabulary: Vocabulary
) -> str:
    """The last question asked of a row that is called by words of its name: "and the rowing one?".

    "" where the words are those of several rows, or more is asked.
    """
    starts = bool(question.tokens) and words.follow_up.at(question.tokens, 0) > 0
    of = entities(earlier.named)
    if not starts or len(of) != 1 or named_in(question) or question.cues or not question.open:
        return ""
    told = {token.stem for token in question.strong}
    fits = [
        [name for name in term.names.get(words.code, ()) if told <= set(stems(name, words.code))]
        for term in vocabulary.terms.values()
        if term.kind == "entity"
    ]
    meant = [names for names in fits if names]
    # A row may be known by two terms, of its glossary and of its table.
    if not meant or any(set(names).isdisjoint(meant[0]) for names in meant):
        return ""
    return put(before, earlier, of[0], meant[0][0])


def _matter(question: Question, earlier: Earlier, words: Language) -> tuple[str, ...]:
    """What the last question asked of its subject, where it is asked how that stands.

    "Is that structure settled?" after "who is the keeper of X?" is about the keeper.
    """
    if not words.settled.positions(question.tokens) or any(
        m.of_kind("header") for m in question.mentions
    ):
        return ()
    asked = [m for m in earlier.question.mentions if m.of_kind("header")]
    return tuple(raw(earlier.question, m) for m in asked[:1] if entities(earlier.named))


def _counted(
    text: str, before: str, question: Question, earlier: Earlier, words: Language, ask: Ask
) -> str:
    """The question where it names a place in an order: of what was counted or listed before."""
    place = _place(question)
    if not place:
        return ""
    places = list(words.places(earlier.question.tokens))
    if len(places) == 1:
        return swap(before, earlier.question, places[0], ordinal_word(question))
    chosen = listed(earlier, place, ask)
    return about(text, (chosen,)) if chosen else ""


def _place(question: Question) -> int:
    """K for "the k-th one": an ordinal and nothing else that could be counted; 0 if there is none.

    "-1" is the last.
    """
    counted = {numeral.position for numeral in question.ordinals}
    if len(question.ordinals) != 1 or set(question.open) - counted or named_in(question):
        return 0
    return question.ordinals[0].value


def _names_wanted(question: Question, earlier: Earlier) -> tuple[str, ...]:
    """What was counted and of whom, where names are asked for: "which ones?", "name them"."""
    last, of = earlier.question, entities(earlier.named)
    asks = question.has("by_name", "which", "who", "list") and not question.has("count", "yes_no")
    if not asks or not of or "count" not in last.cues or question.open or named_in(question):
        return ()
    if question.subject_verb and not question.has("by_name", "who"):
        return ()  # "what does it deal with?"
    start = last.cues["count"]
    headers = [m for m in last.mentions if m.start >= start and m.of_kind("header")]
    own = {t.id for m in question.mentions for t in m.of_kind("header")}
    if own and not any(own & {t.id for t in m.terms} for m in headers):
        return ()
    things = [raw(last, m) for m in headers] or [last.tokens[i].raw for i in last.open]
    return (*things[:1], *(raw(last, m) for m in of)) if things else ()


def _part(text: str, question: Question, earlier: Earlier, words: Language) -> str:
    """A question about a part of what was listed, in full; "" when it is none.

    "Only the wooden ones" narrows the last question, "how many of them are wooden?" asks another
    of what the last one selected.
    """
    named, before = named_in(question), earlier.question.text
    of_them = bool(words.of_them.positions(question.tokens))
    if of_them and question.has("count") and len(named) == 1 and entities(named):
        # "How many of those belong to Y too?", asked of what the last question said of X.
        return about(text, tuple(raw(earlier.question, m) for m in entities(earlier.named)))
    if not named or names_subject(named) or not selects(earlier):
        return ""
    if _narrows(question, named, words):
        return about(before, tuple(raw(question, mention) for mention in named))
    if not of_them:
        return ""
    if earlier.question.negated or earlier.question.numbers:
        return about(text, (MARK.sub("", before),))
    return about(text, tuple(raw(earlier.question, mention) for mention in earlier.named))


def _narrows(question: Question, named: Sequence[Mention], words: Language) -> bool:
    """Whether a part of what was listed is asked for: "only the wooden ones", "and of those ...?".

    Nothing may be asked of them: "how many of those have a pier?" is a question of its own.
    """
    if not named or question.open or question.negated or names_subject(named):
        return False
    if set(question.cues) - {"always", "about", "list", "every"}:
        return False
    tokens = question.tokens
    return bool(words.only.positions(tokens) or words.of_them.positions(tokens))
