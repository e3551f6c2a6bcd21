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
from encoder import data, student, teacher, train

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

    write("multiway.tsv.xz", [["source", "en", "ar"], *[["good", e, a] for e, a in PAIRS * 4]])
    write("ar_en.tsv.xz", [["source", "ar", "en"], ["bad", "ممنوع", "forbidden"]])
    (folder / "licences.tsv").write_text(
        "source\trows\tlicence\tweights_may_ship\ngood\t64\tCC0\tyes\nbad\t1\tnone\tno\n", "utf8"
    )
    return folder


def test_only_sources_whose_weights_may_ship_are_read(tiny_data):
    assert {pair.source for pair in data.parallel(tiny_data, random.Random(1))} == {"good"}


def test_missing_data_is_one_clear_line(tmp_path):
    with pytest.raises(DocumentError, match="--data"):
        data.parallel(tmp_path, random.Random(1))


def test_another_teacher_is_refused(tiny_teacher, tmp_path):
    with pytest.raises(EncoderError, match="SHA-256"):
        teacher.verify(tiny_teacher)
    with pytest.raises(EncoderError, match=r"model\.safetensors"):
        teacher.verify(tmp_path)


def test_a_tiny_student_learns_and_loads(tiny_teacher, tiny_data, tmp_path):
    recipe = train.Recipe(steps=30, batch=16, warmup=3, rate=3e-3, pieces=200)
    losses = train.train(tiny_data, tmp_path / "out", tmp_path / "work", recipe, tiny_teacher)
    assert len(losses) == 30
    assert sum(losses[-5:]) < 0.8 * sum(losses[:5])
    model = SentenceTransformer(str(tmp_path / "out"), device="cpu")
    english, arabic = zip(*PAIRS, strict=True)
    likeness = model.encode(list(arabic)) @ model.encode(list(english)).T
    assert (likeness.argmax(1) == torch.arange(len(PAIRS)).numpy()).mean() > 0.3
    assert model.tokenizer.tokenize("البَيْتُ") == model.tokenizer.tokenize("البيت")
