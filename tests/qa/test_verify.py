from dataclasses import replace

from qa.checking.check import Verdict, check_text
from qa.records import Status, Support
from qa.verify import verify


def test_a_quote_that_is_not_the_source_is_marked(engine):
    answer = engine.answer("How many countries take part in the Colombo Process?")
    forged = replace(answer.citations[0], quote="12 دولة")
    checked = verify(replace(answer, citations=(forged,)), engine.documents)
    assert checked.claims[0].support is Support.UNSUPPORTED
    assert checked.status is Status.PARTIAL


def test_a_number_that_no_citation_holds_is_marked(engine):
    answer = engine.answer("How many countries take part in the Colombo Process?")
    claim = replace(answer.claims[0], text="Colombo Process (CP): 13 member States")
    checked = verify(replace(answer, claims=(claim,)), engine.documents)
    assert checked.claims[0].support is Support.UNSUPPORTED


def test_pasted_text_is_checked_sentence_by_sentence(engine, brochure):
    quoted = brochure.sentences[1].text
    right = "The Second Global Meeting was hosted by the Royal Thai Government in 2009."
    wrong = right.replace("2009", "2008")
    checked = check_text(engine, f"{quoted}\n\n{right}\n\n{wrong}\n\nCats purr softly at night.")
    assert [claim.verdict for claim in checked] == [
        Verdict.EXACT_QUOTE, Verdict.SUPPORTED, Verdict.ALTERED, Verdict.UNSUPPORTED]  # fmt: skip
    assert "2008" in checked[2].differs
