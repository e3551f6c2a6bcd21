from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import split_sentences


def pieces(text):
    return [span.of(text) for span in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("هذا أول. وهذا ثان؟ نعم!", ["هذا أول.", "وهذا ثان؟", "نعم!"]),
        ("عُقد حوار 5+5 في روما. ثم انتهى.", ["عُقد حوار 5+5 في روما.", "ثم انتهى."]),
        ("بلغ 3.5 مليون. ثم زاد.", ["بلغ 3.5 مليون.", "ثم زاد."]),
        ("قال د. أحمد كلمة. وغادر.", ["قال د. أحمد كلمة.", "وغادر."]),
        ("Dr. Smith left. He won.", ["Dr. Smith left.", "He won."]),
        ("1. بند أول\n2. بند ثان", ["1. بند أول\n2. بند ثان"]),
        ("قال: «انتهى الأمر.» ثم صمت.", ["قال: «انتهى الأمر.»", "ثم صمت."]),
        ("انظر <http://www.iom.int/a.b> الآن. شكراً.",
         ["انظر <http://www.iom.int/a.b> الآن.", "شكراً."]),
    ],
)  # fmt: skip
def test_where_sentences_end(text, expected):
    assert pieces(text) == expected


@given(st.text(alphabet='ابت .؟!؛\n5+()"«»', max_size=60))
def test_sentences_are_in_order_and_lose_no_letter(text):
    spans = split_sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text).strip() == span.of(text) != "" for span in spans)
    covered = {i for span in spans for i in range(span.start, span.end)}
    assert all(i in covered for i, char in enumerate(text) if char.isalnum())
