"""What a question denies beside the word that stands right before a condition.

"Neither A nor B" denies both, "X is not listed by which of them?" denies what is named before it,
and "all but one list X: which is the exception?" denies X of the rows that are wanted.
"""

from dataclasses import replace

from corpus.records import ColumnRole
from qa.tables.parts import Condition, TableQuery
from qa.words.language import words_of


def settle_denials(query: TableQuery) -> None:
    """Deny the conditions that a question denies by its form."""
    conditions = sorted(query.conditions, key=lambda c: c.position)
    if _excepts_one(query):
        conditions = _all_but_one(conditions)
    else:
        conditions = _joined_by_or(query, conditions)
        conditions = _denied_behind(query, conditions)
    query.conditions = conditions


def _excepts_one(query: TableQuery) -> bool:
    return bool(words_of(query.question.language).all_but_one.positions(query.question.tokens))


def _all_but_one(conditions: list[Condition]) -> list[Condition]:
    """The group stays, and what all but one of it hold is denied."""
    if all(c.column.role is ColumnRole.GROUP for c in conditions):
        return conditions
    return [replace(c, negated=c.column.role is not ColumnRole.GROUP) for c in conditions]


def _joined_by_or(query: TableQuery, conditions: list[Condition]) -> list[Condition]:
    """A denial goes on over "or" to what it joins: "does not deal with A or B"."""
    question = query.question
    words = words_of(question.language)
    ends = {m.start: m.end for m in question.mentions}
    found: list[Condition] = []
    for condition in conditions:
        before = found[-1] if found else None
        if before is not None and before.negated and before.column == condition.column:
            start = ends.get(before.position, before.position + 1)
            between = range(start, condition.position)
            joined = any(i in question.or_at or i in question.negators for i in between)
            near = all(words.is_stopword(question.tokens[i]) for i in between)
            if joined and near:
                condition = replace(condition, negated=True)
        found.append(condition)
    return found


def _denied_behind(query: TableQuery, conditions: list[Condition]) -> list[Condition]:
    """What a negation behind it denies: "which clubs are there where X is not listed?".

    Only where nothing follows that it could deny instead.
    """
    question = query.question
    if any(c.negated for c in conditions) or question.has("except", "yes_no") or query.rows:
        return conditions
    for at in reversed(question.negators):
        before = [c for c in conditions if c.position < at and _may_be_denied(query, c)]
        if before and not _denies_more(query, at):
            last = before[-1]
            return [replace(c, negated=True) if c is last else c for c in conditions]
    return conditions


def _may_be_denied(query: TableQuery, condition: Condition) -> bool:
    """Whether a condition is no group and says no denial itself."""
    start = condition.position
    ends = {m.start: m.end for m in query.question.mentions}
    inside = range(start, ends.get(start, start + 1))
    denies = any(i in query.question.negators for i in inside)
    return condition.column.role is not ColumnRole.GROUP and not denies


def _denies_more(query: TableQuery, at: int) -> bool:
    """Whether something is named behind a negation that it may deny."""
    question, view = query.question, query.view
    lists = {c.index for c in view.table.columns if c.role in (ColumnRole.LIST, ColumnRole.NAME)}
    for mention in question.mentions:
        columns = [view.column_by_term[t.id] for t in mention.terms if t.id in view.column_by_term]
        idle = mention.of_kind("topic") or (columns and columns[0].index in lists)
        if mention.start > at and not idle:
            return True
    later = [i for i in question.open if i > at]
    words = words_of(question.language)
    return bool(question.numbers and question.numbers[-1].position > at) or any(
        not words.is_verb(question.tokens[i]) and not words.dealing.at(question.tokens, i)
        for i in later
    )
