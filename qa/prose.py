"""Evidence for prose questions: the sentences that answer, and how sure that is."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex

from corpus.records import Block, BlockKind, Document, Passage, PassageKind, Span, Unit
from index.store import Hit
from qa.language import NEGATORS, STOPWORDS
from qa.tokens import find, stems, tokenize
from qa.understand import Question
from qa.vocabulary import Vocabulary

YEAR = regex.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_NUMBER = regex.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Concept:
    """Something the question is about: the spellings that stand for it, by language."""

    weight: float
    names: Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence with the signals by which it was chosen, each between 0 and 1."""

    passage: Passage
    unit: Unit
    coverage: float
    cosine: float
    score: float


def concepts(question: Question, vocabulary: Vocabulary, topic: bool = False) -> list[Concept]:
    """What the question is about, the documents' ubiquitous topic left out unless `topic`."""
    found: list[Concept] = []
    language = question.language
    for mention in question.mentions:
        if mention.of_kind("topic") and not topic:
            continue
        names: dict[str, tuple[tuple[str, ...], ...]] = {}
        for term in mention.terms:
            for code, spelled in term.names.items():
                names[code] = names.get(code, ()) + tuple(stems(name, code) for name in spelled)
        asked = tuple(t.stem for t in question.tokens[mention.start : mention.end])
        names[language] = (*names.get(language, ()), asked)
        weight = max(vocabulary.weight(stem, language) for stem in asked)
        found.append(Concept(max(0.5, weight), names))
    for token in question.telling:
        weight = vocabulary.weight(token.stem, language)
        if weight > 0.05:
            found.append(Concept(weight, {language: ((token.stem,),)}))
    return found


def covers(concept: Concept, texts: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a text, given as stems by language, holds one of the concept's spellings."""
    return any(
        find(name, texts[code]) >= 0
        for code, names in concept.names.items() if code in texts
        for name in names
    )  # fmt: skip


def _stems(views: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {code: stems(text, code) for code, text in views.items()}


def coverage(
    wanted: Sequence[Concept], views: Mapping[str, str], context: Mapping[str, str]
) -> float:
    """Weighted share of the concepts that the text holds; half for those in its headings."""
    total = sum(concept.weight for concept in wanted)
    if not total:
        return 0.0
    inside, around = _stems(views), _stems(context)
    held = sum(
        concept.weight * (1.0 if covers(concept, inside) else 0.6 if covers(concept, around) else 0)
        for concept in wanted
    )
    return held / total


class Prose:
    """Chooses sentences. `passages` are all of the library's, by id."""

    def __init__(self, passages: Mapping[str, Passage]) -> None:
        """Keep the passages and their units at hand."""
        self.passages = passages
        self._units = {u.id: (p, u) for p in passages.values() for u in p.units}

    def candidates(
        self, question: Question, wanted: Sequence[Concept], hits: Iterable[Hit],
        passage_hits: Iterable[Hit],
    ) -> list[Evidence]:  # fmt: skip
        """Sentences of prose among the hits, best first."""
        near = {hit.passage_id: 1.0 / (1 + hit.rank) for hit in passage_hits}
        cosine: dict[str, float] = {}
        for hit in hits:
            if hit.unit_id is not None:
                cosine[hit.unit_id] = max(cosine.get(hit.unit_id, 0.0), hit.dense or 0.0)
        for passage_id in list(near)[:5]:
            for unit in self.passages[passage_id].units:
                cosine.setdefault(unit.id, 0.0)
        result = []
        for unit_id, similarity in cosine.items():
            passage, unit = self._units[unit_id]
            if passage.kind is not PassageKind.PROSE:
                continue
            covered = coverage(wanted, unit.views, passage.context)
            whole = coverage(wanted, passage.views, passage.context)
            covered = max(covered, 0.5 * covered + 0.4 * whole)
            typed = answer_type(question, unit)
            score = covered + 0.8 * similarity + 0.25 * near.get(passage.id, 0.0) + typed
            result.append(Evidence(passage, unit, covered, similarity, score))
        return sorted(result, key=lambda e: (-e.score, e.unit.id))


def answer_type(question: Question, unit: Unit) -> float:
    """A bonus when the sentence holds the kind of thing that is asked for."""
    text = " ".join(unit.views.values())
    if question.has("when"):
        return 0.3 if YEAR.search(text) else -0.2
    if question.has("count"):
        return 0.5 if counts(question, unit) else 0.1 if _NUMBER.search(YEAR.sub("", text)) else -0.1
    return 0.0


def counts(question: Question, unit: Unit) -> bool:
    """Whether a number that is no year stands within three words of a thing asked about."""
    asked = {token.stem for token in question.leftover}
    asked |= {t.stem for m in question.mentions if m.of_kind("header")
              for t in question.tokens[m.start : m.end]}  # fmt: skip
    for language, text in unit.views.items():
        tokens = tokenize(text, language)
        for i, token in enumerate(tokens):
            if token.word.isdigit() and not YEAR.fullmatch(token.word):
                near = tokens[max(0, i - 3) : i + 4]
                if any(_alike(t.stem, stem) for t in near for stem in asked):
                    return True
    return False


def years(unit: Unit, language: str) -> set[str]:
    """The years a sentence names, Arabic-Indic digits read as well."""
    from ingest.normalise import normalise

    return set(YEAR.findall(normalise(unit.views.get(language) or "")))


def _alike(one: str, other: str) -> bool:
    """Equal, or one the other with an ending: light10 leaves the alef of "60 مشاركاً"."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= 4 and long.startswith(short) and len(long) <= len(short) + 2)


def chosen(
    found: Sequence[Evidence], wanted: Sequence[Concept], most: int = 3
) -> list[Evidence]:
    """The best sentence, with those of its passage that say what it leaves open, in order.

    A second or third sentence is added when it holds a concept that none before it does, or is
    nearly as good as the best.
    """
    if not found:
        return []
    best = found[0]
    picked = [best]
    open_ = [c for c in wanted if not covers(c, _stems(best.unit.views))]
    for evidence in found[1:]:
        if evidence.passage.id != best.passage.id or len(picked) == most:
            continue
        held = [c for c in open_ if covers(c, _stems(evidence.unit.views))]
        if held or evidence.score >= 0.93 * best.score:
            picked.append(evidence)
            open_ = [c for c in open_ if c not in held]
    order = [unit.id for unit in best.passage.units]
    return sorted(picked, key=lambda e: order.index(e.unit.id))


def definition(question: Question, document: Document) -> list[tuple[Block, Span]]:
    """What stands under a heading that asks what the documents' topic is.

    Only for questions about the topic alone: such a heading ends with a question mark and has
    no other content word.
    """
    topics = [t for m in question.mentions for t in m.of_kind("topic")]
    if question.telling or not topics or any(not m.of_kind("topic") for m in question.mentions):
        return []
    language = document.language
    own = {s for t in topics for code, names in t.names.items() for n in names
           for s in stems(n, code)}  # fmt: skip
    for position, block in enumerate(document.blocks):
        if block.kind is not BlockKind.HEADING or not block.text.endswith(("؟", "?")):
            continue
        words = [t for t in tokenize(block.text, language) if t.word not in STOPWORDS]
        if all(t.stem in own for t in words):
            below = document.blocks[position + 1 : position + 2]
            return [(b, s.spans[0]) for b in below for s in b.sentences[:2]]
    return []


def enumeration(
    question: Question, wanted: Sequence[Concept], document: Document
) -> list[tuple[Block, Span]]:
    """Items below the heading that the question asks for: bullets, else subheadings.

    Returns pairs of the item's block and the span to cite; empty when no heading fits.
    """
    if not wanted or not question.has("which", "define", "when", "how", "about", "count"):
        return []
    best: tuple[float, Block] | None = None
    for block in document.blocks:
        if block.kind is not BlockKind.HEADING:
            continue
        views = {document.language: block.text}
        for code, translation in document.translations.items():
            views[code] = translation.of(block.span)
        held = coverage(wanted, views, {})
        if held >= 0.75 and (best is None or held > best[0]):
            best = (held, block)
    if best is None:
        return []
    heading = best[1]
    below = [b for b in document.blocks if heading.span in b.section]
    items = [b for b in below if b.kind is BlockKind.LIST_ITEM]
    heads = [b for b in below if b.kind is BlockKind.HEADING and b.section[-1] == heading.span]
    if len(items) >= 2:
        return [(b, b.sentences[0].spans[0]) for b in items if b.sentences]
    return [(b, b.span) for b in heads] if len(heads) >= 2 else []


def negates(question: Question, unit: Unit) -> bool:
    """Whether the sentence denies what a yes/no question asks.

    A content word of the question that stands within two words after a negator is denied.
    """
    language = question.language if question.language in unit.views else next(iter(unit.views))
    tokens = tokenize(unit.views[language], language)
    asked = {token.stem for token in question.leftover}
    asked |= {t.stem for m in question.mentions if not m.of_kind("topic", "entity")
              for t in question.tokens[m.start : m.end]}  # fmt: skip
    denied = any(
        token.stem in asked and any(t.word in NEGATORS for t in tokens[max(0, i - 2) : i])
        for i, token in enumerate(tokens)
    )
    return denied != question.negated


@dataclass(frozen=True, slots=True)
class Signals:
    """What the decision to answer rests on."""

    cosine: float
    coverage: float
    unknown: float

    def probability(self, weights: Mapping[str, float]) -> float:
        """Calibrated probability that the evidence answers the question."""
        z = weights["bias"] + sum(
            weights[name] * value
            for name, value in (
                ("cosine", self.cosine), ("coverage", self.coverage), ("unknown", self.unknown)
            )
        )
        return 1 / (1 + math.exp(-z))


def foreign(question: Question, best: Evidence, vocabulary: Vocabulary) -> bool:
    """Whether the question names a number or a proper name that its evidence doesn't hold.

    A year or a place that is not there makes a near miss, however well the rest fits. In
    scripts without capitals only numbers can be told from paraphrases.
    """
    texts = [*best.passage.views.values(), *best.passage.context.values()]
    held = {t.word for text in texts for t in tokenize(text)}
    if any(str(n) not in held for n in question.numbers if n >= 100):
        return True
    cased = any(t.raw[:1].islower() for t in question.tokens)
    return cased and any(
        t.raw[:1].isupper() and not vocabulary.known(t.stem)
        for t in question.tokens[1:] if t in question.strong
    )  # fmt: skip


def signals(question: Question, best: Evidence | None, vocabulary: Vocabulary) -> Signals:
    """Gather the signals for the best sentence."""
    strong = question.strong
    unknown = sum(not vocabulary.known(t.stem) for t in strong) / len(strong) if strong else 0.0
    if best is None:
        return Signals(0.0, 0.0, unknown)
    return Signals(best.cosine, best.coverage, unknown)
