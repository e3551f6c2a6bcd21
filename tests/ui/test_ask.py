import json

import pytest

KEYS = ["question", "language", "status", "answer", "claims", "citations", "table", "confidence",
        "seconds"]  # fmt: skip
QUESTION = "Which RCPs address labour migration?"


def one_line(ran):
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    return ran.err


def test_json_has_the_keys_of_the_contract_and_exact_quotes(isnad, brochure):
    ran = isnad("ask", QUESTION, "--json")
    assert ran.status == 0
    assert ran.out.count("\n") == 1
    assert list(ran.json) == KEYS
    assert ran.json["status"] == "answered"
    assert ran.json["table"] == {"rows_checked": 16, "rows_matched": 6}
    assert ran.json["citations"]
    for citation in ran.json["citations"]:
        assert brochure.text[citation["start"] : citation["end"]] == citation["quote"]
        assert citation["exact"] is True


def test_a_person_sees_numbered_sources_with_the_arabic_isolated(isnad, brochure):
    ran = isnad("ask", QUESTION)
    assert ran.status == 0
    assert "6 of 16 rows" in ran.out
    answer, *sources = ran.out.split("\n\n")
    assert "[6]" in answer and "[7]" not in answer
    # The Abu Dhabi Dialogue is about labour, and lists no labour migration: said apart, cited.
    assert sources[0].startswith("Near to this, but not listed")
    assert ran.out.count("[exact]") == 9
    assert "\u2067هجرة العمالة\u2069" in ran.out
    assert ran.out.count("\u2067") == ran.out.count("\u2069")


def test_json_never_holds_isolates(isnad):
    ran = isnad("ask", "ما هي العمليات التي تعالج هجرة العمالة؟", "--json")
    assert ran.json["language"] == "ar"
    assert "هجرة" in ran.out  # as it is, not as escapes
    assert not set("\u2066\u2067\u2068\u2069") & set(ran.out)


def test_the_language_can_be_asked_for(isnad):
    assert isnad("ask", QUESTION, "--language", "ar", "--json").json["language"] == "ar"


def test_what_is_not_in_the_documents_is_an_answer_that_cites_nothing(isnad):
    ran = isnad("ask", "Who won the football world cup in 2010?", "--json")
    assert ran.status == 0
    assert ran.json["status"] == "not_found"
    assert ran.json["citations"] == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["ask"], "--batch"),
        (["ask", "   "], "empty"),
        (["ask", "What?", "--batch", "-"], "--batch"),
        (["ask", "What?", "--language", "xx"], "ar, en, fr, es, ru, zh"),
        (["ask", "What?", "--document", "nosuch"], "iom-rcp-brochure"),
        (["ask", "a" * 2001], "2001 characters"),
        (["ask", "caf\udce9?"], "UTF-8"),
        (["ask", "--batch", "-"], "add --json"),
        (["search", ""], "empty"),
        (["search", "x", "-k", "0"], "-k"),
        (["search", "x", "--mode", "magic"], "--mode"),
        (["search", "x", "--document", "nosuch"], "iom-rcp-brochure"),
        (["nosuch"], "nosuch"),
        (["ask", "What?", "--nosuch"], "--nosuch"),
        (["chat", "--port", "99999"], "--port"),
        (["eval", "--split", "nosuch"], "--split"),
    ],
)
def test_bad_usage_is_one_line_and_status_2(isnad, arguments, says):
    ran = isnad(*arguments)
    assert ran.status == 2
    assert says in one_line(ran)


@pytest.fixture
def batch(tmp_path):
    def write(*lines):
        path = tmp_path / "questions.jsonl"
        text = (line if isinstance(line, str) else json.dumps(line) for line in lines)
        path.write_text("\n".join(text), "utf8")
        return str(path)

    return write


def test_a_batch_is_answered_in_order_with_the_id_first(isnad, batch):
    path = batch(
        {"id": "b", "question": QUESTION, "history": ["What is an RCP?", {"question": "Why?"}]},
        "",
        {"id": 7, "question": QUESTION, "language": "ar"},
        {"id": "a", "question": "Who won the football world cup in 2010?"},
    )
    ran = isnad("ask", "--batch", path, "--json")
    assert ran.status == 0
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert [answer["id"] for answer in answers] == ["b", 7, "a"]
    assert list(answers[0]) == ["id", *KEYS]
    assert [answer["language"] for answer in answers] == ["en", "ar", "en"]
    assert answers[2]["status"] == "not_found"


def test_a_line_separator_inside_a_question_ends_no_line(isnad, batch):
    path = batch('{"id": 1, "question": "Which RCPs address labour\u2028migration?"}')
    ran = isnad("ask", "--batch", path, "--json")
    assert ran.status == 0
    assert ran.json["id"] == 1


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "not JSON"),
        ("[]", "not an object"),
        ("[" * 100_000, "line 2"),
        ({"question": "What?"}, '"id"'),
        ({"id": True, "question": "What?"}, '"id"'),
        ({"id": 1}, '"question"'),
        ({"id": 1, "question": " "}, "empty"),
        ({"id": 1, "question": "\ud800?"}, "UTF-8"),
        ({"id": 1, "question": "What?", "language": "xx"}, "'xx'"),
        ({"id": 1, "question": "What?", "language": 3}, '"language"'),
        ({"id": 1, "question": "What?", "history": "Why?"}, '"history"'),
        ({"id": 1, "question": "What?", "history": [1]}, '"history"'),
    ],
)
def test_a_bad_line_is_named_before_anything_is_answered(isnad, batch, line, says):
    ran = isnad("ask", "--batch", batch({"id": "a", "question": QUESTION}, line), "--json")
    assert ran.status == 2
    assert "line 2" in one_line(ran)
    assert says in ran.err


def test_an_empty_batch_has_no_answers(isnad, batch):
    ran = isnad("ask", "--batch", batch(), "--json")
    assert (ran.status, ran.out) == (0, "")


def test_a_batch_that_cannot_be_read_is_status_3(isnad, tmp_path):
    assert "nosuch.jsonl" in one_line(ran := isnad("ask", "--batch", "nosuch.jsonl", "--json"))
    assert ran.status == 3
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes("é".encode("latin-1"))
    assert "UTF-8" in one_line(ran := isnad("ask", "--batch", str(latin), "--json"))
    assert ran.status == 3
