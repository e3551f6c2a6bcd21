import pytest

from corpus.errors import DocumentError
from corpus.records import BlockKind
from ingest.load import load_document

MOVE = "[[moves]]\nstart = {}\nend = {}\nafter = {}\njoin = {}\nreason = 'r'\n"


def test_the_sentence_on_the_fourth_meeting_is_whole_again(brochure):
    (broken,) = [s for s in brochure.sentences if len(s.spans) > 1]
    assert "في العام 2013، حضره قرابة 60 مشاركاً" in broken.text
    assert broken.text.endswith("المتغير».")
    first, second = broken.spans
    assert first.of(brochure.text).endswith("في العام 2013،")
    assert second.of(brochure.text).startswith("حضره قرابة 60 مشاركاً")
    assert second.end < first.start


def test_sections_follow_the_order_of_reading(brochure):
    def path(words):
        (found,) = [s for s in brochure.sentences if words in s.text]
        return [span.of(brochure.text) for span in found.section]

    assert path("القاهرة")[-1] == "الاجتماعات العالمية لرؤساء وأمانات العمليات التشارية الإقليمية"
    assert path("الالتزام الصارم")[-2:] == [
        "متى تعمل العمليات التشاركية الإقليمية على أفضل وجه؟", "ملكية الدولة",
    ]  # fmt: skip
    assert [b.page for b in brochure.blocks] == sorted(b.page for b in brochure.blocks)


def test_sentences_part_their_blocks(brochure):
    text = brochure.text
    for block in brochure.blocks:
        if block.kind in (BlockKind.HEADING, BlockKind.TABLE):
            assert block.sentences == ()
            continue
        own = [s for sentence in block.sentences for s in sentence.spans if block.span.contains(s)]
        left = "".join("".join(s.of(text).split()) for s in own)
        assert left == "".join(block.span.of(text).split())


def test_ids_are_unique_and_in_order(brochure):
    for ids in ([b.id for b in brochure.blocks], [s.id for s in brochure.sentences]):
        assert ids == sorted(set(ids))


def test_the_page_number_is_not_read_and_the_caption_is_one_statement(brochure):
    assert not [b for b in brochure.blocks if b.text == "4"]
    assert brochure.blocks[0].kind is BlockKind.CAPTION
    assert len(brochure.blocks[0].sentences) == 1


def test_every_translation_belongs_to_something_that_is_read(brochure):
    spans = {s for x in brochure.sentences for s in x.spans} | {b.span for b in brochure.blocks}
    for table in brochure.tables:
        spans |= {v.span for r in table.rows for c in r.cells for v in c.values}
        spans |= {c.span for c in table.columns if c.span}
    for span in brochure.translations["en"].spans:
        assert any(span == own or span.contains(own) for own in spans), span.of(brochure.text)


def test_a_move_changes_the_order_and_the_sections(write):
    source = "# A\n\ntwo goes on.\n\n# B\n\none and\n"
    moved = MOVE.format(5, 17, len(source) - 1, "true")
    document = load_document(write(source, repairs=moved))
    assert [b.text for b in document.blocks] == ["A", "B", "one and two goes on."]
    assert [s.of(source) for s in document.sentences[0].section] == ["B"]


@pytest.mark.parametrize(
    ("repairs", "words"),
    [
        ("[[repairs]]\nstart = 0\nend = 3\nsource = 'xyz'\nreplacement = ''\nreason = ''", "xyz"),
        ("[[repairs]]\nstart = 0\nend = 99\nreplacement = ''\nreason = ''", "99"),
        ("[[repairs]]\nstart = 4\nend = 2\nreplacement = ''\nreason = ''", "not a span"),
        ("[[repairs]]\nstart = 0\nend = 3\nreplacement = ''\nreason = ''\n" * 2, "two entries"),
        ("[[repairs]]\nstart = 0\nend = 3", "replacement"),
        (MOVE.format(0, 5, 20, "false"), "whole paragraphs"),
        (MOVE.format(0, 7, 0, "true"), "joins"),
        ("[[repairs", "damaged"),
    ],
)
def test_offsets_that_do_not_fit_are_told(write, repairs, words):
    with pytest.raises(DocumentError, match=words) as caught:
        load_document(write("One two\n\nthree four\n", repairs=repairs))
    assert "\n" not in str(caught.value)


def test_a_changed_or_missing_source_is_told(write):
    folder = write("One.")
    (folder / "source.md").write_text("Two.")
    with pytest.raises(DocumentError, match="SHA-256 differs"):
        load_document(folder)
    (folder / "source.md").unlink()
    with pytest.raises(DocumentError, match="is missing"):
        load_document(folder)
    with pytest.raises(DocumentError, match=r"document\.toml"):
        load_document(folder / "nowhere")


def test_a_translation_of_another_text_is_told(write):
    with pytest.raises(DocumentError, match="translates another text"):
        load_document(write("One.", en='language = "en"\nstatus = "s"\nsha256 = "0"\n'))
