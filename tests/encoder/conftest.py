"""A teacher and data so small that a few steps of training take a second."""

import csv
import lzma
import sys
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel

from encoder import student

# The sentences are shared by the tests of this folder.
sys.path.insert(0, str(Path(__file__).parent))

from training_cases import PAIRS


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
