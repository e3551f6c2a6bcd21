"""Parallel rows as word ids, for learning a lexicon.

Words are those by which `qa/` reads questions and documents (`qa/words/tokens.py`). Chinese
questions are read character by character, and a character says little: there, runs of two to
four characters that stand together often are words as well.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from encoder import data
from index.analyzer import HAN, WORD
from index.lexicon import LONGEST, grams
from qa.words.language import words_of
from qa.words.tokens import tokenize

_PARTICLES = frozenset("的了和与及或您你我他她它把被是在")
_WEIGHTS = {**data.WEIGHTS, "written_questions": 8.0}


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a lexicon is learnt and what is kept; chosen on rows that were held out.

    Rows of more than `longest` Arabic words are left out, and of sources that weigh less than 1
    (manuals, mostly) those of more than `longest_light`: they repeat themselves, and links grow
    with the square of the length. `rounds` of Model 1, the last `agreeing` with
    both directions multiplied. A pair stays when the geometric mean of its two probabilities is at
    least `least`, at most `most` for a word, and when it was seen in `rows` rows or in a sure one.
    Chinese runs are words when they are seen `runs` times; `chinese_words` says what `together`
    and `bound` are.
    """

    longest: int = 60
    longest_light: int = 20
    rounds: int = 6
    agreeing: int = 3
    least: float = 0.01
    most: int = 10
    rows: int = 2
    runs: int = 6
    together: float = 5.0
    bound: float = 0.7


DEFAULT = Recipe()


@dataclass(slots=True)
class Vocabulary:
    """Words of one language by id, and which of them carry no content."""

    ids: dict[str, int] = field(default_factory=dict)
    empty: Counter[str] = field(default_factory=Counter)

    def add(self, words: Iterable[tuple[str, bool]]) -> list[int]:
        """Ids of the words of a sentence, each once, in order of first appearance."""
        found: dict[int, None] = {}
        for word, empty in words:
            found[self.ids.setdefault(word, len(self.ids))] = None
            self.empty[word] += 1 if empty else -1
        return list(found)


@lru_cache(maxsize=500_000)
def _read(raw: str, language: str) -> tuple[tuple[str, bool], ...]:
    """Stems of what stands between two spaces, and whether each is an empty word."""
    words = words_of(language)
    return tuple((t.stem, words.is_stopword(t)) for t in tokenize(raw, language))


def read(text: str, language: str) -> list[tuple[str, bool]]:
    """Stems of a text in order, each with whether the word is empty."""
    return [found for raw in WORD.findall(text) for found in _read(raw, language)]


def with_runs(words: Sequence[tuple[str, bool]], known: frozenset[str]) -> list[tuple[str, bool]]:
    """Chinese characters, and the runs of them that are words."""
    runs = [run for run in grams([word for word, _ in words]) if run in known]
    return [*words, *((run, _is_empty(run)) for run in runs)]


@lru_cache(maxsize=200_000)
def _is_empty(run: str) -> bool:
    return words_of("zh").stopwords_only(run)


def chinese_words(texts: Sequence[Sequence[str]], recipe: Recipe = DEFAULT) -> frozenset[str]:
    """Runs of two to four characters that hold together and stand free.

    Both are the usual signs of a word in unsegmented text (Sproat & Shih 1990 for the first,
    Feng, Chen, Deng & Zheng 2004, "Accessor Variety Criteria", for the second): a run stands
    `recipe.together` times as often as its parts would meet by chance, wherever it is parted, and
    on neither side has it the same neighbour more often than `recipe.bound` of the time. Three
    characters and more neither begin nor end with a particle.
    """
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(text)
        counts.update(grams(text))
    total = sum(counts[run] for run in counts if len(run) == 1)
    firm = {
        run: count
        for run, count in counts.items()
        if count >= recipe.runs and len(run) > 1 and HAN.match(run)
        and (len(run) == 2 or not _PARTICLES & {run[0], run[-1]})
        and all(
            count * total >= recipe.together * counts[run[:i]] * counts[run[i:]]
            for i in range(1, len(run))
        )
    }  # fmt: skip
    # The commonest neighbour: what the run makes one character longer on either side.
    bound: Counter[str] = Counter()
    for text in texts:
        for run in grams(text, longest=LONGEST + 1):
            counts[run] += len(run) > LONGEST
    for run, count in counts.items():
        for shorter in (run[:-1], run[1:]):
            if shorter in firm:
                bound[shorter] = max(bound[shorter], count)
    return frozenset(run for run, count in firm.items() if bound[run] <= recipe.bound * count)


def written(folder: Path) -> list[data.Parallel]:
    """The questions written for this project, and their answers, as parallel rows."""
    path = folder / "questions.tsv.xz"
    if not path.is_file() or "written_questions" not in data.shippable(folder):
        return []
    return [
        data.Parallel("written_questions", texts)
        for row in data.rows(path)
        for kind in "qa"
        if (texts := {c: row[f"{kind}_{c}"] for c in data.LANGUAGES if row.get(f"{kind}_{c}")})
    ]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Sentences of a language and of Arabic as word ids, with the source of each pair."""

    language: str
    left: list[list[int]]
    right: list[list[int]]
    sources: list[str]
    words: Vocabulary
    arabic: Vocabulary

    @property
    def weights(self) -> list[float]:
        """How much each pair counts: what its source counts for the encoder."""
        return [_WEIGHTS.get(source, 1.0) for source in self.sources]


def corpus(rows: Iterable[data.Parallel], language: str, recipe: Recipe = DEFAULT) -> Corpus:
    """The rows that have both languages, as ids; ids follow the order of the rows."""
    pairs = []
    for row in rows:
        if language in row.texts and "ar" in row.texts:
            left, right = read(row.texts[language], language), read(row.texts["ar"], "ar")
            light = _WEIGHTS.get(row.source, 1.0) < 1
            most = recipe.longest_light if light else recipe.longest
            # Arabic writes onto words what is a word elsewhere.
            if 0 < len(right) <= most and 0 < len(left) <= 2 * most:
                pairs.append((row.source, left, right))
    if language == "zh":
        known = chinese_words([[word for word, _ in left] for _, left, _ in pairs], recipe)
        pairs = [(source, with_runs(left, known), right) for source, left, right in pairs]
    words, arabic = Vocabulary(), Vocabulary()
    return Corpus(
        language,
        [words.add(left) for _, left, _ in pairs],
        [arabic.add(right) for _, _, right in pairs],
        [source for source, _, _ in pairs],
        words,
        arabic,
    )
