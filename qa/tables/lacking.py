"""What the cells of an answer lack, though the question found them: a sum of money, a date.

A glossary tells itself what its table's columns hold.
"""

from qa.reading.understand import Question
from qa.tables.columns import of_money
from qa.tables.result import Operation, TableResult
from qa.tables.times import timed
from qa.tables.view import TableView
from qa.words.language import words_of


def asks_other_price(question: Question, view: TableView, result: TableResult) -> bool:
    """Whether it is asked what something costs, and the cells tell no sum of money.

    "How much will the new pier cost?" is not answered by "a new pier".
    """
    single = (Operation.CELL, Operation.COUNT, Operation.SUM)
    if view.document.glossary or result.operation not in single:
        return False
    words, tokens = words_of(question.language), question.tokens
    priced = words.fields["price"].covered(tokens)
    counting = words.cues["count"].positions(tokens)
    much = any(tokens[i].word == "much" for s, n in counting.items() for i in range(s, s + n))
    paid = words.fields["funder"].covered(tokens)
    priced |= paid if much else paid & {start + n for start, n in counting.items()}
    asks = question.has("count", "how", "define", "which") and not question.has("yes_no")
    told = {view.column_of(value) for match in result.matches for value in match.values}
    return asks and bool(priced) and told.isdisjoint(of_money(view))


def tells_no_time(question: Question, view: TableView, result: TableResult) -> bool:
    """Whether it is asked when, and rows are told by values none of which is a date."""
    if view.document.glossary or not question.has("when"):
        return False
    told = {view.column_of(value) for match in result.matches for value in match.values}
    return result.operation is Operation.LIST and told.isdisjoint(timed(view))
