"""The training code on a teacher and data so small that a few steps take a second."""

import csv
import lzma
import random

import pytest
import torch
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel

from corpus.errors import DocumentError, EncoderError
from encoder import batches, data, student, teacher, train

PAIRS = [
    (f"the {noun} is {state}", f"{arabic} {adjective}")
    for noun, arabic in (
        ("house", "البيت"),
        ("road", "الطريق"),
        ("city", "المدينة"),
        ("sea", "البحر"),
    )
    for state, adjective in (("big", "كبير"), ("new", "جديد"), ("far", "بعيد"), ("open", "مفتوح"))
]


@pytest.fixture(scope="module")
def tiny_teacher(tmp_path_factory):
    folder = tmp_path_factory.mktemp("teacher")
    words = sorted({w for english, _ in PAIRS for w in english.split()})
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words]
    tokenizer = Tokenizer(models.WordPiece({p: i for i, p in enumerate(pieces)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    torch.manual_seed(0)
    config = BertConfig(vocab_size=len(pieces), hidden_size=32, num_hidden_layers=1,
                        num_attention_heads=2, intermediate_size=64)  # fmt: skip
    student.save(BertModel(config), tokenizer, folder)
    return folder


@pytest.fixture(scope="module")
def tiny_data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")

    def write(name, rows):
        with lzma.open(folder / name, "wt", encoding="utf8", newline="") as file:
            csv.writer(file, delimiter="\t", lineterminator="\n").writerows(rows)

    rows = [["good", e, a, "", "", f"город {n}", ""] for n, (e, a) in enumerate(PAIRS)]
    write("multiway.tsv.xz", [["source", "en", "ar", "fr", "es", "ru", "zh"], *rows])
    write("ar_en.tsv.xz", [["source", "ar", "en"], ["bad", "ممنوع", "forbidden"]])
    write("tydiqa.tsv.xz", [["lang", "question", "passage", "answer"], ["ar", "أين؟", "هنا", "ه"]])
    paragraph = (
        "المدينة كبيرة وجميلة جدا في الصيف والشتاء. البحر بعيد عن المدينة بضعة كيلومترات فقط. "
    )
    with lzma.open(folder / "wikipedia_ar.txt.xz", "wt", encoding="utf8") as file:
        file.write(f"TITLE\tالمدينة\t{paragraph * 2}\n" + f"{paragraph * 2}\n" * 8)
    (folder / "licences.tsv").write_text(
        "source\trows\tlicence\tweights_may_ship\ngood\t64\tCC0\tyes\nbad\t1\tnone\tno\n", "utf8"
    )
    return folder


def test_only_sources_whose_weights_may_ship_are_read(tiny_data):
    rows = data.parallel(tiny_data, random.Random(1))
    assert {row.source for row in rows} == {"good"}
    assert set(rows[0].texts) == {"en", "ar", "ru"}
    # TyDi QA is not among the licences here, so its rows are left out as well.
    assert data.questions(tiny_data, random.Random(1)) == []


def test_missing_data_is_one_clear_line(tmp_path):
    with pytest.raises(DocumentError, match="--data"):
        data.parallel(tmp_path, random.Random(1))


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


def test_neighbours_are_joined_in_the_languages_they_share():
    rows = [
        data.Parallel("s", {"en": "one", "ar": "واحد", "fr": "un"}),
        data.Parallel("s", {"en": "two", "ar": "اثنان"}),
    ]
    (joined,) = data.joined(rows, random.Random(1))
    assert joined.texts == {"en": "one two", "ar": "واحد اثنان"}


def test_an_encyclopedia_gives_question_like_texts(tiny_data):
    pairs = data.encyclopedia(tiny_data, random.Random(3))
    assert len(pairs) >= 8
    assert all(len(asked) < len(told) for asked, told in pairs)


def test_another_teacher_is_refused(tiny_teacher, tmp_path):
    with pytest.raises(EncoderError, match="SHA-256"):
        teacher.verify(tiny_teacher)
    with pytest.raises(EncoderError, match=r"model\.safetensors"):
        teacher.verify(tmp_path)


def test_batches_hold_texts_of_like_length_and_neighbours():
    lengths = [4] * 40 + [60] * 40
    groups = batches.by_length(lengths, ["s"] * 80, 16, random.Random(1))
    mixed = sum(len({lengths[i] for i in next(groups)}) > 1 for _ in range(6))
    assert mixed <= 1  # the one at the border
    chosen = next(batches.neighbours(100, 20, 5, random.Random(1)))
    assert len(chosen) == 20
    assert all(chosen[i + 1] == chosen[i] + 1 for i in range(0, 20, 5))


def test_the_mean_of_the_last_weights_is_kept():
    model = torch.nn.Linear(1, 1)
    average = train.Average(model)
    for value in (1.0, 3.0):
        torch.nn.init.constant_(model.weight, value)
        average.add()
    average.apply()
    assert model.weight.item() == 2.0


def test_a_tiny_student_learns_and_loads(tiny_teacher, tiny_data, tmp_path):
    recipe = train.Recipe(
        steps=40, batch=16, warmup=3, rate=3e-3, noise=0.0, question_share=0.2, question_batch=4
    )
    losses = train.train(tiny_data, tmp_path / "out", tmp_path / "work", recipe, tiny_teacher)
    assert len(losses) == 40
    assert sum(losses[-5:]) < 0.9 * sum(losses[:5])
    model = SentenceTransformer(str(tmp_path / "out"), device="cpu")
    english, arabic = zip(*PAIRS, strict=True)
    likeness = model.encode(list(arabic)) @ model.encode(list(english)).T
    assert (likeness.argmax(1) == torch.arange(len(PAIRS)).numpy()).mean() > 0.3
    assert model.tokenizer.tokenize("البَيْتُ") == model.tokenizer.tokenize("البيت")
    assert "[UNK]" not in model.tokenizer.tokenize("zebra")

    # A second run begins where the first ended: the pieces that are used keep their rows.
    again = train.Recipe(steps=1, batch=16)
    train.train(
        tiny_data, tmp_path / "two", tmp_path / "work", again, tiny_teacher, tmp_path / "out"
    )
    second = SentenceTransformer(str(tmp_path / "two"), device="cpu")
    assert {"البيت", "house"} <= set(model.tokenizer.get_vocab()) & set(
        second.tokenizer.get_vocab()
    )
