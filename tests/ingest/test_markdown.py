from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Span
from ingest.markdown import read_blocks


def blocks(text, ignored=()):
    return [(b.kind.value, b.level, b.span.of(text)) for b in read_blocks(text, ignored)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# عنوان\n\nنص", [("heading", 1, "عنوان"), ("paragraph", 0, "نص")]),
        ("#### • بند ##", [("heading", 4, "بند")]),
        ("## Traits\\*", [("heading", 2, "Traits")]),
        ("## <b>H</b>", [("heading", 2, "H")]),
        ("\ufeff# عنوان\r\n\r\nنص\r\n", [("heading", 1, "عنوان"), ("paragraph", 0, "نص")]),
        ("Title\n=====\n\nx", [("heading", 1, "Title"), ("paragraph", 0, "x")]),
        ("- a\n* b\n• c\n2. d\n(3) e", [("list_item", 0, x) for x in "abcde"]),
        ("\\* note", [("footnote", 0, "note")]),
        ("<sup>2</sup> note", [("footnote", 0, "note")]),
        ("pic\n\n# H", [("caption", 0, "pic"), ("heading", 1, "H")]),
        ("a\n\nb\n\n# H", [("paragraph", 0, "a"), ("paragraph", 0, "b"), ("heading", 1, "H")]),
        ("```\n# code\n```\nx", [("paragraph", 0, "# code"), ("paragraph", 0, "x")]),
        ("> said", [("paragraph", 0, "said")]),
        ("in\n60. The next", [("paragraph", 0, "in\n60. The next")]),
        ("**all bold**", [("paragraph", 0, "all bold")]),
        ("<b>Some</b> bold", [("paragraph", 0, "<b>Some</b> bold")]),
        ("a\tb\nc\td", [("table", 0, "a\tb\nc\td")]),
        ("a tab\tin prose", [("paragraph", 0, "a tab\tin prose")]),
        ("a\n\n---\n\nb", [("paragraph", 0, "a"), ("paragraph", 0, "b")]),
    ],
)
def test_blocks_are_what_a_reader_sees(text, found):
    assert blocks(text) == found


def test_what_is_ignored_is_not_read():
    assert blocks("a\n\n4\n\nb", [Span(3, 4)]) == [("paragraph", 0, "a"), ("paragraph", 0, "b")]


@given(st.text(st.sampled_from("ا ab#-*•\n\n\t|>1.<b>/\\=`\r"), max_size=80))
def test_blocks_keep_their_order_and_bear_no_spaces_at_their_edges(text):
    found = [b.span for b in read_blocks(text)]
    assert [s.end for s in found[:-1]] <= [s.start for s in found[1:]]
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(s.of(text).strip() == s.of(text) != "" for s in found)


@given(st.text(st.sampled_from("اب جد.\n"), max_size=60))
def test_plain_words_are_never_lost(text):
    kept = "".join(b.span.of(text) for b in read_blocks(text))
    assert "".join(kept.split()) == "".join(text.split())
