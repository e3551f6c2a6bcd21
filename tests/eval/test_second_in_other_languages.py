"""Questions about documents that nobody prepared, in the languages that neither side is in."""

import re

import pytest

import eval.second
from eval.calibrate import PRACTICE_DOCUMENTS
from eval.questions import load_questions, validate
from eval.second import FOLDER, OTHERS, evaluate, main
from eval.text import fold

FOLDERS = sorted(path.parent for path in PRACTICE_DOCUMENTS.glob("*/questions.fr.jsonl"))
SCRIPT = {
    "fr": re.compile(r"[a-zà-ÿ]", re.I),
    "es": re.compile(r"[a-zà-ÿ]", re.I),
    "ru": re.compile(r"[а-яё]", re.I),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
}


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("folder", [FOLDER, *FOLDERS], ids=lambda folder: folder.name)
def test_they_are_those_in_english_in_another_language(folder, code):
    first = load_questions(folder / "questions.jsonl")
    other = load_questions(folder / f"questions.{code}.jsonl")
    text = (folder / "document.md").read_bytes().decode("utf-8")
    assert validate([*first, *other], len(text)) == []
    english = {q.fact: q for q in first if q.language == "en"}
    assert [q.fact for q in other] == list(english)
    for question in other:
        assert question.language == code and SCRIPT[code].search(question.question)
        assert fold(question.question) != fold(english[question.fact].question)


def test_they_are_asked_where_a_language_is_given(capsys, monkeypatch):
    facts = {question.fact for question in load_questions(FOLDERS[0] / "questions.jsonl")[:4]}

    def few(path):
        return tuple(question for question in load_questions(path) if question.fact in facts)

    monkeypatch.setattr(eval.second, "load_questions", few)
    report = evaluate(FOLDERS[0], language="ru")
    assert [result.question.language for result in report.results] == ["ru"] * len(facts)
    monkeypatch.setattr("sys.argv", ["second", str(FOLDERS[0]), "--language", "zh", "--json"])
    assert main() == 0
    assert FOLDERS[0].name in capsys.readouterr().out


def test_a_folder_that_lacks_a_language_is_named(capsys, monkeypatch, tmp_path):
    (tmp_path / "document.md").write_text("# عنوان\n\nفقرة قصيرة هنا.\n", "utf8")
    (tmp_path / "questions.jsonl").write_text("", "utf8")
    monkeypatch.setattr("sys.argv", ["second", str(tmp_path), "--language", "fr"])
    assert main() == 3
    assert "questions.fr.jsonl" in capsys.readouterr().err
