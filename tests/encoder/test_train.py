"""The training code on a teacher and data so small that a few steps take a second."""

import csv
import json
import lzma

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel

from corpus.errors import DocumentError, EncoderError
from encoder import data, drawing, gathering, noise, static, student, teacher, train, vocabulary
from encoder.averaging import Average
from encoder.losses import inner, loss_forgetting, loss_late, loss_likeness
from encoder.meanings import Meanings
from encoder.pack import Pack
from encoder.pairs import Pair, pairs
from encoder.prepare import prepare
from encoder.recipe import Recipe
from encoder.slices import Slices

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


def test_late_interaction_is_learnt_by_tokens_without_the_marks_at_the_ends():
    mask = torch.tensor([[1, 1, 1, 1, 0]])
    assert inner(mask).tolist() == [[0, 1, 1, 0, 0]]
    one, other = torch.eye(3)[0], torch.eye(3)[1]
    mark = torch.eye(3)[2]
    asked = torch.stack([torch.stack([mark, one, mark]), torch.stack([mark, other, mark])])
    masks = torch.ones(2, 3, dtype=torch.long), torch.ones(2, 3, dtype=torch.long)
    apart = torch.eye(2)
    right = loss_late(asked, asked, masks, apart, 20.0)
    wrong = loss_late(asked, asked.flip(0), masks, apart, 20.0)
    assert right.item() == pytest.approx(0.0, abs=1e-6) and wrong.item() == pytest.approx(20.0)
    # Of two answers that are the same neither is wrong.
    same = torch.stack([asked[0], asked[0]])
    assert loss_late(same, same, masks, torch.ones(2, 2), 20.0).item() == pytest.approx(0.0)


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


def test_another_teacher_is_refused(tiny_teacher, tmp_path):
    with pytest.raises(EncoderError, match="SHA-256"):
        teacher.verify(tiny_teacher)
    with pytest.raises(EncoderError, match=r"model\.safetensors"):
        teacher.verify(tmp_path)


def test_the_mean_of_the_last_weights_is_kept():
    model = torch.nn.Linear(1, 1)
    average = Average(model)
    for value in (1.0, 3.0):
        torch.nn.init.constant_(model.weight, value)
        average.add()
    average.apply()
    assert model.weight.item() == 2.0


@pytest.fixture(scope="module")
def tiny_pack(tiny_teacher, tiny_data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pack")
    prepare(tiny_data, folder, tiny_teacher, tiny_teacher, sizes=vocabulary.SIZES, written=None)
    return folder


@pytest.fixture(scope="module")
def tiny_tokenizer(tiny_pack):
    return vocabulary.unchanged(tiny_pack / "start")[0]


def words(pack, tokenizer, slices, row, extra=()):
    """What a text of a batch says."""
    ids = np.concatenate([pack.ids, np.array(extra, dtype=pack.ids.dtype)])
    parts = zip(slices.starts[row], slices.lengths[row], strict=True)
    return tokenizer.decode([int(i) for start, size in parts for i in ids[start : start + size]])


def test_a_pack_is_read_as_it_was_written(tiny_pack, tiny_tokenizer, tmp_path):
    pack = Pack.load(tiny_pack)
    pack.save(tmp_path)
    again = Pack.load(tmp_path)
    assert np.array_equal(pack.ids, again.ids) and pack.names == again.names
    assert len(pack.meanings) == len(PAIRS) and len(pack.paragraphs) == 9
    text = pack.meanings[0, drawing.ARABIC]
    ids = pack.ids[pack.starts[text] : pack.starts[text + 1]]
    assert tiny_tokenizer.decode(ids.tolist()) == "البيت كبير"
    assert pack.meanings[0, data.LANGUAGES.index("zh")] == -1


def test_rows_that_follow_one_another_are_joined_in_the_languages_they_share(tiny_pack):
    pack = Pack.load(tiny_pack)
    pack.ordered[:-1] = True
    meanings = Meanings(pack, np.random.default_rng(1), passes=1)
    longer = slice(len(PAIRS), None)
    assert len(meanings.weights) > len(PAIRS) and meanings.weights.sum() == pytest.approx(1)
    lengths, base = meanings.lengths[longer], np.diff(pack.starts)[pack.meanings[:, 0]]
    assert lengths[:, drawing.ARABIC].sum() == base.sum()
    assert not lengths[:, data.LANGUAGES.index("zh")].any()
    # The teacher reads the same rows.
    assert (meanings.teacher.totals[longer] > meanings.teacher.totals[0]).all()


def test_batches_keep_their_budget_and_say_the_same_on_both_sides(tiny_pack, tiny_tokenizer):
    pack = Pack.load(tiny_pack)
    meanings = Meanings(pack, np.random.default_rng(1))
    drawn = drawing.Drawing(pack, meanings, drawing.Shares(), 200)
    stream = drawn.batches(np.random.default_rng(2))
    kinds = set()
    said = {english: arabic.replace("ة", "ه") for english, arabic in PAIRS}
    for batch in (next(stream) for _ in range(300)):
        kinds.add(batch.kind)
        assert len(batch.left) == len(batch.right) >= 2
        assert (batch.left.totals > 0).all() and (batch.right.totals > 0).all()
        widest = max(batch.left.totals.max(), batch.right.totals.max())
        assert len(batch.left) == 2 or len(batch.left) * widest <= 200
        if batch.kind == "meanings":
            left, right = (words(pack, tiny_tokenizer, x, 0) for x in (batch.left, batch.right))
            assert said.get(right) == left or "город" in left + right
        if batch.kind == "questions":
            left, right = (words(pack, tiny_tokenizer, x, 0) for x in (batch.left, batch.right))
            assert len(left) < len(right)
    assert kinds == {"meanings", "composed", "questions"}


def test_gathered_texts_are_put_together_padded_and_thinned():
    ids = torch.arange(100, dtype=torch.int32)
    slices = Slices(np.array([[10, 50], [20, 0]]), np.array([[3, 2], [2, 0]]))
    found, mask = gathering.gather(ids, slices, gathering.Marks(0, 1, 2))
    assert found.tolist() == [[1, 10, 11, 12, 50, 51, 2, 0], [1, 20, 21, 2, 0, 0, 0, 0]]
    assert mask.sum(1).tolist() == [7, 4]
    wide = torch.ones(200, 40, dtype=torch.long)
    thin = gathering.thinned(wide, 0.2)
    assert (thin[:, 0] == 1).all() and 0.85 < thin.float().mean() < 0.95
    assert slices.cut(4).totals.tolist() == [4, 2]


def test_damaged_copies_are_other_texts_of_like_length(tiny_pack, tiny_tokenizer):
    pack = Pack.load(tiny_pack)
    ids, lengths = noise.damaged(tiny_tokenizer, pack.ids, pack.starts, list(pack.paragraphs), 5)
    first = pack.paragraphs[0]
    original = pack.ids[pack.starts[first] : pack.starts[first + 1]]
    assert len(lengths) == 9 and lengths.sum() == len(ids)
    assert not np.array_equal(ids[: lengths[0]], original)
    again = noise.damaged(tiny_tokenizer, pack.ids, pack.starts, list(pack.paragraphs), 5)
    assert np.array_equal(ids, again[0])


def test_a_tiny_student_learns_and_loads(tiny_teacher, tiny_pack, tmp_path):
    recipe = Recipe(
        steps=60, budget=400, warmup=3, rate=3e-3, bank=8, negatives=1, pool=4, thin=0.0,
        shares=drawing.Shares(questions=0.1, composed=0.1, noise=0.1),
    )  # fmt: skip
    pack = Pack.load(tiny_pack)
    device = torch.device("cpu")
    losses = train.train(pack, tmp_path / "out", recipe, tiny_teacher, tiny_pack / "start", device)
    assert len(losses) == 60
    model = SentenceTransformer(str(tmp_path / "out"), device="cpu")
    english, arabic = zip(*PAIRS, strict=True)
    likeness = model.encode(list(arabic)) @ model.encode(list(english)).T
    assert (likeness.argmax(1) == torch.arange(len(PAIRS)).numpy()).mean() > 0.5
    assert model.tokenizer.tokenize("البَيْتُ") == model.tokenizer.tokenize("البيت")
    assert "[UNK]" not in model.tokenizer.tokenize("zebra")

    # A second run begins where the first ended, with its pieces.
    again = Recipe(steps=1, budget=400, bank=8, pool=4)
    train.train(pack, tmp_path / "two", again, tiny_teacher, tmp_path / "out", device)
    second = SentenceTransformer(str(tmp_path / "two"), device="cpu")
    assert model.tokenizer.get_vocab() == second.tokenizer.get_vocab()


def test_a_run_that_keeps_learns_the_everyday_and_holds_the_rest(
    tiny_teacher, tiny_pack, tmp_path, monkeypatch
):
    device, pack = torch.device("cpu"), Pack.load(tiny_pack)
    start = SentenceTransformer(str(tiny_pack / "start"), device="cpu")
    texts = [arabic for _, arabic in PAIRS]
    before = start.encode(texts)

    def moved(folder, keep, everyday):
        monkeypatch.setattr(train, "everyday", lambda names: [everyday] * len(names))
        recipe = Recipe(
            steps=20, budget=400, warmup=3, rate=3e-3, bank=8, negatives=1, pool=4, thin=0.0,
            likeness=1.0, keep=keep, shares=drawing.Shares(0.0, 0.0, 0.0),
        )  # fmt: skip
        train.train(pack, tmp_path / folder, recipe, tiny_teacher, tiny_pack / "start", device)
        now = SentenceTransformer(str(tmp_path / folder), device="cpu").encode(texts)
        return float(1 - (now * before).sum(1).mean())

    held = moved("held", 1000.0, everyday=False)
    assert held < 0.5 * moved("free", 0.0, everyday=False)
    # What is of everyday life is not held, whatever the rest counts.
    assert held < 0.5 * moved("lively", 1000.0, everyday=True)


def test_composed_scenes_are_meanings_of_the_pack(tiny_teacher, tiny_data, tmp_path):
    parts = {
        "subjects": "who\tnumber\tgender\ten\tar\nperson\ts\tm\ta man\tرجل\n",
        "predicates": "who\ten\tar\nperson\tsinging\tيغني\n",
        "places": "kind\ten\tar\nplace\tat home\tفي البيت\n",
    }
    for name, text in parts.items():
        (tmp_path / f"scene_{name}.tsv").write_text(text, "utf8")
    folders = {"written": tmp_path, "sizes": vocabulary.SIZES}
    plain = prepare(tiny_data, tmp_path / "a", tiny_teacher, tiny_teacher, **folders)
    more = prepare(tiny_data, tmp_path / "b", tiny_teacher, tiny_teacher, scene_groups=3, **folders)
    assert len(more.meanings) == len(plain.meanings) + 12
    assert more.names[more.sources[-1]] == "scenes"


def test_a_static_student_is_saved_as_it_was_trained(tiny_teacher, tiny_pack, tmp_path):
    recipe = Recipe(
        steps=40, budget=400, warmup=3, rate=1e-2, bank=8, negatives=1, pool=4, thin=0.0,
        shares=drawing.Shares(questions=0.1, composed=0.0),
    )  # fmt: skip
    folder = tmp_path / "static"
    losses = static.train(Pack.load(tiny_pack), folder, recipe, tiny_teacher, tiny_pack / "start")
    assert len(losses) == 40
    model = SentenceTransformer(str(folder), device="cpu")
    english, arabic = zip(*PAIRS, strict=True)
    likeness = model.encode(list(arabic)) @ model.encode(list(english)).T
    assert (likeness.argmax(1) == torch.arange(len(PAIRS)).numpy()).mean() > 0.5


def test_likeness_is_that_of_the_teacher_and_nothing_else():
    targets = torch.tensor([[1.0, 0.0], [0.6, 0.8], [0.0, 1.0]])
    turned = targets @ torch.tensor([[0.0, 1.0], [-1.0, 0.0]])  # other vectors, the same likeness
    assert float(loss_likeness(turned, turned, targets)) == pytest.approx(0, abs=1e-6)
    apart = torch.eye(3)
    expected = 2 * (0.6**2 + 0.8**2) / 9
    assert float(loss_likeness(apart, apart, targets)) == pytest.approx(expected, abs=1e-6)


def test_what_is_forgotten_is_counted_by_tokens_that_are_read():
    before = torch.tensor([[[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]])
    now = torch.tensor([[[2.0, 0.0], [1.0, 0.0], [-1.0, 0.0]]])
    # Longer is no other meaning; the second token has turned; the third is no token.
    assert loss_forgetting(now, before, torch.tensor([[1, 1, 0]])).item() == pytest.approx(0.5)
    assert loss_forgetting(before, before, torch.tensor([[1, 1, 1]])).item() == pytest.approx(0.0)
