"""Gold and cited characters are marked, no other ones, and nothing near them is left out."""

from dataclasses import replace

from eval_cases import (
    DOCUMENT,
    LISTING,
    NUMBER,
    REFUSED,
    SOURCE,
    cite,
    make_answer,
    result_of,
    source_of,
    span,
)
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Block, BlockKind, Span
from eval.reporting.evidence import Piece, evidence, page_of

FILE = source_of(SOURCE)


def shown(question, answer, document=DOCUMENT, source=FILE):
    return evidence(result_of(question, answer), document, source)


def test_gold_and_cited_characters_are_told_apart():
    answer = make_answer("12 [1].", [cite("members\tseat")])
    (line,) = shown(NUMBER, answer)
    assert (line.number, line.gold) == (2, True)
    assert line.pieces == (
        Piece("Beta\t", ""),
        Piece("12 ", "gold"),
        Piece("members", "both"),
        Piece("\tseat", "cited"),
        Piece(" in Rome", ""),
    )


def test_lines_come_in_the_order_of_the_source():
    lines = shown(LISTING, make_answer("Beta [1].", [cite("seat in Rome")]))
    assert [(line.number, line.gold) for line in lines] == [(1, True), (2, False), (3, True)]


def test_a_citation_of_another_document_or_of_no_place_marks_nothing():
    stray = [replace(cite("no seat"), document_id="other"), replace(cite("no seat"), end=9999)]
    (line,) = shown(NUMBER, make_answer("12", stray))
    assert {piece.mark for piece in line.pieces} == {"", "gold"}


def test_what_is_far_from_every_mark_is_left_out():
    text = "a" * 1000 + "GOLD" + "b" * 1000 + "CITED" + "c" * 100
    question = replace(NUMBER, gold=(Span(1000, 1004),))
    citation = replace(cite("no seat"), start=2004, end=2009)
    (line,) = shown(question, make_answer("x", [citation]), source=source_of(text))
    kept = [(piece.mark, len(piece.text)) for piece in line.pieces]
    assert kept == [
        ("gap", 0), ("", 160), ("gold", 4), ("", 160), ("gap", 0), ("", 160), ("cited", 5),
        ("", 100),
    ]  # fmt: skip
    assert line.pieces[-1].text == "c" * 100


def test_pages_are_those_of_blocks_wherever_they_are_read():
    def block(start, page):
        return Block("b", BlockKind.PARAGRAPH, Span(start, start + 5), "", 0, page, ())

    document = replace(DOCUMENT, blocks=(block(0, 1), block(50, 3), block(21, 2)))
    assert [page_of(document, n) for n in (0, 20, 21, 60)] == [1, 1, 2, 3]
    assert page_of(DOCUMENT, 30) == 1
    assert [line.page for line in shown(LISTING, REFUSED, document)] == [1, 3]


spans = st.tuples(st.integers(0, len(SOURCE) - 1), st.integers(1, 40)).map(
    lambda pair: Span(pair[0], min(len(SOURCE), sum(pair)))
)


@given(gold=st.lists(spans, max_size=4), cited=st.lists(spans, max_size=4))
def test_every_marked_character_is_shown_once(gold, cited):
    question = replace(NUMBER, gold=tuple(gold))
    places = [replace(cite("no seat"), start=s.start, end=s.end) for s in cited]
    lines = shown(question, make_answer("x", places))
    for marks, wanted in ((("gold", "both"), gold), (("cited", "both"), cited)):
        found = [(line.number, "".join(p.text for p in line.pieces if p.mark in marks))
                 for line in lines]  # fmt: skip
        covered = {n for own in wanted for n in range(own.start, own.end)}
        expected = [
            (number, "".join(SOURCE[n] for n in range(own.start, own.end) if n in covered))
            for number, own in enumerate(FILE.lines, 1)
        ]
        assert [f for f in found if f[1]] == [e for e in expected if e[1]]


def test_the_pieces_of_a_short_line_are_the_line():
    for line in shown(LISTING, make_answer("x", [cite("seat in Rome")])):
        assert "".join(p.text for p in line.pieces) == SOURCE.split("\n")[line.number - 1]
    assert span("seat in Rome").start == 37
