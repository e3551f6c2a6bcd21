"""Where the reranker has a say in which sentence comes first."""

import pytest

from qa.prose.evidence import Evidence
from qa.reading.understand import understand

QUESTION = "How long may a secretariat be hosted?"


@pytest.fixture
def found(engine):
    def find(**weights: float) -> list[Evidence]:
        ranking = {**engine.calibration.prepared.ranking, **weights}
        answering = engine.answering(ranking=ranking)
        return answering.gather(understand(QUESTION, answering.vocabulary))[1]

    return find


def test_it_is_not_asked_without_a_weight(engine, found):
    assert "judged" not in engine.calibration.prepared.ranking
    assert engine.calibration.bare.ranking["judged"] > 0
    assert {evidence.signals.judged for evidence in found()} == {0.0}


def test_it_reads_the_first_eight_and_ranks_them_anew(found):
    judged = [evidence for evidence in found(judged=0.0) if evidence.signals.judged > 0]
    assert 4 <= len(judged) <= 8 and all(evidence.signals.judged <= 1 for evidence in judged)
    likeliest = max(judged, key=lambda evidence: evidence.signals.judged)
    ranked = sorted(found(judged=100.0), key=lambda evidence: -evidence.score)
    assert ranked[0].unit.id == likeliest.unit.id


def test_a_sentence_is_read_in_the_language_of_the_question(engine, found):
    keys = [(evidence.passage.id, evidence.unit.id) for evidence in found()[:3]]
    english = engine.index.answering(QUESTION, keys, "en")
    arabic = engine.index.answering(QUESTION, keys, "ar")
    assert set(english) == set(arabic) == set(keys) and english != arabic
    assert engine.index.without_late().answering(QUESTION, keys, "en") is None
