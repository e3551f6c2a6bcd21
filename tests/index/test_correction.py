"""Badly scanned words, by small lists and by the bundled one."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Passage, PassageKind, Span, Unit
from encoder.noise import noisy
from index.build import build_index
from index.correction import WORD, Corrector, cost
from index.encoder import load_encoder
from index.frequency import frequency
from index.scans import NOISY, Scan, Scans, tokens, unknown
from ingest.letters import shape
from ingest.normalise import normalise

TEXTS = [
    "افتتحت البلدية في العام الماضي سوقا جديدة للخضار بالقرب من محطة القطار، ويعمل فيها أكثر"
    " من مئتي بائع يأتون من القرى المجاورة كل صباح.",
    "تحتاج النحلة إلى زيارة آلاف الأزهار حتى تجمع غراما واحدا من العسل، ولذلك يحرص المزارعون"
    " على زراعة الأشجار المثمرة حول المناحل.",
    "يعتمد سكان الجزيرة على صيد الأسماك وصناعة القوارب الخشبية، وقد تعلموا هذه الحرفة من"
    " أجدادهم قبل مئات السنين.",
]
COUNTS = {"المجتمع": 50, "العام": 70, "في": 900, "كتاب": 40, "كتب": 60, "القديم": 30}


def test_letters_without_dots_doubled_lost_and_parted():
    corrector = Corrector(COUNTS)
    for damaged, meant in (
        ("المحثمع", "المجتمع"),
        ("الممجتتمع", "المجتمع"),
        ("المجمع", "المجتمع"),
        ("المجت مع", "المجتمع"),
        ("فيالعام", "في العام"),
        ("كتاب", "كتاب"),
    ):
        assert corrector.correct(damaged) == meant


def test_what_is_no_arabic_word_stays_where_it_was():
    corrector = Corrector(COUNTS)
    assert corrector.correct("(المحثمع)، 2011: IOM  العا م!") == "(المجتمع)، 2011: IOM  العام!"
    assert corrector.correct("") == "" and corrector.correct("5+5") == "5+5"


def test_a_name_that_the_document_repeats_is_no_error():
    name = "كتيبر"
    assert Corrector({"كتير": 900}).correct(name) == "كتير"
    assert Corrector({"كتير": 900}, [f"{name} {name} {name} {name}"]).correct(name) == name


def test_a_likelier_damage_costs_less():
    assert cost("كتاب", "كتاب") == 0
    dots, doubled, other = (cost("كتاب", bad) for bad in ("كناب", "كتتاب", "كماب"))
    assert 0 < dots < other and 0 < doubled < other


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوي ،.", max_size=40))
def test_any_text_keeps_all_that_is_between_its_words(text):
    read = Corrector(COUNTS).correct(text)
    marks = [char for char in text if char in "،."]
    assert [char for char in read if char in "،."] == marks
    assert bool(WORD.search(read)) == bool(WORD.search(text))


def test_shapes_ignore_dots_and_doubles_only():
    assert shape("بحر") == shape("نخز") == shape("ببحر") != shape("بحم")


def test_clean_texts_are_left_alone_and_noisy_ones_come_nearer():
    rng = random.Random(4)
    damaged = [noisy(text, rng, 0.15) for text in TEXTS]
    assert not any(Scan(TEXTS, frequency()).noisy)
    scan = Scan(damaged, frequency())
    assert all(scan.noisy)

    def kept(text, clean):
        words = set(WORD.findall(normalise(clean)))
        return len(words & set(WORD.findall(normalise(text)))) / len(words)

    before = sum(kept(bad, clean) for bad, clean in zip(damaged, TEXTS, strict=True)) / 3
    after = sum(kept(scan.correct(bad), t) for bad, t in zip(damaged, TEXTS, strict=True)) / 3
    assert before < 0.65 and after > before + 0.2


def test_a_short_text_is_judged_by_its_document():
    strange = "زغبطق شمخفض"
    assert unknown(normalise(strange), frequency()) == (2, 2)
    assert Scan([strange], frequency()).noisy == [True]
    assert Scan([strange, *TEXTS], frequency()).noisy[0] is False
    assert Scan([strange], {}).noisy == [False]
    assert 0 < NOISY < 1


def test_tokens_of_both_readings_count_once():
    assert sorted(tokens("كتاب", "كتاب", "ar")) == sorted(tokens("كتاب", None, "ar"))
    both = tokens("كناب", "كتاب", "ar")
    assert {"s:كناب", "s:كتاب"} <= set(both)


def passage(name, text):
    unit = Unit(f"{name}.u", (Span(0, len(text)),), {"ar": text})
    return Passage(name, "d", PassageKind.PROSE, unit.spans, 1, (), {"ar": text}, {}, (unit,))


def test_a_scan_is_found_by_its_words_and_cited_as_it_is(tmp_path):
    rng = random.Random(11)
    found = [passage(f"p{i}", noisy(text, rng, 0.15)) for i, text in enumerate(TEXTS)]
    index = build_index(found, load_encoder(), tmp_path / "index", {"d": "1"})
    assert index.passages["p0"].views["ar"] == found[0].views["ar"]
    assert index.manifest.scanned == 3
    asked = ("محطة القطار", "المناحل والعسل", "صيد الأسماك")
    for level in ("passage", "unit"):
        best = [index.search(q, 1, level=level, language="ar")[0].passage_id for q in asked]
        assert best == ["p0", "p1", "p2"]
    restored = [Scans(found, frequency()).restored(p, p.views["ar"]) for p in found]
    assert all(restored)
    shares = [index.search(q, 1, language="ar", mode="lexical")[0].share for q in asked]
    assert min(shares) > 0.6


def test_translations_of_a_scan_are_not_corrected(tmp_path):
    bad = noisy(TEXTS[0], random.Random(2), 0.15)
    both = replace(passage("p", bad), views={"ar": bad, "en": "The municipality opened a markett."})
    index = build_index([both], load_encoder(), tmp_path / "index", {"d": "1"})
    assert index.search("markett", 1, language="en", mode="lexical")[0].passage_id == "p"


def test_without_a_list_nothing_is_corrected(tmp_path):
    assert frequency(tmp_path) == {}
    bad = passage("p", noisy(TEXTS[0], random.Random(2), 0.2))
    assert Scans([bad], {}).restored(bad, bad.views["ar"]) is None


@pytest.mark.parametrize("word", ["في", "الهجرة", "المتحدة", "المنظمة"])
def test_common_words_are_listed(word):
    assert frequency()[normalise(word)] > 500
