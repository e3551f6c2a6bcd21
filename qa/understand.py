"""From the words of a question to what it asks for."""

from dataclasses import dataclass

import regex

from qa.language import NEGATORS, NUMBER_WORDS, STOPWORDS, cues, detect
from qa.tokens import Token, tokenize
from qa.vocabulary import Mention, Vocabulary

_WEAK = frozenset(
    token.stem
    for text in (
        "address deal dealing cover focus work concern concerned handle treat tackle discuss include "
        "includes belong participate participating take exist exists there provide list listed table "
        "matrix overview number count issue issues topic topics subject member name names total have "
        "among currently current main group groups compare comparison difference act acts serve "
        "serves role based located brochure document figure mean meaning definition exactly work on "
        "regional process processes forum main key kind type sort run operate function agenda "
        "discuss back support exist actually body bodies essential particular whole every "
        "hold held organise organize happen come came attend group rows row entry entries figure",
        "تعالج يعالج معالجة تتناول يتناول تناول تهتم تعنى تعمل تركز تغطي تشمل يشمل تضم يضم مشاركة تشارك "
        "يشارك شارك جدول مصفوفة قائمة عدد اسم أسماء مجموع موضوع مواضيع قضايا قضية مسألة لديها لديه "
        "توجد يوجد المدرجة مدرجة تتولى يتولى تقدم يقدم دور تبلغ يبلغ مقارنة الفرق ينتمي تنتمي تقع يقع "
        "رئيسية حاليا عملية عمليات معنية المعنية مهتمة تناقشها تناقش يناقش نوع شكل أساسي أساسية "
        "عقد انعقد تنعقد يعقد عقدت جرى تمت يصنف تصنف مصنف جهة جهات الجهات طريقة عنوان رقم دعم تدعم "
        "تنظم ينظم منظمة حول مدرج",
    )
    for token in tokenize(text)
)


def _is_weak(token: Token) -> bool:
    """Whether a word, as typed or as corrected, says nothing of the subject."""
    return token.stem in _WEAK or any(t.stem in _WEAK for t in tokenize(token.raw))


@dataclass(frozen=True, slots=True)
class Question:
    """A question, read.

    `cues` maps kinds of question words to their position; `leftover` are the content words
    that name no term; `numbers` are the numbers asked about.
    """

    text: str
    language: str
    tokens: tuple[Token, ...]
    cues: dict[str, int]
    mentions: tuple[Mention, ...]
    leftover: tuple[Token, ...]
    numbers: tuple[int, ...]
    negated: bool

    def has(self, *kinds: str) -> bool:
        """Whether any of these kinds of question words occurs."""
        return any(kind in self.cues for kind in kinds)

    @property
    def telling(self) -> tuple[Token, ...]:
        """Leftover words without such as "address" or "list"; numbers are kept."""
        return tuple(token for token in self.leftover if not _is_weak(token))

    @property
    def strong(self) -> tuple[Token, ...]:
        """Leftover words that carry content: no numbers, no words such as "address" or "list"."""
        return tuple(
            t for t in self.leftover
            if not _is_weak(t) and not t.word.isdigit() and t.word not in NUMBER_WORDS
        )  # fmt: skip


def understand(text: str, vocabulary: Vocabulary, language: str | None = None) -> Question:
    """Read a question against the words and terms of the library.

    Args:
        text: the question.
        vocabulary: of the documents that are asked.
        language: when the caller knows it; else it is detected.
    """
    code = language or detect(text)
    tokens = vocabulary.correct(tokenize(text, code))
    found = cues(tuple(token.word for token in tokenize(text, code)))
    mentions = vocabulary.mentions(tokens)
    covered = {i for mention in mentions for i in range(mention.start, mention.end)}
    leftover = tuple(
        token
        for i, token in enumerate(tokens)
        if i not in covered and token.word not in STOPWORDS and token.stem not in STOPWORDS
        and token.word not in _cue_words() and token.word not in NEGATORS
    )  # fmt: skip
    numbers = tuple(
        int(t.word) if t.word.isdigit() else NUMBER_WORDS[t.word]
        for i, t in enumerate(tokens)
        if i not in covered and (regex.fullmatch(r"\d{1,9}", t.word) or t.word in NUMBER_WORDS)
    )
    return Question(
        text, code, tokens, found, mentions, leftover, numbers,
        any(token.word in NEGATORS for token in tokens),
    )  # fmt: skip


def _cue_words() -> frozenset[str]:
    from qa.language import _patterns

    kinds = ("most", "fewest", "more", "less", "at_least", "at_most", "count", "when", "total",
             "where", "who", "why", "how", "define", "which", "about")
    return frozenset(word for kind in kinds for pattern in _patterns()[kind] for word in pattern)
