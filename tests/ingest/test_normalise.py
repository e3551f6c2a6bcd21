from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Repair, Span
from ingest.normalise import normalise, reading, shadow

ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآىئؤةءـًٌٍَُِّْٰ٠١٢٣۴ ﻻﷲabcÉé12\n.،", max_size=80)


def test_vowels_tatweel_letters_and_digits_are_folded():
    assert normalise("الهِجْرَةُ") == normalise("الهجره")
    assert normalise("عـــمل") == normalise("عمل")
    assert normalise("إلى أمانة") == normalise("الي امانه")
    assert normalise("٢٠١١ ۲۰۱۱") == "2011 2011"
    assert normalise("Café IOM") == "cafe iom"


@given(ARABIC)
def test_folding_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@given(ARABIC)
def test_shadow_says_what_normalise_says(text):
    assert shadow(text).text == normalise(text)


@given(ARABIC, st.data())
def test_every_shadow_range_maps_back_to_the_source_it_came_from(text, data):
    made = shadow(text)
    if not made.text:
        return
    start = data.draw(st.integers(0, len(made.text) - 1))
    end = data.draw(st.integers(start + 1, len(made.text)))
    source = made.to_source(Span(start, end))
    assert 0 <= source.start < source.end <= len(text)
    assert made.text[start:end] in normalise(source.of(text))


def test_a_repair_stands_for_the_whole_misprint():
    text = "العمليات التشارورية الإقليمية"
    repair = Repair(Span(9, 19), "التشاورية", "misprint")
    made = shadow(text, [repair])
    at = made.text.index("التشاوريه")
    assert made.to_source(Span(at, at + 9)).of(text) == "التشارورية"
    assert reading(text, Span(0, len(text)), [repair]) == "العمليات التشاورية الإقليمية"


def test_offsets_do_not_drift_over_the_brochure(brochure):
    made = brochure.shadow
    for at in range(0, len(made.text) - 40, 97):
        span = made.to_source(Span(at, at + 40))
        words = made.text[at : at + 40].split()[1:-1]
        read = shadow(brochure.text, brochure.repairs)
        assert span.end - span.start < 120
        assert all(word in read.text for word in words)
        plain = normalise(span.of(brochure.text)).split()
        assert len(set(words) & set(plain)) >= len(set(words)) - 3
