"""Programs that lack a part really lack it."""

from eval.ablations import ABLATIONS, lacking


def test_programs_lack_the_part(engine):
    question = "Which RCPs address labour migration?"
    assert engine.answer(question).table is not None
    assert ABLATIONS["no tables"](engine).answer(question).table is None
    by_words = ABLATIONS["by words alone"](engine).answering().evidences
    assert by_words._mode == "lexical"


def test_a_document_without_its_translations():
    with lacking("translations") as engine:
        (document,) = engine.documents.values()
        assert not document.translations
        assert "labour" not in engine.answer("Which RCPs address labour migration?").answer
