"""Questions that a heading asks itself: a definition below it, or the items under it."""

from collections.abc import Mapping, Sequence

import regex

from corpus.records import Block, BlockKind, Document, Span, Unit
from qa.reading.concepts import Concept, coverage
from qa.reading.understand import Question
from qa.words.language import words_of
from qa.words.meaning import Meanings
from qa.words.tokens import stems, tokenize

_SYNONYM = 0.7
"""Cosine from which on a word of a heading stands for one of the question."""
_COUNTED = 0.35
"""Share of a question that a heading must have with as many items below as are asked for."""
_FEW = 6
"""How many sentences a summary has at most."""

_NUMBER = regex.compile(r"^\s*[(]?(?:\d{1,2}|[IVX]{1,5}|\p{L})\s*[.):\-–—]\s+(?=\S)")
"""The number before a heading's own words: "III.", "4)"."""

Item = tuple[Block, Span]
"""A block and the span of it to cite."""


def definition(question: Question, document: Document) -> list[Item]:
    """What stands under a heading that asks what the documents' topic is.

    Only for questions about the topic alone: such a heading ends with a question mark and has
    no other content word.
    """
    topics = [t for m in question.mentions for t in m.of_kind("topic")]
    beyond = question.open or any(not m.of_kind("topic", "header") for m in question.mentions)
    if beyond or not topics or question.has("count", "who", "when", "where", "why"):
        return []
    language = document.language
    own = {
        stem
        for term in topics
        for code, names in term.names.items()
        for name in names
        for stem in stems(name, code)
    }
    words = words_of(language)
    for position, block in enumerate(document.blocks):
        if block.kind is not BlockKind.HEADING or not block.text.endswith(("؟", "?")):
            continue
        tokens = [t for t in tokenize(block.text, language) if not words.is_stopword(t)]
        if all(t.stem in own for t in tokens):
            below = document.blocks[position + 1 : position + 2]
            return [(b, s.spans[0]) for b in below for s in b.sentences[:2]]
    return []


def listed_below(document: Document, unit: Unit) -> list[Item]:
    """The list that a sentence announces: "it has the following tasks:"."""
    end = max(span.end for span in unit.spans)
    if not document.text[:end].rstrip().endswith((":", "：")):
        return []
    items: list[Item] = []
    for block in document.blocks:
        if block.span.start < end:
            continue
        if block.kind is not BlockKind.LIST_ITEM:
            break
        if block.sentences:
            items.append((block, block.sentences[0].spans[0]))
    return items


def views_of(document: Document, block: Block) -> dict[str, str]:
    """A block's reading text and its translations, by language."""
    views = {document.language: block.text}
    for code, translation in document.translations.items():
        views[code] = translation.of(block.span)
    return views


def views_with_headings(document: Document, items: Sequence[Item]) -> list[dict[str, str]]:
    """The texts of items and of the headings that they stand under."""
    own = {block.span for block, _ in items}
    above = {span for block, _ in items for span in block.section}
    return [views_of(document, b) for b in document.blocks if b.span in own | above]


def enumeration(
    question: Question,
    wanted: Sequence[Concept],
    document: Document,
    meanings: Meanings,
    *,
    least: float = 0.7,
) -> list[Item]:
    """Items below the heading that the question asks for: bullets, else subheadings.

    Returns nothing when no heading holds `least` of what the question is about, or words that
    mean the same, or when there are fewer than two items below it.
    """
    # Without a question word ("the features of X", "I should like to know ...") all is asked for.
    asks = question.has("which", "list", "define", "when", "how", "about", "count")
    asks = asks or not question.cues
    if not wanted or not asks or question.has("yes_no", "who", "where", "how_often"):
        return []
    about = topic_stems(document)
    topical = all(_is_topic(concept, question.language, about) for concept in wanted)
    best: tuple[float, Block] | None = None
    for block in document.blocks:
        if block.kind is not BlockKind.HEADING:
            continue
        views = views_of(document, block)
        # Every heading may have the word for what the whole document is about.
        held = 0.0 if topical else coverage(wanted, views, {})
        enough = _COUNTED if _counts_items(question, document, block) else least
        if held < enough:
            held = _likeness(question, document, views, meanings)
        if held >= enough and (best is None or held > best[0]):
            best = (held, block)
    if best is None:
        return []
    return _items_below(document, best[1])


def _items_below(document: Document, heading: Block) -> list[Item]:
    """The bullets below a heading, else its subheadings; nothing where there are fewer than two."""
    below = [b for b in document.blocks if heading.span in b.section]
    items = [b for b in below if b.kind is BlockKind.LIST_ITEM]
    heads = [b for b in below if b.kind is BlockKind.HEADING and b.section[-1] == heading.span]
    if len(items) >= 2:
        return [(b, b.sentences[0].spans[0]) for b in items if b.sentences]
    return [(b, b.span) for b in heads] if len(heads) >= 2 else []


def _counts_items(question: Question, document: Document, heading: Block) -> bool:
    """Whether a question asks for as many things as stand below a heading: "the four factors"."""
    if len(question.numbers) != 1 or question.numbers[0].position < question.cues.get("count", 0):
        return False
    return question.numbers[0].value == len(_items_below(document, heading))


def _is_topic(concept: Concept, language: str, about: frozenset[str]) -> bool:
    """Whether one of a concept's spellings has no word but those for a document's topic."""
    return any(set(name.split()) <= about for name in concept.names.get(language, ()))


def summary(question: Question, document: Document) -> list[Item]:
    """What stands under the heading of which a summary is asked: how each part begins.

    The question must have all words of the heading; of few sentences none is left out.
    """
    if not words_of(question.language).asks["summary_of"].positions(question.tokens):
        return []
    asked, about = {token.stem for token in question.tokens}, topic_stems(document)
    best: tuple[int, Block] | None = None
    for block in document.blocks:
        code = question.language
        heading = tokenize(views_of(document, block).get(code, ""), code)
        told = [t.stem for t in heading if not words_of(code).is_stopword(t) and len(t.word) > 1]
        own = set(told) - about
        if block.kind is BlockKind.HEADING and own and own <= asked:
            best = max(best or (0, block), (len(own), block), key=lambda found: found[0])
    if best is None:
        return []
    inside = [b for b in document.blocks if best[1].span in b.section]
    heads = [b for b in inside if b.kind is BlockKind.HEADING and b.section[-1] == best[1].span]
    if len(heads) > 1:
        return [(b, b.span) for b in heads]
    below = [
        b for b in inside if b.sentences and b.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    ]
    every = [(b, sentence.spans[0]) for b in below for sentence in b.sentences]
    return every if len(every) <= _FEW else [(b, b.sentences[0].spans[0]) for b in below][:_FEW]


def _likeness(
    question: Question, document: Document, views: Mapping[str, str], meanings: Meanings
) -> float:
    """How near the open words of a question come to a heading, all of whose words they must say.

    "The features of X" asks for the heading "Characteristics of X"; the topic itself is left aside.
    """
    code = question.language
    words, about = words_of(code), topic_stems(document)
    told = [
        token
        for token in tokenize(_unnumbered(views.get(code, ""), code), code)
        if not words.is_empty(token) and token.stem not in about and len(token.word) > 1
    ]
    others = [m for m in question.mentions if not m.of_kind("topic", "header")]
    if not told or others or question.numbers or len(told) > len(question.strong):
        return 0.0
    if 2 * len(told) < len(question.strong):
        return 0.0  # most of what is asked is more than the heading says
    near = min(meanings.nearest(told, question.strong))
    return near if near >= _SYNONYM else 0.0


def topic_stems(document: Document) -> frozenset[str]:
    """Stems of the words by which the document's own topic is called."""
    return frozenset(
        stem
        for term in document.glossary
        if term.kind == "topic"
        for code, names in term.names.items()
        for name in names
        for stem in stems(name, code)
    )


def overview(document: Document) -> list[Item]:
    """The outermost headings and those below them: what a document is about."""
    heads = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    top = [block for block in heads if len(block.section) <= 1]
    return [(block, block.span) for block in (top or heads)]


def _unnumbered(heading: str, language: str) -> str:
    """A heading without its number: "First: the aims" has the aims alone."""
    number, colon, rest = heading.partition(":")
    tokens = tokenize(number, language)
    if colon and tokens and words_of(language).asks["numbering"].at(tokens, 0) == len(tokens):
        return rest
    return _NUMBER.sub("", heading)
