"""Checks statements on the rows of a table by the table engine: all rows, every cell."""

from dataclasses import replace

from corpus.records import ColumnRole, Row, Value
from qa.checking.bodies import bodies
from qa.reading.understand import Question
from qa.tables import query as table_query
from qa.tables.bounds import bounds_of
from qa.tables.parts import Condition, TableQuery
from qa.tables.select import select
from qa.tables.view import TableView
from qa.words.alike import stands_in
from qa.words.cities import CASED, cities
from qa.words.clauses import clauses
from qa.words.countries import countries
from qa.words.denials import lacks

_LIMITS = ("more", "less", "at_least", "at_most")
Found = tuple[tuple[str, ...], tuple[Value, ...]]
"""What differs, and the cells that show it."""


def check_rows(view: TableView, question: Question) -> Found | None:
    """What differs in a statement on the table's rows, and the cells that show it.

    None when the statement is not about rows, or says more than the table does.
    """
    query = table_query.read(view, question)
    if query.strangers or _unread(query) > 1 or _names_more(query):
        return None
    if query.rows:
        return _extreme(query) or _named_rows(view, query)
    if query.about_rows and query.conditions and question.numbers:
        return _counted_rows(query)
    if query.about_rows and len(question.numbers) == 2 and question.has(*_LIMITS):
        return _counted_within(query)
    return None


def _unread(query: TableQuery) -> int:
    """How many words have no place in the table; those of the named rows' cells have one.

    Chinese characters that stand together are one word.
    """
    view, language = query.view, query.view.reads(query.question.language)
    said = [view.text(v, language) for row in query.rows for c in row.cells for v in c.values]
    if query.question.language == "zh" and said:
        return sum(not any(run in text for text in said) for run in _runs(query))
    return sum(not any(stands_in(token, text, language) for text in said) for token in query.unread)


def _runs(query: TableQuery) -> list[str]:
    """The unread words, those that stand side by side as one."""
    runs: list[str] = []
    last = -2
    for at, token in enumerate(query.question.tokens):
        if any(token is unread for unread in query.unread):
            runs = [*runs[:-1], runs[-1] + token.raw] if at == last + 1 else [*runs, token.raw]
            last = at
    return runs


def _names_more(query: TableQuery) -> bool:
    """Whether a word that the table engine could not place is a name."""
    question = query.question
    covered = {i for m in question.mentions for i in range(m.start, m.end)}
    if cities(question.tokens, question.language).keys() - covered:
        return True
    organisations = bodies(question.tokens, question.language)
    if any(set(range(at, at + n)) - covered for at, (n, _) in organisations.items()):
        return True
    if question.language not in CASED and (
        countries(question.tokens, question.language).keys() - covered
    ):
        return True
    first = question.tokens[0]
    return question.language in CASED and any(
        token.raw[:1].isupper() and token is not first for token in query.unread
    )


def _extreme(query: TableQuery) -> Found | None:
    """A statement that one row has the largest number, or the smallest.

    It may be made of the rows of a group alone.
    """
    most, fewest = query.question.has("most"), query.question.has("fewest")
    if most == fewest or len(query.rows) != 1 or query.number is None or query.question.numbers:
        return None
    if not any(column.role is ColumnRole.NUMBER for column in query.columns):
        return None
    pool = [match.row for match in select(replace(query, rows=[], bounds=[]))]
    worth = {row.index: _worth(query, row) for row in pool or query.view.table.rows}
    known = [value for value in worth.values() if value is not None]
    own = worth.get(query.rows[0].index)
    if not known or own is None:
        return None
    best = max(known) if most else min(known)
    proofs = query.view.cell(query.rows[0], query.number).values
    return (() if own == best else (str(own),)), tuple(proofs[:1])


def _worth(query: TableQuery, row: Row) -> int | None:
    if query.number is None:
        return None
    return max(
        (n for v in query.view.cell(row, query.number).values for n in v.numbers), default=None
    )


def _named_rows(view: TableView, query: TableQuery) -> Found | None:
    """A statement on rows by name: every condition and number must hold for every row."""
    proofs: list[Value] = []
    differs: list[str] = []
    said = {str(n.value) for n in query.question.numbers if n.value > 1}
    if not query.conditions and not said:
        return None
    denied = _denied_afar(query)
    for read in query.conditions:
        # "In the absence of a secretariat" denies as "no secretariat" does.
        lacking = lacks(query.question.tokens, read.position, query.question.language)
        condition = replace(read, negated=read.negated or lacking or read is denied)
        for row in query.rows:
            own = [hit for hit in condition.hits if hit.row.index == row.index]
            proofs += [h.value for h in own] or view.cell(row, condition.column).values
            if not condition.holds(row):
                differs.append("negation" if own or condition.negated else _name(query, condition))
    if not differs and _denies_unread(query):
        differs.append("negation")
    for number in sorted(said - _held(view, query)):
        differs.append(number)
    if said and query.number:
        proofs += [v for row in query.rows for v in view.cell(row, query.number).values[:1]]
    proofs = list(dict.fromkeys(proofs))
    return (tuple(dict.fromkeys(differs)), tuple(proofs)) if proofs else None


def _denied_afar(query: TableQuery) -> Condition | None:
    """The only condition that the rows deny, where the statement denies something as well.

    "X lacks, as far as is known, a secretariat" and Russian "a secretariat X has not" put the
    row's name between the denial and what it denies.
    """
    rows = {row.index for row in query.rows}
    found = [
        condition
        for condition in query.conditions
        if (own := [hit for hit in condition.hits if hit.row.index in rows])
        and all(hit.denied for hit in own)
    ]
    return found[0] if len(found) == 1 and _denies_oddly(query.question) else None


def _denies_oddly(question: Question) -> bool:
    return sum(clause.denies for clause in clauses(question.text, question.language)) % 2 == 1


def _denies_unread(query: TableQuery) -> bool:
    """Whether the statement denies in words that no condition was read from.

    "It is not among the subjects of X" comes after what it denies.
    """
    question = query.question
    if not query.conditions or any(condition.negated for condition in query.conditions):
        return False
    if any(lacks(question.tokens, c.position, question.language) for c in query.conditions):
        return False
    if any(hit.denied for condition in query.conditions for hit in condition.hits):
        return False
    return _denies_oddly(question)


def _held(view: TableView, query: TableQuery) -> set[str]:
    """The numbers that are right of the rows: in their cells, or of as many things there."""
    held = {
        str(n)
        for row in query.rows
        for cell in row.cells
        for value in cell.values
        for n in value.numbers
    }
    held.add(str(len(query.rows)))
    if query.number is None or query.number not in query.columns:
        # "The 16 processes", "its four subjects"; but "16 countries" are those of the row.
        held.add(str(len(view.table.rows)))
        held |= {str(len(view.cell(r, c).values)) for r in query.rows for c in view.table.columns}
    return held


def _counted_rows(query: TableQuery) -> Found | None:
    """A statement on how many rows fulfil a condition."""
    selected = select(replace(query, bounds=[]))
    said = {n.value for n in query.question.numbers}
    counts = {len(selected), len(query.view.table.rows)}
    values = tuple(value for match in selected for value in match.values)
    wrong = tuple(str(n) for n in sorted(said - counts))
    return (wrong, values) if values else None


def _counted_within(query: TableQuery) -> Found | None:
    """A statement on how many rows are beyond a limit: "four have more than 40 countries".

    Which number is the limit is told by what is true; else the larger one is.
    """
    question = query.question
    found: list[Found] = []
    for limit in sorted(question.numbers, key=lambda n: n.value):
        bounds = bounds_of(replace(query, question=replace(question, numbers=(limit,))))
        selected = select(replace(query, bounds=bounds)) if bounds else []
        wrong = tuple(
            str(n.value) for n in question.numbers if n is not limit and n.value != len(selected)
        )
        values = tuple(value for match in selected for value in match.values)
        if values and bounds:
            found.append((wrong, values))
    return next((one for one in found if not one[0]), found[-1] if found else None)


def _name(query: TableQuery, condition: Condition) -> str:
    """The words by which the question names a condition."""
    for mention in query.question.mentions:
        if mention.start == condition.position:
            return " ".join(t.raw for t in query.question.tokens[mention.start : mention.end])
    return query.question.tokens[condition.position].raw
