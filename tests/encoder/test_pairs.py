"""What is read of the data and of what was written, and batches of questions drawn from it."""

import json

import numpy as np
import pytest
from training_cases import words

from corpus.errors import DocumentError
from encoder import data, drawing, vocabulary
from encoder.meanings import Meanings
from encoder.pairs import Pair, pairs
from encoder.prepare import prepare


def test_only_sources_whose_weights_may_ship_are_read(tiny_data):
    rows = list(data.cleaned(tiny_data))
    assert {row.source for row in rows} == {"good"}
    assert set(rows[0].texts) == {"en", "ar", "ru"}
    # TyDi QA is not among the licences here, so its rows are left out as well.
    assert list(pairs(tiny_data)) == []


def test_missing_data_is_one_clear_line(tmp_path):
    with pytest.raises(DocumentError, match="--data"):
        list(data.cleaned(tmp_path))


def test_questions_find_their_paragraph_by_its_fingerprint(tiny_data, tmp_path):
    text = next(text for _, text in data.paragraphs(tiny_data))
    (tmp_path / "questions.tsv").write_text(
        f"paragraph\tar\ten\n{data.fingerprint(text)}\tكيف المدينة؟\t\n0000\tما؟\twhat?\n", "utf8"
    )
    assert list(pairs(tiny_data, tmp_path)) == [
        Pair("encyclopedia_questions", {"ar": "كيف المدينة؟"}, {"ar": text})
    ]


LABELS = (("seed bank", "بنك البذور", "who keeps grain", "من يحفظ الحبوب"),
          ("bus lanes", "مسارات الحافلات", "how to get about", "كيف يتنقل الناس"))  # fmt: skip


@pytest.fixture
def reworded(tmp_path):
    """Questions in other words, as the project's own files have them."""
    folder = tmp_path / "written"
    folder.mkdir()
    head = "label_en\tlabel_ar\tquestion_en_1\tquestion_en_2\tquestion_ar_1\tquestion_ar_2\n"
    rows = (f"{en}\t{ar}\t{q}\t{q} now\t{a}\t{a} الآن\n" for en, ar, q, a in LABELS)
    (folder / "reworded_labels_x.tsv").write_text(head + "".join(rows), "utf8")
    head = "question_en\tquestion_ar\tanswer_en\tanswer_ar\tnear_en\tnear_ar\n"
    row = "who pays?\tمن يدفع؟\tthe state funds it\tتموله الدولة\tthe house is big\tالبيت كبير\n"
    (folder / "reworded_sentences_x.tsv").write_text(head + 2 * row, "utf8")
    return folder


def test_questions_in_other_words_bring_what_comes_near(tiny_data, reworded):
    first, _, _, last, *rest = pairs(tiny_data, reworded)
    assert first == Pair(
        "described",
        {"en": "who keeps grain", "ar": "من يحفظ الحبوب"},
        {"en": "seed bank", "ar": "بنك البذور"},
    )
    assert last.asked["ar"] == "كيف يتنقل الناس الآن"
    assert rest[0].near == {"en": "the house is big", "ar": "البيت كبير"}
    assert len(rest) == 2


PASSAGE = {
    "heading": {"en": "the place", "ar": "المكان"},
    "sentences": [{"en": f"told {i}", "ar": f"قيل {i}"} for i in range(3)],
    "questions": [
        {"en": "asked 1", "ar": "سئل 1", "fr": "demande 1", "answer": [1]},
        {"en": "asked 2", "ar": "سئل 2", "zh": "问 2", "answer": [2, 0]},
        {"en": "asked 3", "ar": "سئل 3", "es": "pregunta 3", "answer": []},
    ],
}


def test_questions_about_a_passage_have_another_of_its_sentences_beside_them(tiny_data, tmp_path):
    (tmp_path / "passages_x.jsonl").write_text(json.dumps(PASSAGE) + "\n", "utf8")
    first, second = pairs(tiny_data, tmp_path)  # what has no answer is no pair
    assert first.asked == {"en": "asked 1", "ar": "سئل 1", "fr": "demande 1"}
    assert first.told == PASSAGE["sentences"][1]
    assert first.near in (PASSAGE["sentences"][0], PASSAGE["sentences"][2])
    assert second.told == PASSAGE["sentences"][2] and second.near == PASSAGE["sentences"][1]
    assert {first.source, second.source} == {"answering"}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({**PASSAGE, "sentences": PASSAGE["sentences"][:2]}, "missing"),
        ({**PASSAGE, "questions": [{"en": "asked", "answer": [0]}]}, "missing"),
        ({**PASSAGE, "heading": {"en": "the place"}}, "missing"),
        ({"sentences": PASSAGE["sentences"], "heading": PASSAGE["heading"]}, "questions"),
    ],
)
def test_a_passage_that_lacks_something_is_named(tiny_data, tmp_path, row, message):
    lines = (json.dumps(one) for one in (PASSAGE, row))
    (tmp_path / "passages_x.jsonl").write_text("\n".join(lines), "utf8")
    with pytest.raises(DocumentError, match=f"line 2.*{message}"):
        list(pairs(tiny_data, tmp_path))


def test_questions_are_asked_in_every_language_that_they_stand_in(
    tiny_data, tiny_teacher, tmp_path
):
    lines = (json.dumps(PASSAGE) for _ in range(2))
    (tmp_path / "passages_x.jsonl").write_text("\n".join(lines), "utf8")
    folders = {"written": tmp_path, "sizes": vocabulary.SIZES}
    pack = prepare(tiny_data, tmp_path / "pack", tiny_teacher, tiny_teacher, **folders)
    shares = drawing.Shares(questions=0.0, composed=0.0, reworded=1.0)
    drawn = drawing.Drawing(pack, Meanings(pack, np.random.default_rng(1)), shares, 200)
    stream = drawn.batches(np.random.default_rng(2))
    rows = set()
    for batch in (next(stream) for _ in range(60)):
        text = np.searchsorted(pack.starts, batch.left.starts[:, 0], side="right") - 1
        columns = (pack.questions == text[0]).nonzero()[1].tolist()
        rows |= {data.LANGUAGES[column] for column in columns}
    assert rows == {"ar", "en", "fr", "zh"}


def test_of_what_was_not_written_for_the_project_a_share_is_kept(tiny_data, tiny_teacher, tmp_path):
    (tmp_path / "sentences_sea.tsv").write_text("en\tar\nthe sea\tالبحر\n", "utf8")
    folders = {"written": tmp_path, "sizes": vocabulary.SIZES}
    pack = prepare(tiny_data, tmp_path / "pack", tiny_teacher, tiny_teacher, rest=0.0, **folders)
    assert pack.names == ["sentences_sea"] and len(pack.meanings) == 1
    assert not len(pack.paragraphs)


def test_batches_in_other_words_have_rivals_behind_their_answers(tiny_data, tiny_teacher, reworded):
    folders = {"written": reworded, "sizes": vocabulary.SIZES}
    pack = prepare(tiny_data, reworded / "pack", tiny_teacher, tiny_teacher, **folders)
    tokenizer, _ = vocabulary.unchanged(reworded / "pack" / "start")
    shares = drawing.Shares(questions=0.3, composed=0.0, reworded=0.7)
    drawn = drawing.Drawing(pack, Meanings(pack, np.random.default_rng(1)), shares, 200)
    stream, seen = drawn.batches(np.random.default_rng(2)), set()
    for batch in (next(stream) for _ in range(60)):
        left, right = (
            [words(pack, tokenizer, side, i) for i in range(len(side))]
            for side in (batch.left, batch.right)
        )
        if batch.kind != "reworded":
            assert not {"who pays", "who keeps grain"} & set(left)  # they are not held as they were
            continue
        seen.add((len(left), len(right)))
        if len(right) > len(left):
            assert right[len(left) :] in (["the house is big"] * 2, ["البيت كبير"] * 2)
            assert right[0] == right[1] != right[2]
    assert (2, 4) in seen and (4, 4) in seen


def test_sentences_written_beside_the_data_are_a_source_of_their_own(tmp_path):
    (tmp_path / "sentences_sea.tsv").write_text("en\tar\nthe sea\tالبحر\nalone\t\n", "utf8")
    (row,) = data.written(tmp_path)
    assert row == data.Parallel("sentences_sea", {"en": "the sea", "ar": "البحر"})


@pytest.mark.parametrize(
    ("text", "language", "english", "good"),
    [
        ("البيت كبير", "ar", "the house is big", True),
        ("the house is big", "ar", "the house is big", False),
        ("house", "ru", "the house", False),
        ("房子很大而且很新也很漂亮", "zh", "the house is big and new and pretty", True),
        ("نعم", "ar", "a sentence that says a great deal more than that", False),
    ],
)  # fmt: skip
def test_what_is_no_translation_is_dropped(text, language, english, good):
    assert data.usable(text, language, english) is good
