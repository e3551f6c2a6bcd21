import json
import tomllib
import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

import corpus
from corpus.records import Span
from eval.claims import (
    ALTERATIONS,
    BLIND,
    LANGUAGES,
    PRACTICE,
    VERDICTS,
    CheckedClaim,
    ClaimSetError,
    load_claims,
    select_claims,
    validate_claims,
)
from eval.questions import DOCUMENT_ID

FOLDER = Path(corpus.__file__).parent / DOCUMENT_ID
BROCHURE = (FOLDER / "source.md").read_bytes().decode("utf-8")
PAGES = [
    page["start"]
    for page in tomllib.loads((FOLDER / "document.toml").read_text(encoding="utf-8"))["pages"]
]
REPAIRS = tomllib.loads((FOLDER / "repairs.toml").read_text(encoding="utf-8"))["repairs"]
SHIPPED = load_claims()

QUOTE = CheckedClaim(
    id="c001-ar-1",
    fact="c001",
    language="ar",
    split="dev",
    claim="لألفا 7 أعضاء (ص 1).",
    verdict="exact_quote",
    altered=None,
    gold=(Span(0, 13),),
    cited_page=1,
)
ALTERED = replace(
    QUOTE,
    id="c001-en-1",
    language="en",
    claim="Alpha has 9 members.",
    verdict="altered",
    altered="number",
    cited_page=None,
)
MISPLACED = replace(
    QUOTE,
    id="c001-zh-1",
    language="zh",
    claim="阿尔法有7个成员（第2页）。",
    verdict="wrong_passage",
    cited_page=2,
)
UNKNOWN = replace(
    ALTERED,
    id="c002-en-1",
    fact="c002",
    split="test",
    claim="Alpha was founded in 1970.",
    verdict="unsupported",
    altered=None,
    gold=(),
)
SET = (QUOTE, ALTERED, MISPLACED, UNKNOWN)
LENGTH, STARTS = 40, [0, 20]


def test_the_shipped_set_contradicts_itself_nowhere():
    assert validate_claims(SHIPPED, len(BROCHURE), PAGES) == []


def test_the_practice_claims_are_sound_and_none_of_the_shipped_set():
    practice = load_claims(PRACTICE)
    assert validate_claims(practice, len(BROCHURE), PAGES) == []
    assert {claim.split for claim in practice} == {"dev"}
    assert not {claim.id for claim in practice} & {claim.id for claim in SHIPPED}


def test_the_blind_claims_are_sound_and_of_no_other_set():
    blind = load_claims(BLIND)
    assert validate_claims(blind, len(BROCHURE), PAGES) == []
    others = (*SHIPPED, *load_claims(PRACTICE))
    assert not {claim.claim for claim in blind} & {claim.claim for claim in others}
    assert sum(claim.verdict == "supported" for claim in blind) == len(blind) / 2


def test_the_shipped_set_is_large_and_mixed_enough():
    assert len(SHIPPED) >= 330
    verdicts = Counter(claim.verdict for claim in SHIPPED)
    true = verdicts["exact_quote"] + verdicts["supported"]
    assert 0.45 <= true / len(SHIPPED) <= 0.55
    languages = Counter(claim.language for claim in SHIPPED)
    assert set(languages) == set(LANGUAGES)
    assert min(languages.values()) >= 0.8 * max(languages.values())


def test_every_verdict_and_alteration_is_in_every_language():
    for language in LANGUAGES:
        own = [claim for claim in SHIPPED if claim.language == language]
        quotes = {"exact_quote"} if language != "ar" else set()
        assert {claim.verdict for claim in own} == set(VERDICTS) - quotes, language
        assert {claim.altered for claim in own} - {None} == set(ALTERATIONS), language
    alterations = Counter(claim.altered for claim in SHIPPED)
    assert min(alterations[kind] for kind in ALTERATIONS) >= 15


def test_the_halves_are_alike():
    halves = {
        split: Counter(c.altered or c.verdict for c in select_claims(SHIPPED, split))
        for split in ("dev", "test")
    }
    assert abs(halves["dev"].total() - halves["test"].total()) <= 0.05 * len(SHIPPED)
    for kind in {*VERDICTS, *ALTERATIONS} - {"altered"}:
        assert min(half[kind] for half in halves.values()) >= 5, kind


def test_no_claim_is_made_twice():
    assert max(Counter(claim.claim for claim in SHIPPED).values()) == 1


def test_gold_spans_are_whole_words():
    for claim in SHIPPED:
        for gold in claim.gold:
            quote = gold.of(BROCHURE)
            assert quote == quote.strip(), claim.id
            before, after = BROCHURE[gold.start - 1], BROCHURE[gold.end : gold.end + 1]
            assert not before.isalnum(), claim.id
            assert not after.isalnum(), claim.id


def test_exact_quotes_have_the_letters_of_the_source_and_changed_quotes_have_not():
    printed = {
        claim.id: [_letters("".join(read(gold) for gold in claim.gold)) for read in (_raw, _read)]
        for claim in SHIPPED
    }
    for claim in SHIPPED:
        if claim.language != "ar":
            continue
        quoted = _letters(_unmarked(claim))
        assert (
            any(quoted in text for text in printed[claim.id]) == (claim.verdict == "exact_quote")
            or claim.verdict == "wrong_passage"
        ), claim.id


def test_a_fact_is_claimed_rightly_and_wrongly():
    verdicts: dict[str, set[bool]] = {}
    for claim in SHIPPED:
        if claim.verdict != "unsupported":
            right = claim.verdict in ("exact_quote", "supported")
            verdicts.setdefault(claim.fact, set()).add(right)
    both = [fact for fact, found in verdicts.items() if len(found) == 2]
    assert len(both) >= 0.8 * len(verdicts)


def test_both_dates_of_the_lima_meeting_are_right():
    dates = ("٢٢-٢٣ أيار، مايو، ٢٠١١", "في العام 2013")
    lima = [
        claim
        for claim in SHIPPED
        if [any(date in gold.of(BROCHURE) for gold in claim.gold) for date in dates] == [True] * 2
    ]
    assert len(lima) >= 3
    for claim in lima:
        right = "2011" in claim.claim or "2013" in claim.claim
        assert right == (claim.verdict != "altered"), claim.id


@pytest.mark.parametrize(
    ("number", "change", "complaint"),
    [
        (0, {"gold": (Span(5, 5),)}, "empty"),
        (0, {"gold": (Span(0, 41),)}, "beyond"),
        (0, {"gold": ()}, "needs gold"),
        (0, {"language": "en"}, "document's language"),
        (0, {"language": "xx"}, "unknown language"),
        (0, {"split": "train"}, "unknown split"),
        (0, {"split": "test"}, "different splits"),
        (0, {"verdict": "true"}, "unknown verdict"),
        (0, {"claim": " "}, "is empty"),
        (0, {"id": "c001-en-1"}, "more than once"),
        (0, {"cited_page": None}, "names a page"),
        (0, {"cited_page": 2}, "naming page 2"),
        (0, {"claim": "لألفا 7 أعضاء (ص 2).", "cited_page": 2}, "must be a gold page"),
        (0, {"claim": "لألفا 7 أعضاء (p. 1)."}, "naming page 1"),
        (0, {"claim": "لألفا 7 أعضاء (ص 9).", "cited_page": 9}, "has no page 9"),
        (1, {"altered": None}, "kind of alteration"),
        (1, {"altered": "tone"}, "unknown alteration"),
        (1, {"verdict": "supported"}, "kind of alteration"),
        (2, {"claim": "阿尔法有7个成员。", "cited_page": None}, "must cite one"),
        (2, {"claim": "阿尔法有7个成员（第1页）。", "cited_page": 1}, "wrong passage another"),
        (3, {"gold": (Span(0, 5),)}, "unsupported one has none"),
    ],
)
def test_a_fault_in_the_set_is_named(number, change, complaint):
    assert validate_claims(SET, LENGTH, STARTS) == []
    broken = list(SET)
    broken[number] = replace(broken[number], **change)
    assert any(complaint in problem for problem in validate_claims(broken, LENGTH, STARTS))


def test_a_damaged_line_is_named(tmp_path):
    path = tmp_path / "c.jsonl"
    path.write_text(json.dumps({"id": "c001-en-1"}) + "\n", encoding="utf-8")
    with pytest.raises(ClaimSetError, match=r"c\.jsonl line 1"):
        load_claims(path)
    with pytest.raises(ClaimSetError, match="cannot read"):
        load_claims(tmp_path / "none.jsonl")


def test_select_takes_one_split_or_all():
    assert {claim.split for claim in select_claims(SHIPPED, "test")} == {"test"}
    assert len(select_claims(SHIPPED, "all")) == len(SHIPPED)


def _raw(span):
    return span.of(BROCHURE)


def _read(span):
    """The reading text of a span: what it says once its misprints are put right."""
    text, at = "", span.start
    for repair in REPAIRS:
        if span.start <= repair["start"] and repair["end"] <= span.end:
            text += BROCHURE[at : repair["start"]] + repair["replacement"]
            at = repair["end"]
    return text + BROCHURE[at : span.end]


def _unmarked(claim):
    return claim.claim if claim.cited_page is None else claim.claim[: claim.claim.rindex("(")]


def _letters(text):
    """Letters and digits alone: diacritics, spaces and punctuation may differ in a quote."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if c.isalnum())
