"""The second document is kept unseen: what is checked here is its file, without any program."""

import re
from collections import Counter
from pathlib import Path

import eval.questions
from eval.questions import load_questions, validate
from eval.second import OTHERS
from eval.text import contains, fold

FOLDER = Path(eval.questions.__file__).parent / "second"
TEXT = (FOLDER / "document.md").read_bytes().decode("utf-8")
SECOND = load_questions(FOLDER / "questions.jsonl")
COMPUTED = {"count", "sum", "threshold"}
ROWS = [line for line in TEXT.splitlines() if line.startswith("|")]
ARABIC = re.compile(r"[\u0600-\u06ff]")


def facts(**wanted):
    return {
        q.fact for q in SECOND if all(getattr(q, name) == value for name, value in wanted.items())
    }


def lines_of(question):
    """The lines which hold a question's gold."""
    start, found = 0, []
    for line in TEXT.split("\n"):
        end = start + len(line)
        if any(gold.start < end and start < gold.end for gold in question.gold):
            found.append(line)
        start = end + 1
    return found


def test_the_set_contradicts_itself_nowhere():
    assert validate(SECOND, len(TEXT)) == []


def test_the_set_is_large_and_mixed_enough():
    everything = facts()
    assert len(SECOND) == 2 * len(everything) >= 44
    assert len(facts(answerable=False)) >= 0.2 * len(everything)
    table = {q.fact for q in SECOND if any(line.startswith("|") for line in lines_of(q))}
    assert len(table) >= 0.4 * len(everything)


def test_all_of_it_is_test_and_none_of_it_is_in_the_first_set():
    assert {q.split for q in SECOND} == {"test"}
    first = load_questions()
    assert not {q.id for q in SECOND} & {q.id for q in first}
    assert not {fold(q.question) for q in SECOND} & {fold(q.question) for q in first}


def test_no_question_is_asked_twice():
    assert max(Counter(fold(q.question) for q in SECOND).values()) == 1


def test_the_document_has_a_table_with_gaps():
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in ROWS]
    assert len({len(row) for row in cells}) == 1
    assert 10 <= len(cells) - 2 <= 14
    assert 1 <= sum(cell == "" for row in cells for cell in row) <= 2
    others = {f"questions.{code}.jsonl" for code in OTHERS}
    assert {path.name for path in FOLDER.iterdir()} == {"document.md", "questions.jsonl", *others}


def test_gold_spans_are_whole_words_of_one_cell():
    for question in SECOND:
        for gold in question.gold:
            quote = gold.of(TEXT)
            assert quote and quote == quote.strip()
            assert "|" not in quote and "\n" not in quote
            around = TEXT[gold.start - 1] + quote[0], quote[-1] + TEXT[gold.end]
            assert not any(pair.isalnum() for pair in around), (question.id, quote)


def test_items_are_printed_in_arabic_in_their_gold_lines():
    for question in SECOND:
        printed = fold(" ".join(lines_of(question)))
        for item in question.items:
            if question.kind not in COMPUTED:
                assert any(contains(alias, printed) for alias in item), (question.id, item[0])
            # The program may answer an English question with the Arabic words.
            assert any(alias.isdigit() or ARABIC.search(alias) for alias in item)


def test_names_to_list_are_not_also_forbidden():
    for question in SECOND:
        for name in question.forbidden:
            for item in question.items:
                assert not set(map(fold, name)) & set(map(fold, item)), question.id
