import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Repair, Span
from ingest.normalise import fold, normalise, reading, shadow

# Letters, marks, digits and controls of the kind of text that is read, and anything else.
LETTERS = st.sampled_from("ابتثجحخدهويىةأإآؤئءـًٌٍَُِّْٰ٠١٢۴۵ﻻﷲﬁaéÉẞйЁ½中\u200f\u200e\ufeff\u00ad \n")
TEXTS = st.text(st.one_of(LETTERS, st.characters(exclude_categories=["Cs"])), max_size=60)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("الهِجْرَةُ", "الهجره"),
        ("هـــذا", "هذا"),
        ("أإآٱ", "اااا"),
        ("هٰذا", "هذا"),
        ("مستوى", "مستوي"),
        ("شؤون مسئول", "شوون مسيول"),
        ("٢٢-٢٣ ۱۴", "22-23 14"),
        ("\u202bRCP\u202c", "rcp"),
        ("ﻻ ﷲ", "لا الله"),
        ("Café ÜBER", "cafe uber"),
        ("Российский ёж", "российский еж"),
        ("co\u00adoperate", "cooperate"),
    ],
)
def test_spellings_of_the_same_word_meet(text, folded):
    assert normalise(text) == folded
    assert fold(text) == folded


@given(TEXTS)
def test_folding_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@given(TEXTS)
def test_a_shadow_is_the_folded_text(text):
    assert shadow(text).text == normalise(text)


@given(TEXTS, st.data())
def test_any_range_of_a_shadow_leads_to_source_that_folds_to_it(text, data):
    found = shadow(text)
    if not found.text:
        return
    start = data.draw(st.integers(0, len(found.text) - 1))
    end = data.draw(st.integers(start + 1, len(found.text)))
    span = found.to_source(Span(start, end))
    assert 0 <= span.start < span.end <= len(text)
    # A character that expands ("½", "ﷲ") comes whole, so the slice may say a little more.
    assert found.text[start:end] in normalise(span.of(text))


@given(TEXTS)
def test_offsets_never_go_back(text):
    found = shadow(text)
    assert list(found.starts) == sorted(found.starts)
    assert list(found.ends) == sorted(found.ends)


@given(TEXTS, TEXTS, TEXTS)
def test_a_repair_stands_for_all_it_repairs(before, wrong, after):
    text = before + "[" + wrong + "]" + after
    span = Span(len(before), len(before) + len(wrong) + 2)
    found = shadow(text, [Repair(span, "صواب", "misread")])
    at = found.text.index("صواب", len(normalise(before)))
    for letter in range(at, at + 4):
        assert found.to_source(Span(letter, letter + 1)) == span
    assert found.text == normalise(before) + "صواب" + normalise(after)


def test_a_word_of_the_brochure_is_found_however_the_scanner_spelt_it(brochure):
    at = brochure.shadow.text.index(normalise("التشاورية"))
    span = brochure.shadow.to_source(Span(at, at + len("التشاورية")))
    assert span.of(brochure.text) == "التشارورية"


def test_a_shadow_can_follow_the_order_of_reading():
    found = shadow("second first", order=[Span(7, 12), Span(0, 6)])
    assert found.text == "firstsecond"
    assert found.to_source(Span(0, 5)) == Span(7, 12)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a  <b>b</b>\n c", "a b c"),
        ("**نص** مهم", "نص مهم"),
        ("see [the site](http://x.org)", "see the site"),
        ("(RCPs)\\*", "(RCPs)*"),
        ("الرسمية\\عدم", "الرسمية\\عدم"),
        ("2 * 3 * 4", "2 * 3 * 4"),
    ],
)
def test_reading_takes_markup_out_and_nothing_else(text, read):
    assert reading(text, Span(0, len(text))) == read


def test_reading_leaves_out_a_repair_that_is_only_half_inside():
    repairs = [Repair(Span(2, 5), "X", "misread")]
    assert reading("abcdefg", Span(0, 4), repairs) == "abcd"
    assert reading("abcdefg", Span(0, 7), repairs) == "abXfg"
