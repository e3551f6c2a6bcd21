"""The training code on a teacher and data so small that a few steps take a second."""

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from training_cases import PAIRS, words

from corpus.errors import EncoderError
from encoder import data, drawing, gathering, noise, static, teacher, train, vocabulary
from encoder.averaging import Average
from encoder.losses import inner, loss_forgetting, loss_late, loss_likeness
from encoder.meanings import Meanings
from encoder.pack import Pack
from encoder.prepare import prepare
from encoder.recipe import Recipe
from encoder.slices import Slices


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
