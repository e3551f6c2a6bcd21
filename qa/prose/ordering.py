"""Which of the sentences that are nearly best comes first: the one of the form asked for."""

from collections.abc import Sequence

from qa.prose.choosing import numbering
from qa.prose.direct import direct, holds, others
from qa.prose.evidence import Evidence
from qa.reading.concepts import readable
from qa.reading.forms import asks_access, counts_people, fits, says
from qa.reading.understand import Question
from qa.reading.vocabulary import Vocabulary
from qa.words.language import words_of
from qa.words.polarity import pairs_of
from qa.words.tokens import tokenize

_FORM_DEPTH, _FORM_SHARE = 6, 0.6
"""How far down the ranking a sentence of the form asked for is looked for, and at what score."""

_BEHIND = 0.1
"""How far behind the best in meaning a sentence may be that numbers what it tells."""

_CLEAR, _AHEAD, _ALIKE_AHEAD = 0.36, 0.06, 0.04
"""From which cosine on a sentence may be clearly first, and how far before the next ones.

On the practice and development sets nothing that is answered so should have been refused.
"""


def typed_first(
    question: Question, found: Sequence[Evidence], vocabulary: Vocabulary
) -> list[Evidence]:
    """The evidence with what is nearly best and has the form that is asked for at its head.

    That is a number or a date, and whatever `qa.reading.forms` can tell: somebody's office, an
    amount.
    """
    ranked = list(found)
    if not ranked:
        return []
    clear = clearest(ranked)
    if clear and clear.signals.cosine > 2 * ranked[0].signals.cosine:
        _to_front(ranked, [clear])  # words that stand there by chance weigh less
    told = ("count", "when") if vocabulary.prepared else ("count", "when", "who", "where")
    if question.has(*told) and not question.has("how_often"):
        near = near_typed(question, ranked)
        if near[0].signals.typed < 0.5:
            best = near[0].signals.named
            _to_front(
                ranked, [e for e in near if e.signals.typed == 1.0 and e.signals.named >= best]
            )
    if question.has("why") and not _gives_reason(ranked[0]):
        near = [e for e in near_best(ranked) if e.signals.coverage >= ranked[0].signals.coverage]
        _to_front(ranked, [e for e in near if says(e.unit.views, "reason")])
    _same_place_first(question, ranked)
    _access_first(question, ranked)
    if question.has("yes_no"):
        _pairs_first(question, ranked)
    if question.excluded:
        _others_first(question, ranked, vocabulary)
    if not fits(question, ranked[0].unit.views, vocabulary):
        named = ranked[0].signals.named
        near = [e for e in (*as_much(ranked), *beside_best(ranked)) if e.signals.named >= named]
        _to_front(ranked, [e for e in near if fits(question, e.unit.views, vocabulary)])
    _numbered_first(question, ranked)
    _direct_first(question, ranked, vocabulary)
    return ranked


def _gives_reason(evidence: Evidence) -> bool:
    """Whether a sentence has a word for a reason, or one by which a text gives it."""
    return says(evidence.unit.views, "reason") or evidence.signals.typed == 1.0


def _direct_first(question: Question, ranked: list[Evidence], vocabulary: Vocabulary) -> None:
    """To the front what holds the very thing that is asked for, unless the first does."""
    if holds(question, ranked[0], ranked, vocabulary):
        return
    if told := direct(question, ranked, vocabulary):
        _to_front(ranked, [told])


def _numbered_first(question: Question, ranked: list[Evidence]) -> None:
    """To the front what begins to number as many things as are asked for: "(1) ...; (2) ..."."""
    if len(question.numbers) != 1 or question.has("count", "when", "yes_no"):
        return
    if _says_number(question, ranked[0]):
        return
    near = [e for e in ranked[:_FORM_DEPTH] if e.score >= _FORM_SHARE * ranked[0].score]
    _to_front(
        ranked,
        [
            e
            for e in near
            if e.signals.cosine >= ranked[0].signals.cosine - _BEHIND
            and 1 in numbering(e.unit.views)
            and max(numbering(e.passage.views)) == question.numbers[0].value
        ],
    )


def _says_number(question: Question, evidence: Evidence) -> bool:
    """Whether a sentence says itself how many things it tells: "there are two rules"."""
    asked = {numeral.value for numeral in question.numbers}
    return any(
        value in asked
        for code, text in evidence.unit.views.items()
        for value, _ in words_of(code).numbers(tokenize(text, code)).values()
    )


def _same_place_first(question: Question, ranked: list[Evidence]) -> None:
    """To the front what tells of the one of a series that is asked about, not of another."""
    asked = set(words_of(question.language).places(question.tokens).values())
    if not (asked and of_another(question, ranked[0], ranked[0])):
        return
    near = [e for e in ranked[:_FORM_DEPTH] if e.score >= _FORM_SHARE * ranked[0].score]
    naming = [e for e in near if asked & _told_places(e, question.language)]
    told = [
        e
        for e in near
        if question.has("count", "when") and e.signals.typed == 1.0
        if naming and e.passage.id == naming[0].passage.id
        if not of_another(question, e, naming[0])
    ]
    _to_front(ranked, told or naming)


def _access_first(question: Question, ranked: list[Evidence]) -> None:
    """To the front what says to whom something is open, or that it is to nobody else."""
    if not asks_access(question):
        return
    near = [e for e in ranked[: 2 * _FORM_DEPTH] if e.score >= _FORM_SHARE * ranked[0].score]
    if not says(ranked[0].unit.views, "access"):
        _to_front(ranked, [e for e in near if says(e.unit.views, "access")])


def of_another(question: Question, evidence: Evidence, best: Evidence) -> bool:
    """Whether a sentence is about another one of a series: asked of the second, it has the third.

    Its date or title is that of the other one. What is asked for by its year is the one of which
    the best sentence tells.
    """
    asked = set(words_of(question.language).places(question.tokens).values())
    if not asked and question.years():
        asked = _told_places(best, question.language)
    told = _told_places(evidence, question.language)
    return bool(asked and told) and asked.isdisjoint(told)


def _told_places(evidence: Evidence, language: str) -> set[int]:
    """The places in an order that a sentence names, as it stands and in the question's language."""
    return {
        value
        for code, text in readable(evidence.unit.views, language).items()
        for value in words_of(code).places(tokenize(text, code)).values()
    }


def _pairs_first(question: Question, ranked: list[Evidence]) -> None:
    """To the front what has a word of the pair of opposites that is asked about."""
    code = question.language
    if pairs := pairs_of(question.text, code):
        near = [e for e in ranked[:_FORM_DEPTH] if e.score >= _FORM_SHARE * ranked[0].score]
        shared = {e.unit.id: pairs & pairs_of(e.unit.views.get(code, ""), code) for e in near}
        _to_front(ranked, [e for e in near if shared[e.unit.id]])


def _others_first(question: Question, ranked: list[Evidence], vocabulary: Vocabulary) -> None:
    """To the front what names most others of the kind of that which the question leaves out."""

    def named(evidence: Evidence) -> int:
        return others(question, evidence, vocabulary)

    near = [e for e in ranked[: 2 * _FORM_DEPTH] if e.score >= 0.5 * ranked[0].score]
    _to_front(ranked, sorted((e for e in near if named(e) > 1), key=named, reverse=True))


def _to_front(ranked: list[Evidence], better: Sequence[Evidence]) -> None:
    if better:
        ranked.remove(better[0])
        ranked.insert(0, better[0])


def clearest(found: Sequence[Evidence]) -> Evidence | None:
    """The sentence that both cosines put first, clearly before those of other passages.

    Where the words of question and text differ, meaning alone tells; None where it tells little.
    """
    if not found:
        return None
    first = max(found, key=lambda e: e.signals.cosine)
    others = [e.signals.cosine for e in found if e.passage.id != first.passage.id]
    rest = [e.signals.likeness for e in found if e is not first]
    clear = (
        first.signals.cosine >= _CLEAR
        and first.signals.cosine - max(others, default=0.0) >= _AHEAD
        and first.signals.likeness - max(rest, default=0.0) >= _ALIKE_AHEAD
    )
    return first if clear else None


def near_best(found: Sequence[Evidence]) -> list[Evidence]:
    """The first three, as far as they come near to the best."""
    best = max((e.score for e in found), default=0.0)
    return [e for e in found[:3] if e.score >= 0.8 * best]


def near_typed(question: Question, found: Sequence[Evidence]) -> list[Evidence]:
    """Where a number or date is looked for; people are often counted in the sentence after."""
    people = question.has("count") and counts_people(question)
    return [*near_best(found), *(beside_best(found) if people else ())]


def beside_best(found: Sequence[Evidence]) -> list[Evidence]:
    """Sentences of the best one's passage: "The meeting was attended by" leaves its name to it."""
    best = found[0]
    return [
        e
        for e in found[:_FORM_DEPTH]
        if e.passage.id == best.passage.id and e.score >= 0.5 * best.score
    ]


def as_much(found: Sequence[Evidence]) -> list[Evidence]:
    """Sentences a little further down that hold as much of what was asked as the best does."""
    best = max(found, key=lambda e: e.score)
    return [
        e
        for e in found[:_FORM_DEPTH]
        if e.score >= _FORM_SHARE * best.score
        and e.signals.coverage >= best.signals.coverage
        and e.signals.named >= best.signals.named
    ]
