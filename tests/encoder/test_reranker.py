"""What the reranker learns from, that it learns, and that numpy computes what torch trained."""

import json
import lzma

import numpy as np
import pytest
import torch

from corpus.errors import DocumentError
from encoder import WRITTEN, data
from encoder.candidates import (
    Candidates,
    candidates,
    fewer,
    passages,
    sentences_of,
    texts_of,
    without_answer,
)
from encoder.joint import JointReader, loss_choice
from encoder.train_reranker import HELD, Pieces, Run, drawn, fit, main, measure, save, scores_of
from index.reranker import Reranker

PASSAGE = {
    "field": "ferries",
    "heading": {"ar": "عبّارات", "en": "Ferries"},
    "sentences": [
        {"ar": "تأسست الشركة عام 1990.", "en": "The company was founded in 1990."},
        {"ar": "تديرها سلمى الحاج.", "en": "Salma Al Hajj runs it."},
        {"ar": "تبحر من صور.", "en": "It sails from Tyre."},
        {"ar": "لا تعمل شتاءً.", "en": "It does not run in winter."},
    ],
    "questions": [
        {"ar": "من يرأسها؟", "en": "Who is at its head?", "fr": "Qui la dirige ?", "answer": [1]},
        {"ar": "كم سعر التذكرة؟", "en": "What is the fare?", "ru": "Сколько стоит?", "answer": []},
    ],
}


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "passages_ferries.jsonl"
    path.write_text(json.dumps(PASSAGE, ensure_ascii=False) + "\n", "utf8")
    return path


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()

    def write(name, *rows):
        with lzma.open(folder / f"{name}.tsv.xz", "wt", encoding="utf8") as file:
            file.writelines("\t".join(row) + "\n" for row in rows)

    (folder / "licences.tsv").write_text(
        "source\tlicence\tweights_may_ship\ntydiqa\tx\tyes\nwritten_questions\tx\tyes\n", "utf8"
    )
    passage = (
        "Rain fell all day in the hills. The bridge was built in 1907 by Nadim. It is red all over."
    )
    write(
        "tydiqa",
        ("lang", "question", "passage", "answer"),
        ("en", "When was it built?", passage, "1907"),
        ("en", "Is it wide?", passage, "narrow"),
    )
    columns = [f"{side}_{code}" for side in "qa" for code in data.LANGUAGES]
    write(
        "questions",
        columns,
        *([f"{column} {row}" for column in columns] for row in range(3)),
    )
    return folder


def test_a_passage_gives_its_questions_in_all_pairs_of_languages(written):
    found = list(passages(written))
    assert len(found) == 2 * (1 + 2 + 2)  # Arabic beside Arabic, the others beside both
    who = [one for one in found if one.right]
    assert {one.question for one in who} == {"من يرأسها؟", "Who is at its head?", "Qui la dirige ?"}
    assert all(one.sentences[1] in ("تديرها سلمى الحاج.", "Salma Al Hajj runs it.") for one in who)
    assert len({one.name for one in found}) == 2


def test_a_damaged_line_is_named(tmp_path):
    path = tmp_path / "passages_x.jsonl"
    path.write_text('{"sentences": []}\n', "utf8")
    with pytest.raises(DocumentError, match="line 1"):
        list(passages(path))


def test_sentences_end_at_full_stops_and_short_pieces_stay_together():
    text = "This is the first whole sentence. No. And this is a second one? نعم هذه جملة ثالثة هنا."
    assert sentences_of(text) == [
        "This is the first whole sentence.",
        "No. And this is a second one?",
        "نعم هذه جملة ثالثة هنا.",
    ]


def test_all_sources_are_read_and_the_right_sentence_is_known(source, written):
    head = "question_en\tquestion_ar\tanswer_en\tanswer_ar\tnear_en\tnear_ar\n"
    (written.parent / "reworded_sentences_x.tsv").write_text(
        head + "q1\tس1\ta1\tج1\tn1\tق1\nq2\tس2\ta2\tج2\tn2\tق2\n", "utf8"
    )
    by_source = {}
    for one in candidates(source, written.parent):
        by_source.setdefault(one.source, []).append(one)
    assert set(by_source) == {"passages", "tydiqa", "questions", "reworded"}
    (built,) = by_source["tydiqa"]
    assert "1907" in built.sentences[built.right[0]] and len(built.sentences) == 3
    answer = next(one for one in by_source["questions"] if one.question == "q_en 1")
    assert answer.sentences[0] in ("a_en 1", "a_ar 1") and len(set(answer.sentences)) == 3
    near = next(one for one in by_source["reworded"] if one.question == "q1")
    assert near.sentences[:2] in (("a1", "n1"), ("ج1", "ق1"))


def test_an_answer_can_be_taken_away_and_stays_when_others_go():
    one = Candidates("passages", "x", "q", tuple("abcdef"), (4,))
    assert without_answer(one) == Candidates("passages", "x", "q", tuple("abcdf"), ())
    for seed in range(20):
        few = fewer(one, 3, np.random.default_rng(seed))
        assert len(few.sentences) == 3 and few.sentences[few.right[0]] == "e"
    assert fewer(one, 6, np.random.default_rng(1)) == one
    assert texts_of([one, one]) == ["q", *"abcdef"]


def test_a_pass_takes_some_answers_away(written):
    some = [one._replace(name=f"{one.name}{i}") for i in range(40) for one in passages(written)]
    first = next(drawn(some, Run(), np.random.default_rng(1)))
    had = [one for one in first if one.question == "Who is at its head?"]
    share = sum(not one.right for one in had) / len(had)
    assert 0 < share < 0.5


def test_the_loss_is_that_of_the_choice_among_sentences_and_none():
    scores = torch.tensor([1.0, 2.0, 0.5])
    chances = torch.softmax(torch.tensor([1.0, 2.0, 0.5, 0.0]), 0)
    assert float(loss_choice(scores, (1,))) == pytest.approx(-float(chances[1].log()))
    assert float(loss_choice(scores, ())) == pytest.approx(-float(chances[3].log()))
    both = -float((chances[0] + chances[1]).log())
    assert float(loss_choice(scores, (0, 1))) == pytest.approx(both)


def unit(rng, count):
    rows = rng.normal(size=(count, 128)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_numpy_gives_the_scores_of_torch(tmp_path):
    torch.manual_seed(3)
    model = JointReader().eval()
    for parameter in model.parameters():  # what is saved as float16
        parameter.data = parameter.data.half().float()
    save(model, tmp_path / "r.safetensors")
    reranker = Reranker(tmp_path / "r.safetensors")
    rng = np.random.default_rng(2)
    asked, told = unit(rng, 7), [unit(rng, count) for count in (5, 19, 1)]
    mask = torch.tensor([[place < len(text) for place in range(19)] for text in told])
    padded = np.stack([np.pad(text, ((0, 19 - len(text)), (0, 0))) for text in told])
    with torch.no_grad():
        wanted = model(
            torch.from_numpy(np.stack([asked] * 3)),
            torch.ones(3, 7, dtype=torch.bool),
            torch.from_numpy(padded),
            mask,
        )
    assert reranker.scores(asked, told).tolist() == pytest.approx(wanted.tolist(), abs=1e-4)
    alone = [reranker.scores(asked, [text])[0] for text in told]
    assert alone == pytest.approx(wanted.tolist(), abs=1e-4)


def test_it_learns_which_sentence_answers_and_that_none_does(written):
    some = list(passages(written))
    pieces = Pieces(texts_of(some))
    torch.manual_seed(1)
    model = JointReader()
    losses = fit(model, pieces, some, Run(steps=60, warmup=5, pieces=600, emptied=0.0))
    assert np.mean(losses[-5:]) < 0.5 * np.mean(losses[:5])
    after = measure(model, pieces, some)
    assert after["first"] == 1.0 and after["area"] > 0.9
    model.eval()
    one = next(one for one in some if one.right)
    (scores,) = scores_of(model, pieces, [one])
    assert int(scores.argmax()) in one.right


def test_the_command_trains_and_saves(source, written, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("encoder.train_reranker.WRITTEN", written.parent)
    (written.parent / "held_passages_x.jsonl").write_text(written.read_text("utf8"), "utf8")
    main(["--data", str(source), "--output", str(tmp_path / "out.safetensors"), "--steps", "2"])
    assert "first" in capsys.readouterr().out
    main(["--measure"])
    assert "late interaction" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main([])
    scores = Reranker(tmp_path / "out.safetensors").scores(
        unit(np.random.default_rng(1), 3), [unit(np.random.default_rng(2), 4)]
    )
    assert np.isfinite(scores).all()


def test_what_was_written_is_whole():
    for path in sorted(WRITTEN.glob("*passages_*.jsonl")):
        found = list(passages(path))
        assert found
        for one in found:
            assert 5 <= len(one.sentences) <= 10 and len(one.right) <= 2
            assert all(0 <= place < len(one.sentences) for place in one.right)
        assert 0.1 < sum(not one.right for one in found) / len(found) < 0.6
    held = [one for path in WRITTEN.glob(HELD) for one in passages(path)]
    told = {text for one in held for text in one.sentences}
    for path in WRITTEN.glob("passages_*.jsonl"):
        assert told and not told & set(texts_of(list(passages(path))))
