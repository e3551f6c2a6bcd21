"""What holds for every document, however odd."""

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.records import Document
from ingest.assemble import Layout, assemble
from ingest.normalise import shadow
from ingest.passages import make_passages

LINE = st.one_of(
    st.sampled_from([
        "# عنوان", "## • Part", "- item؛", "• بند", "1. first", "\\* note", "<sup>2</sup> ref", "",
        "Title\n=====", "```", "> said", "| a | b |", "|---|---|", "| c | |", "| **G: x** | |",
        "اسم\tعدد\tنص", "<b>الإقليم: شرق</b>\t\t", "أ\t3\tx", "ب\t• z\t", "\tlone", "نعم. لا؟",
        "a<br>b", "<b>x</b>", "**y**", "5+5 و3.5", "\ufeff", "---",
    ]),
    st.text("اب a.|\t•*<b>/:#1\\", max_size=12),
)  # fmt: skip


def document(text):
    blocks, tables = assemble(text, Layout("d"))
    return Document("d", "", {}, "", "ar", "", "", text, shadow(text), blocks, tables)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINE, max_size=12))
def test_a_document_is_read_whole_and_cited_cleanly(lines):
    text = "\n".join(lines)
    read = document(text)
    passages = make_passages(read)
    seen = [b.span for b in read.blocks if b.kind.value == "heading"]
    seen += [c.span for t in read.tables for c in t.columns if c.span]
    seen += [v.span for t in read.tables for r in t.rows for c in r.cells for v in c.values]
    seen += [span for passage in passages for unit in passage.units for span in unit.spans]
    covered = {i for span in seen for i in range(span.start, span.end)}
    # Not the letters of "الإقليم": the label that groups share is kept once, as their header.
    lost = [text[i] for i in range(len(text)) if text[i] in "بتعون" and i not in covered]
    assert not lost, text
    for span in seen:
        assert span.of(text) == span.of(text).strip() != ""
    for table in read.tables:
        assert table.rows
        assert {len(row.cells) for row in table.rows} == {len(table.columns)}
        assert [c.index for c in table.columns] == list(range(len(table.columns)))
        for row in table.rows:
            assert [cell.column for cell in row.cells] == [c.index for c in table.columns]
            assert all(cell.values or cell.reason for cell in row.cells)
