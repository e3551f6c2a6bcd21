import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import split_sentences


def split(text):
    return [span.of(text) for span in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("نعم. وهل؟ لا!", ["نعم.", "وهل؟", "لا!"]),
        ("حوار 5+5 يضم 10 بلدان. ثم 3.5 مليون.", ["حوار 5+5 يضم 10 بلدان.", "ثم 3.5 مليون."]),
        ("قال د. أحمد نعم. ثم سكت.", ["قال د. أحمد نعم.", "ثم سكت."]),
        ("Dr. Ada of the U.N. spoke. He left.", ["Dr. Ada of the U.N. spoke.", "He left."]),
        (
            "See No. 4 now. Did he? No. He stayed.",
            ["See No. 4 now.", "Did he?", "No.", "He stayed."],
        ),
        ("في «المشهد المتغير». ومنذ ذلك، جرى.", ["في «المشهد المتغير».", "ومنذ ذلك، جرى."]),
        (
            "انظر <http://www.iom.int/a.b> الآن. نعم.",
            ["انظر <http://www.iom.int/a.b> الآن.", "نعم."],
        ),
        ("مضى... ثم عاد. انتهى", ["مضى... ثم عاد.", "انتهى"]),
        ("1. أولا.\n2. ثانيا.", ["1. أولا.", "2. ثانيا."]),
        ("(1) أولا؛ (2) ثانيا. ثم", ["(1) أولا؛ (2) ثانيا.", "ثم"]),
        ("الأول؛\nالثاني؛\nالثالث.", ["الأول؛", "الثاني؛", "الثالث."]),
        ("这是第一句。好吗？好！", ["这是第一句。", "好吗？", "好！"]),
        ("٢٢-٢٣ أيار، مايو، ٢٠١١. ليما", ["٢٢-٢٣ أيار، مايو، ٢٠١١.", "ليما"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, sentences):
    assert split(text) == sentences


def test_a_wrapped_line_goes_on_and_a_forced_break_does_not():
    assert split("wrapped\nline. End") == ["wrapped\nline.", "End"]
    assert split("forced  \nline") == ["forced", "line"]
    assert split("a list:\nitem\n\nlast") == ["a list:", "item", "last"]


@given(st.text(st.sampled_from("اب.؟!؛…»)\n 5+aA。<b>*"), max_size=60))
def test_sentences_part_the_text_and_lose_nothing(text):
    spans = split_sentences(text)
    assert [s.end for s in spans[:-1]] <= [s.start for s in spans[1:]]
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())
    assert all(s.of(text) and s.of(text) == s.of(text).strip() for s in spans)
