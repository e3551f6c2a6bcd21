"""The limits that a question sets to a table's numbers: "more than ten", "one room", a dual."""

from corpus.records import Column, ColumnRole
from qa.reading.understand import Numeral, Question
from qa.tables.columns import in_thousands
from qa.tables.parts import Bound, TableQuery
from qa.words.language import words_of

MANY = 10**9
"""More than any number in a table."""
_SELECTING = 3
"""Words at most that select rows between a number and what the rows are called."""


def bounds_of(query: TableQuery) -> list[Bound]:
    """Limits that the question sets, by a comparison or as the very number."""
    if query.timing is None:
        return _by_number(query)
    found = [query.timing.bound] if query.timing.bound else []
    if found and not query.view.document.glossary:
        # "Which cinemas have more than 300 seats and were built before 1990?"
        found += [bound for bound in _by_number(query, beside=query.timing.column)]
    return found


def limited(query: TableQuery) -> bool:
    """Whether a number may set a limit: it is no year, and doesn't count the rows."""
    return bool(_numbers(query))


def _by_number(query: TableQuery, beside: Column | None = None) -> list[Bound]:
    """Limits of a column of numbers; with `beside`, one that is named beside that of the dates."""
    question = query.question
    numbers = _numbers(query)
    roles = (ColumnRole.NUMBER, ColumnRole.LIST)
    named = (c for c in query.columns if c.role in roles and c != beside)
    column = next(named, None) or (query.number if beside is None else None)
    if not numbers or column is None:
        return []
    if len(numbers) == 2 and (inside := _range(question, *sorted(numbers))):
        return [Bound(column, *inside)]
    if question.has("at_least"):
        return [Bound(column, numbers[0], MANY)]
    if question.has("at_most"):
        return [Bound(column, 0, numbers[0])]
    if question.has("more"):
        return [Bound(column, numbers[0] + 1, MANY)]
    if question.has("less"):
        return [Bound(column, 0, numbers[0] - 1)]
    if question.has("most", "fewest", "rank"):
        return []
    if query.asked(ColumnRole.NUMBER, ColumnRole.LIST):
        return [Bound(column, numbers[0], numbers[0])]
    return []


def _range(question: Question, low: int, high: int) -> tuple[int, int] | None:
    """The lowest and the highest number that are meant by two limits, None where they are none."""
    if question.has("between") or (question.has("at_least") and question.has("at_most")):
        return low, high
    if question.has("more") and question.has("less"):
        return low + 1, high - 1
    if question.has("more") and question.has("at_most"):
        return low + 1, high
    return (low, high - 1) if question.has("at_least") and question.has("less") else None


def _numbers(query: TableQuery) -> list[int]:
    """Numbers that are no years; first the one that stands before the column's own word.

    "Which two processes have 11 countries each?" asks for 11, and only for 11.
    """
    question, view = query.question, query.view
    words = words_of(question.language)
    sizes = {start: start + n for start, (_, n) in words.numbers(question.tokens).items()}
    found = [
        n
        for n in question.numbers
        if not 1900 <= n.value <= 2100
        and not _counts_rows(query, sizes.get(n.position, n.position + 1))
        and not _counts_rows_before(query, n.position)
    ]
    found += [Numeral(i, 1) for i in range(len(question.tokens)) if one_of_them(query, i)]
    found += [Numeral(i, 2) for i in question.open if _is_dual(query, i)]
    things = {
        m.start
        for m in question.mentions
        for t in m.terms
        if t.id in view.column_by_term
        and view.column_by_term[t.id].role in (ColumnRole.NUMBER, ColumnRole.LIST)
    }
    things |= {i for i, token in enumerate(question.tokens) if view.units(token, question.language)}
    found.sort(key=lambda n: sizes.get(n.position) not in things)
    return [_worth(query, n, sizes.get(n.position, n.position + 1)) for n in found]


def _worth(query: TableQuery, number: Numeral, end: int) -> int:
    """What a number is worth in a column: thousands in the question, in the header, or in both."""
    question, view = query.question, query.view
    thousand = words_of(question.language).asks["thousand"]
    behind = end < len(question.tokens) and thousand.at(question.tokens, end) > 0
    column = query.asked(ColumnRole.NUMBER) or query.number
    if column is not None and column in in_thousands(view):
        return number.value // 1000 if number.value >= 1000 and not behind else number.value
    return number.value * 1000 if behind else number.value


def _counts_rows(query: TableQuery, at: int) -> bool:
    """Whether a number that ends here counts rows: "the two processes", "the two northern clubs".

    What selects rows, and the classifier of a Chinese number, may stand between.
    """
    question = query.question
    if at in _unit_words(query):
        return False
    if at in (rows := _row_words(query)):
        return True
    selecting = {c.position for c in query.conditions}
    ends = {m.start: m.end for m in question.mentions if m.start in selecting}
    end = ends.get(at, at)
    if question.language == "zh" and at < len(question.tokens):
        end += words_of("zh").is_stopword(question.tokens[at])
    tokens, units = question.tokens, query.view.units
    while end in question.open and end - at < _SELECTING:
        if units(tokens[end], question.language):
            break
        end += 1
    return end != at and end in rows


def _unit_words(query: TableQuery) -> set[int]:
    """Where the question names what a column of numbers counts, by its header."""
    view = query.view
    if view.document.glossary:
        return set()
    return {
        m.start
        for m in query.question.mentions
        for t in m.of_kind("header")
        if t.id in view.column_by_term and view.column_by_term[t.id].role is ColumnRole.NUMBER
    }


def _counts_rows_before(query: TableQuery, at: int) -> bool:
    """Whether a definite Arabic number follows the rows that it counts: "the clubs, the five".

    What selects rows may stand between.
    """
    question = query.question
    if question.language != "ar" or not question.tokens[at].word.startswith("ال"):
        return False
    selecting = {c.position for c in query.conditions}
    starts = {m.end: m.start for m in question.mentions if m.start in selecting}
    begin = starts.get(at, at)
    while begin - 1 in question.open and at - begin < _SELECTING:
        begin -= 1
    return begin - 1 in _row_words(query)


def _is_dual(query: TableQuery, at: int) -> bool:
    """Whether an Arabic word is two of what a column counts; masculine duals look like plurals."""
    token = query.question.tokens[at]
    dual = query.question.language == "ar" and token.word.endswith(("تين", "تان"))
    return dual and bool(query.view.units(token, "ar"))


def _row_words(query: TableQuery) -> set[int]:
    """Where the question says what the rows are called: "the two processes" limits no column."""
    question, view = query.question, query.view
    found = {i for i, token in enumerate(question.tokens) if view.kinds.has(token)}
    found |= query.called_at
    for mention in question.mentions:
        columns = [view.column_by_term[t.id] for t in mention.terms if t.id in view.column_by_term]
        if mention.of_kind("topic") or any(c.role is ColumnRole.NAME for c in columns):
            found.add(mention.start)
    return found


def one_of_them(query: TableQuery, at: int) -> bool:
    """Whether a word is a "one" that stands beside what a column counts: "one dose"."""
    question, view = query.question, query.view
    if words_of(question.language).number(question.tokens[at]) != 1:
        return False
    beside = [i for i in (at - 1, at + 1) if 0 <= i < len(question.tokens)]
    return any(view.units(question.tokens[i], question.language) for i in beside)
