"""Whether two texts contradict each other: one denies what the other affirms, or limits it."""

from collections.abc import Mapping, Sequence

from qa.words.clauses import Clause, clauses
from qa.words.language import record_of


def contradicts(claim: str, evidence: str, language: str) -> bool:
    """Whether a claim denies what its evidence affirms, or affirms what it denies or limits.

    Both are in `language`.

    >>> contradicts("The rules are binding.", "These are non-binding rules.", "en")
    True
    >>> contradicts("The rules do not bind.", "These are non-binding rules.", "en")
    False
    """
    said, told = clauses(claim, language), clauses(evidence, language)
    own, other = _merged(said), _merged(told)
    if (own.denies or own.doubled) and not (other.denies or other.doubled):
        # "Without rain there is no harvest": two denials affirm. "None but this": only this.
        if not sum(c.denies for c in said) % 2 or (own.excepts and "exclusive" in other.degrees):
            return False
    if _opposed(own, other) or _decides(own, other) or _exceeds(own.degrees, other.degrees):
        return True
    return not _explained(own, other) and (
        _denied_alone(said, told) or (not own.denies and _denied_alone(told, said, 2))
    )


def opposed(claim: str, evidence: str, language: str, other: str = "") -> bool:
    """Whether two texts have words that say the contrary of each other: "one-off", "recurring".

    The evidence may be in `other`, a second language.

    >>> opposed("Is it a one-off fair?", "The fairs are recurring.", "en")
    True
    >>> opposed("Is it a one-off fair?", "It takes place only once.", "en")
    False
    """
    own = _merged(clauses(claim, language, wide=False)).opposites
    told = _merged(clauses(evidence, other or language, wide=False)).opposites
    shared = ((own[name], told[name]) for name in own.keys() & told.keys())
    return any(len(one) == len(two) == 1 and one != two for one, two in shared)


def _opposed(own: Clause, other: Clause) -> bool:
    """Whether a pair of opposites stands on different sides.

    Where only a denial sets them apart, the other text must deny nothing: it may say the same by
    another word.
    """
    for name in own.opposites.keys() & other.opposites.keys():
        one, two = own.opposites[name], other.opposites[name]
        if len(one) == len(two) == 1 and one != two:
            if name in own.plain and name in other.plain:
                return True
            if own.denies != other.denies:
                return True
    return False


def _decides(own: Clause, other: Clause) -> bool:
    """Whether a claim settles what its evidence leaves open: "permanent or temporary"."""
    if own.chooses:
        return False
    strict = own.degrees.keys() & {"always", "exclusive"}
    return any(
        len(own.opposites[name]) == 1 and (strict or name in own.turned)
        for name in own.opposites.keys() & other.either
    )


def _explained(own: Clause, other: Clause) -> bool:
    """Whether one text denies a word and the other has its opposite: "not rare", "common"."""
    return any(
        own.opposites[name] == other.opposites[name]
        and (name in own.turned) != (name in other.turned)
        for name in own.opposites.keys() & other.opposites.keys()
    )


def _denied_alone(these: Sequence[Clause], those: Sequence[Clause], least: int = 1) -> bool:
    """Whether a clause denies words that the other text affirms, and denies none with it."""
    whole = _merged(those)
    for clause in these:
        pairs = {k: (states, whole.words[k]) for k, states in clause.words.items()
                 if k in whole.words}  # fmt: skip
        pairs |= {k: (states, whole.words[k]) for k, states in clause.undenied.items()
                  if k in whole.words and k not in clause.words
                  and not _said_alike(clause, whole, k)}  # fmt: skip
        alone = {k for k, pair in pairs.items() if pair == ({True}, {False})}
        both = any(pair == ({True}, {True}) for pair in pairs.values())
        if (
            (len(alone) >= least or alone & clause.first)
            and not both
            and not any(c.denies for c in those if c.words.keys() & alone)
        ):
            return True
    return False


def _said_alike(clause: Clause, whole: Clause, stem: str) -> bool:
    """Whether the word that denies by its prefix stands in the other text just so."""
    keys = clause.prefixed[stem] & clause.words.keys()
    return any(clause.words[k] & whole.words.get(k, set()) for k in keys)


def _exceeds(own: Mapping[str, set[str]], other: Mapping[str, set[str]]) -> bool:
    """Whether a claim says "all", "always" or "only" of what its evidence says less.

    "All" and "some" must be of the same things.
    """
    if "always" in own and "always" not in other and "sometimes" in other.keys() - own.keys():
        return True
    if "some" not in own and "every" not in other:
        if own.get("every", set()) & other.get("some", set()):
            return True
    if "besides" in own and "exclusive" in other.keys() - own.keys() and "inclusive" not in other:
        return True
    return any(
        "exclusive" in one.keys() - two.keys() and "inclusive" in two.keys() - one.keys()
        for one, two in ((own, other), (other, own))
    )


def _merged(found: Sequence[Clause]) -> Clause:
    whole = Clause()
    for clause in found:
        for mine, its in (
            (whole.words, clause.words),
            (whole.opposites, clause.opposites),
            (whole.undenied, clause.undenied),
        ):
            for key, states in its.items():
                mine.setdefault(key, set()).update(states)
        for stem, keys in clause.prefixed.items():
            whole.prefixed.setdefault(stem, set()).update(keys)
        for name, said in clause.degrees.items():
            whole.degrees.setdefault(name, set()).update(said)
        whole.plain |= clause.plain
        whole.turned |= clause.turned
        whole.either |= clause.either
        whole.denies |= clause.denies
        whole.doubled |= clause.doubled
        whole.excepts |= clause.excepts
        whole.chooses |= clause.chooses
    return whole


def spellings_of(pair: str, language: str) -> tuple[str, ...]:
    """The words on both sides of a pair of opposites."""
    one, other = record_of(language)["opposites"].get(pair, ((), ()))
    return (*one, *other)


def pairs_of(text: str, language: str) -> set[str]:
    """The pairs of opposites that a text has a word of, on either side."""
    return {name for clause in clauses(text, language, wide=False) for name in clause.opposites}
