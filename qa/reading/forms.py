"""What a question asks for that can be seen by its form: a month, a city, a contact, a title.

A sentence without it does not answer, however well the rest fits: who asks in which month a
meeting took place is not told by its year.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial

import regex

from ingest.normalise import normalise
from qa.reading.understand import Question
from qa.reading.vocabulary import Vocabulary, is_proper
from qa.words.countries import countries_of, spelled
from qa.words.language import words_of
from qa.words.phrases import Phrases
from qa.words.tokens import Token, stems, tokenize
from qa.words.values import months, names_day

_CONTACT = regex.compile(r"[\w.+-]+@[\w-]+\.\w+|https?://|www\.|\+?\d[\d ()-]{6,}\d")
_QUOTED = regex.compile(r"«[^»]{3,}»|“[^”]{3,}”|\"[^\"]{3,}\"|„[^“”]{3,}[“”]|《[^》]{2,}》")
_NEAR = 3
"""How many words may stand between a number and the people it counts."""
_TITLE, _TITLE_BEFORE = 2, 10
"""How many words of a title may stand behind the name that it is known by, or signs before it."""
_ON = frozenset("on at from sur en на в على في 在".split())
"""What stands before the place where something is done."""
_FIRST = 3
"""Among how many words behind "what is" the thing that is asked for stands."""

Views = Mapping[str, str]
"""A text by language."""


def lacks_form(
    question: Question,
    texts: Sequence[Views],
    vocabulary: Vocabulary,
    *,
    cells: bool = False,
    dated: bool = False,
) -> bool:
    """Whether the question asks for something of a form that none of the texts has.

    In `cells` of a table a number stands alone: what it counts, the header says. In a `dated`
    column it says as well what began on that day.
    """
    told = {word for views in texts for code, text in views.items() for word in stems(text, code)}
    wanted = _wanted(question, vocabulary, cells=cells, dated=dated, told=told if cells else ())
    return any(not any(holds(views) for views in texts) for holds in wanted)


def fits(question: Question, views: Views, vocabulary: Vocabulary) -> bool:
    """Whether a sentence has all that the question asks for by its form."""
    return all(holds(views) for holds in _wanted(question, vocabulary))


def _wanted(
    question: Question,
    vocabulary: Vocabulary,
    *,
    cells: bool = False,
    dated: bool = False,
    told: Collection[str] = (),
) -> list[Callable[[Views], bool]]:
    """A test for each form that the question asks for; what cells have `told` asks for none."""
    words = words_of(question.language)
    asks, tokens = words.asks, question.tokens
    inside = _inside_longer(question)

    between = words.cues["between"].positions(tokens)
    columns = {m.end for m in question.mentions if cells and m.of_kind("header")}

    def asked(name: str) -> bool:
        return any(
            inside.get(at, 0) <= n
            # The link between two things is no address, and the theme a column lists no title.
            and not (name == "contact" and at + n in between)
            and not (name == "title" and columns & {at + n, at + n - 1})
            # "A portable stove" is written like "a mobile phone" in Arabic.
            and not (name == "contact" and tokens[at].stem in told)
            for at, n in asks[name].positions(tokens).items()
        )

    counting = question.has("count")
    of_people = question.has("who", "by_name")
    by_name = of_people or _asks_person(question, (asks["name_of"],))
    named = by_name or _asks_person(question, (words.cues["which"],))
    forms: tuple[tuple[bool, Callable[[Views], bool]], ...] = (
        (asked("month"), _names_month),
        (asked("day"), _names_day),
        (
            # "Why does its website have ...?" asks for no address.
            asked("contact")
            and not question.has("why", "who", "when", "count")
            and not _of_contact(question),
            partial(_matches, _CONTACT),
        ),
        (asked("title"), partial(_matches, _QUOTED)),
        (
            asked("role") and by_name and not (cells and _runs(question)),
            lambda views: says(_without_asked(question, views), "role"),
        ),
        (asked("author") and named, partial(says, kind="author")),
        (
            (
                ((asked("naming") or question.has("by_name")) and asked("bodies"))
                or asks_bodies(question)
            )
            and vocabulary.has_kinds(("organisation",)),
            lambda views: names_bodies(question, views, vocabulary),
        ),
        (asked("founded") and question.has("when") and not dated, partial(says, kind="founded")),
        (asked("speech") and named, partial(says, kind="speech")),
        (
            (counting and asked("money"))
            or ((asked("price") or _in_money(question)) and not cells),
            partial(says, kind="currency"),
        ),
        (
            _asks_amount(question) and not counting,
            lambda views: says(views, "currency") or says(views, "money"),
        ),
        (counting and _counts(question, "duration"), partial(says, kind="duration")),
        (
            # "How many women came?", "how many of the guests were women?"
            counting and asked("group") and (_counts(question, "group") or counts_people(question)),
            partial(says, kind="group"),
        ),
        (counting and counts_people(question) and not cells, numbers_people),
        (
            asked("located")
            and question.has("where")
            and not question.has("count", "which")
            and vocabulary.has_kinds(("place",)),
            lambda views: _names_place(question, views, vocabulary),
        ),
        (
            (asked("city") or _asks_city(question)) and vocabulary.has_kinds(("place",)),
            lambda views: _names_city(question, views, vocabulary),
        ),
    )
    return [holds for wanted, holds in forms if wanted]


def _inside_longer(question: Question) -> dict[int, int]:
    """For every position within a phrase of "how", or one that says nothing: its length.

    "À quel titre" asks for no title, and who "call themselves" something gives no number to call.
    """
    words = words_of(question.language)
    found: dict[int, int] = {}
    for phrases in (words.cues["how"], words.scaffold, words.stopwords):
        for start, n in phrases.positions(question.tokens).items():
            if n > 1:
                found |= {i: max(n, found.get(i, 0)) for i in range(start, start + n)}
    return found


def _asks_person(question: Question, before: Sequence[Phrases]) -> bool:
    """Whether a word for somebody stands right behind one of these: "the name of the governor"."""
    tokens, asks = question.tokens, words_of(question.language).asks
    after = {s + n for phrases in before for s, n in phrases.positions(tokens).items()}
    return bool(after & (asks["role"].covered(tokens) | asks["author"].covered(tokens)))


def _asks_city(question: Question) -> bool:
    """Whether "which" and a word for a city stand with a word between them: "which Alpine town"."""
    words = words_of(question.language)
    asked = words.cues["which"].positions(question.tokens)
    nouns = words.asks["city_noun"].covered(question.tokens)
    return any(start + n + 1 in nouns for start, n in asked.items())


def asks_bodies(question: Question) -> bool:
    """Whether a number of bodies is asked for: "which two organisations"."""
    bodies = words_of(question.language).asks["bodies"].covered(question.tokens)
    after = {s + n for kind in ("which", "who") for s, n in _starts(question, kind)}
    return any({n.position - 1, n.position} & after and n.position + 1 in bodies
               for n in question.numbers)  # fmt: skip


def asks_kind(question: Question) -> bool:
    """Whether it is asked which of a kind of bodies: "which charities came?" asks for names."""
    if question.has("count", "when", "where", "why", "how", "yes_no") or question.language == "zh":
        return False  # there the first sentence often has the kind, and one behind it the bodies
    after = {s + n for s, n in _starts(question, "which")}
    return any(
        m.start in after
        and m.of_kind("organisation") == m.terms
        and not any(map(is_proper, m.terms))
        for m in question.mentions
    )


def _asks_amount(question: Question) -> bool:
    """Whether "what is" and a word for an amount stand together: "what is its yearly budget?"."""
    words = words_of(question.language)
    first = {s + n for k in ("define", "which") for s, n in _starts(question, k)}
    amounts = words.asks["amount"].covered(question.tokens)
    open_ones = [i for i in question.content if i >= min(first, default=0)][:_FIRST]
    return bool(first) and any(i in amounts for i in open_ones)


def _starts(question: Question, kind: str) -> Iterable[tuple[int, int]]:
    """Start and length of the question words of a kind."""
    return words_of(question.language).cues[kind].positions(question.tokens).items()


def _in_money(question: Question) -> bool:
    """Whether a question ends with a currency: "what is the deposit, in euros?"."""
    at = words_of(question.language).asks["currency"].positions(question.tokens)
    ends = any(start + n == len(question.tokens) for start, n in at.items())
    return ends and question.has("which", "define", "count") and not question.numbers


def _of_contact(question: Question) -> bool:
    """Whether something of a means of contact is asked for: "which firm built the website?"."""
    words = words_of(question.language)
    contact = words.asks["contact"].covered(question.tokens)
    after = {s + n for s, n in words.cues["which"].positions(question.tokens).items()}
    heads = {at for at in question.open if {at, at - 1} & after}
    # "What e-mail", "which official website".
    if heads and not any({at, at + 1} & contact for at in heads):
        return True
    # "What do they sell on their website?"
    return bool(after) and not any(
        _ON.isdisjoint(t.word for t in question.tokens[max(0, at - 2) : at]) for at in contact
    )


def _matches(pattern: regex.Pattern[str], views: Views) -> bool:
    return any(pattern.search(text) for text in views.values())


def asks_access(question: Question) -> bool:
    """Whether it is asked who may take part."""
    asked = words_of(question.language).asks["access"].positions(question.tokens)
    # "Is it open to all, or who may come?" asks who.
    whether = question.has("yes_no") and not question.has("who")
    return (
        bool(asked) and question.has("who", "which") and not whether and not question.has("count")
    )


def asks_address(question: Question) -> bool:
    """Whether it is asked where a text is to be had: "where can I get the full report?"."""
    asks = words_of(question.language).asks
    if not question.has("where") or question.has("count", "who"):
        return False
    return all(asks[kind].positions(question.tokens) for kind in ("finding", "papers"))


def has_address(views: Views) -> bool:
    """Whether a text gives an address by which something is reached."""
    return _matches(_CONTACT, views)


def says(views: Views, kind: str) -> bool:
    """Whether a text has a word of this kind, in any of its languages."""
    return any(
        words_of(code).asks[kind].positions(tokenize(text, code)) for code, text in views.items()
    )


def _without_asked(question: Question, views: Views) -> dict[str, str]:
    """The texts without the names that the question has itself: who led "the meeting of leaders"?

    A title goes on behind the name that it is known by, so that the two words after it go as well.
    """
    named = [m for m in question.mentions if m.of_kind("event", "entity", "organisation")]
    terms = [term for mention in named for term in mention.terms]
    result = {}
    for code, text in views.items():
        tokens = tokenize(text, code)
        idle = _named_at(tokens, [n for t in terms for n in t.names.get(code, ())], code)
        result[code] = " ".join(t.raw for i, t in enumerate(tokens) if i not in idle)
    return result


def _named_at(tokens: Sequence[Token], names: Iterable[str], code: str) -> set[int]:
    """Positions of these names, however they are inflected, and of the two words after each."""
    told = tuple(token.stem for token in tokens)
    found: set[int] = set()
    for key in {stems(name, code) for name in names}:
        for at in range(len(told) - len(key) + 1 if key else 0):
            if told[at : at + len(key)] == key:
                before = _TITLE_BEFORE if code == "zh" else 0
                found |= set(range(at - before, at + len(key) + _TITLE))
    return found


def _runs(question: Question) -> bool:
    """Whether Arabic asks by a verb who runs what a column is about: a body may do that."""
    words = words_of(question.language)
    at = words.asks["role"].positions(question.tokens)
    headers = any(m.of_kind("header") for m in question.mentions)
    return headers and bool(at) and all(words.is_verb(question.tokens[i]) for i in at)


def _names_month(views: Views) -> bool:
    return any(months(text, code) for code, text in views.items())


def _names_day(views: Views) -> bool:
    return any(names_day(text, code) for code, text in views.items())


def _names_city(question: Question, views: Views, vocabulary: Vocabulary) -> bool:
    """Whether a place is named that is no country, and that the question does not name itself."""
    asked = {term.id for mention in question.mentions for term in mention.terms}
    for name in vocabulary.held(views, ("place",)) - asked:
        names = [n for given in vocabulary.terms[name].names.values() for n in given]
        if any(normalise(n) not in spelled() for n in names):
            return True
    return False


def _names_place(question: Question, views: Views, vocabulary: Vocabulary) -> bool:
    """Whether a place, or a country, is named that the question does not name itself."""
    text = question.text.casefold()
    named = {
        term
        for term in vocabulary.held(views, ("place", "region"))
        for names in vocabulary.terms[term].names.values()
        if any(name.casefold() in text for name in names)
    }
    return bool(
        vocabulary.held(views, ("place", "region")) - named
        or countries_of(views) - set(question.countries.values())
    )


def names_bodies(question: Question, views: Views, vocabulary: Vocabulary) -> bool:
    """Whether a body is named that the question does not name itself, and no kind of bodies."""
    asked = {term.id for mention in question.mentions for term in mention.terms}
    held = vocabulary.held(views, ("organisation", "entity")) - asked
    return any(is_proper(vocabulary.terms[name]) for name in held)


def counts_people(question: Question) -> bool:
    """Whether "how many" is followed by a word for people before anything else is named."""
    return _counts(question, "person")


def _counts(question: Question, kind: str) -> bool:
    """Whether "how many" is followed by a word of this kind before anything else is named."""
    people = words_of(question.language).asks[kind]
    start = question.cues.get("count", 0)
    things = {i for m in question.mentions for i in range(m.start, m.end)} | set(question.content)
    after = [
        i for i in range(start, len(question.tokens)) if i in things or _is(people, question, i)
    ]
    return bool(after) and _is(people, question, after[0])


def _is(people: Phrases, question: Question, at: int) -> bool:
    return bool(people.at(question.tokens, at))


def numbers_people(views: Views) -> bool:
    """Whether a number that is no year stands beside a word for people."""
    for code, text in views.items():
        words = words_of(code)
        tokens = tokenize(text, code)
        near = words.asks["person"].covered(tokens)
        for start, (value, length) in words.numbers(tokens).items():
            if 1900 <= value <= 2100:
                continue
            if any(i in near for i in range(start + length, start + length + _NEAR)):
                return True
            if _counted_before(tokens, near, start):
                return True
    return False


def _counted_before(tokens: Sequence[Token], near: set[int], start: int) -> bool:
    """Languages that put the number after its noun: "participants: 60"."""
    return start - 1 in near
