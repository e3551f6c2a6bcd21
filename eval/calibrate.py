"""Fit how sentences are ranked and when to refuse: `python -m eval.calibrate`.

Both are linear models over signals in `qa/`, fitted on the development questions alone; the test
split is never read. They are fitted twice: on questions about the brochure, which has a glossary
and translations, and on those about the practice documents, which nobody prepared. Writes
`qa/calibration.json` and prints the out-of-fold figures, each fact (or practice document) being
judged by a model that never saw it.

Ranking: logistic regression over the differences between sentences that hold gold and those that
don't (pairwise, as in RankSVM, Joachims 2002), every question weighing the same.

Refusing: logistic regression over the grounds for the best sentence, with a near miss for every
question that has an answer (the passages that answer it are taken away). The threshold of the
brochure is the highest that withholds at most `MOST_FALSE` of the answers, that of documents which
nobody prepared the one with most right answers and right refusals, both out of fold. The reranker
has a say about the latter only.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, astuple, dataclass, fields
from pathlib import Path

import numpy as np
from rich.console import Console
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

import qa.engine
from eval.added import library_of
from eval.questions import DOCUMENT_ID, Question, development_questions, load_questions
from qa.answering import Answering
from qa.engine import Engine
from qa.prose.decision import Grounds, Weights, grounds
from qa.prose.evidence import Evidence, Signals
from qa.reading.understand import understand
from qa.refusing.misses import misses
from qa.settings import Settings

FOLDS = 10
MOST_FALSE = 0.075
"""Share of answerable prose questions that may be refused."""
SIGNALS = tuple(field.name for field in fields(Signals))
GROUNDS = tuple(field.name for field in fields(Grounds))
THRESHOLDS = tuple(round(float(t), 2) for t in np.linspace(0.02, 0.98, 97))
NEARLY = 0.98
"""Share of the most right decisions that is about as good."""
Choice = Callable[[np.ndarray, np.ndarray, np.ndarray], float]
PRACTICE_DOCUMENTS = Path(__file__).parent / "practice_documents"


def holds_gold(asked: Question, evidence: Evidence) -> bool:
    """Whether the sentence overlaps a gold span of the question."""
    return any(gold.overlaps(span) for gold in asked.gold for span in evidence.unit.spans)


def pairs(answering: Answering, questions: Sequence[Question]) -> list[tuple[str, np.ndarray]]:
    """By question: its fact and the signal differences, (n, signals), gold minus others."""
    result = []
    for asked in questions:
        read = understand(asked.question, answering.vocabulary)
        _, found = answering.gather(read)
        good = [astuple(e.signals) for e in found if holds_gold(asked, e)]
        bad = [astuple(e.signals) for e in found if not holds_gold(asked, e)]
        if good and bad:
            differences = [np.subtract(g, b) for g in good for b in bad]
            result.append((asked.fact, np.array(differences)))
    return result


def fit_ranking(samples: Sequence[tuple[str, np.ndarray]]) -> np.ndarray:
    """Weights of the signals, none below zero, the first scaled to one."""
    rows = np.vstack([differences for _, differences in samples])
    weight = np.concatenate([np.full(len(d), 1 / len(d)) for _, d in samples])
    both = np.vstack([rows, -rows])
    labels = np.concatenate([np.ones(len(rows)), np.zeros(len(rows))])
    model = LogisticRegression(C=1.0, fit_intercept=False, max_iter=1000)
    model.fit(both, labels, sample_weight=np.concatenate([weight, weight]))
    weights = np.maximum(model.coef_[0], 0.0)
    return weights / max(weights.max(), 1e-9)


def first_right(samples: Sequence[tuple[str, np.ndarray]], weights: np.ndarray) -> float:
    """Share of questions whose best sentence holds gold (for single-gold questions)."""
    return float(np.mean([bool((d @ weights > 0).all()) for _, d in samples]))


def decisions(
    answering: Answering, questions: Sequence[Question]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[str]]:
    """Grounds, (n, grounds), of questions that come down to prose.

    Returns them with whether the best sentence is right, whether there is an answer at all, and
    the facts.
    """
    rows, right, answerable, facts = [], [], [], []
    for asked in questions:
        read = understand(asked.question, answering.vocabulary)
        if not answering.is_prose(read):
            continue
        wanted, found = answering.gather(read)
        if misses(read, wanted, found, answering.vocabulary):
            continue
        rows.append(astuple(grounds(read, found, answering.meanings)))
        right.append(bool(found) and holds_gold(asked, found[0]))
        answerable.append(asked.answerable)
        facts.append(asked.fact)
    return np.array(rows), np.array(right), np.array(answerable), facts


def left_out(answering: Answering, questions: Sequence[Question]) -> tuple[np.ndarray, list[str]]:
    """Grounds of answerable questions from which the passages that answer were taken away.

    What is left is the nearest thing that does not answer: a near miss for every question.
    """
    rows, facts = [], []
    for asked in questions:
        read = understand(asked.question, answering.vocabulary)
        if not asked.answerable or not answering.is_prose(read):
            continue
        _, found = answering.gather(read)
        gold = {e.passage.id for e in found if holds_gold(asked, e)}
        rest = [evidence for evidence in found if evidence.passage.id not in gold]
        if gold and rest:
            rows.append(astuple(grounds(read, rest, answering.meanings)))
            facts.append(asked.fact)
    return np.array(rows), facts


def out_of_fold(
    rows: np.ndarray,
    labels: np.ndarray,
    groups: Sequence[str],
    more: np.ndarray,
    more_groups: Sequence[str],
    fit: Callable[..., LogisticRegression],
) -> np.ndarray:
    """Probability of each row by a model fitted on the other folds, and `more` negatives there."""
    chances = np.zeros(len(rows))
    for train, test in GroupKFold(min(FOLDS, len(set(groups)))).split(rows, labels, groups):
        unseen = {groups[i] for i in test}
        extra = np.array([group not in unseen for group in more_groups], dtype=bool)
        inside = np.vstack([rows[train], more[extra]])
        known = np.concatenate([labels[train], np.zeros(int(extra.sum()), dtype=bool)])
        chances[test] = fit(inside, known).predict_proba(rows[test])[:, 1]
    return chances


def few_refused(chances: np.ndarray, right: np.ndarray, answerable: np.ndarray) -> float:
    """The highest threshold that withholds few answers.

    Half of all questions are answered by tables, which never hesitate: `MOST_FALSE` of those that
    come down to prose is half as many of all. `right` is not looked at.
    """
    fits = [t for t in THRESHOLDS if float((chances < t)[answerable].mean()) <= MOST_FALSE]
    return max(fits, default=THRESHOLDS[0])


def most_right(chances: np.ndarray, right: np.ndarray, answerable: np.ndarray) -> float:
    """The lowest of the thresholds with most right answers and right refusals, or nearly.

    Where every second sentence that comes first is wrong, few refusals would be many false answers;
    of thresholds that hardly differ (`NEARLY`) the one that answers more is taken.
    """
    good = [int((right & (chances >= t)).sum() + (~answerable & (chances < t)).sum())
            for t in THRESHOLDS]  # fmt: skip
    return next(t for t, n in zip(THRESHOLDS, good, strict=True) if n >= NEARLY * max(good))


def model(rows: np.ndarray, labels: np.ndarray) -> LogisticRegression:
    """A regularised logistic regression; both classes weigh the same."""
    return LogisticRegression(C=1.0, class_weight="balanced", max_iter=1000).fit(rows, labels)


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions to one library, in languages that its sentences can be judged in.

    `group` is what a fold leaves out as a whole; by default each fact is one.
    """

    engine: Engine
    questions: Sequence[Question]
    group: str = ""

    def named(self, fact: str) -> str:
        """The group of a fact."""
        return self.group or fact


def fit(
    name: str, asked: Sequence[Asked], choose: Choice, console: Console, *, reranked: bool
) -> Weights:
    """Fit how sentences are ranked, then when to refuse, and print both out of fold.

    Args:
        name: of the weights, to be printed.
        asked: libraries and their questions.
        choose: the threshold, by chances, whether the best sentence is right, and whether there
            is an answer at all.
        console: to print on.
        reranked: whether the reranker has a say.
    """
    start = {signal: 1.0 for signal in SIGNALS if reranked or signal != "judged"}
    samples = [
        (one.named(fact), differences)
        for one in asked
        for fact, differences in pairs(
            one.engine.answering(ranking=start), [q for q in one.questions if q.answerable]
        )
    ]
    weights = fit_ranking(samples)
    groups = sorted({group for group, _ in samples})
    held = []
    for fold in range(FOLDS):
        out = set(groups[fold::FOLDS])
        if out:
            inside = fit_ranking([s for s in samples if s[0] not in out])
            held += [bool((d @ inside > 0).all()) for group, d in samples if group in out]
    console.print(
        f"{name}, ranking: {len(samples)} questions, best sentence right in "
        f"{first_right(samples, weights):.3f}, out of fold {np.mean(held):.3f}"
    )
    named = zip(SIGNALS, weights, strict=True)
    ranking = {name: round(float(w), 4) for name, w in named if name in start}
    rows, right, answerable, facts, more, more_facts = _decided(asked, ranking)
    labels = right & answerable
    chances = out_of_fold(rows, labels, facts, more, more_facts, model)
    threshold = choose(chances, labels, answerable)
    refused = chances < threshold
    false, missed = refused[answerable].mean(), (~refused[~answerable]).mean()
    fitted = model(
        np.vstack([rows, more]), np.concatenate([labels, np.zeros(len(more), dtype=bool)])
    )
    console.print(
        f"{name}, refusing: {len(rows)} questions, {int(answerable.sum())} with an answer; out of "
        f"fold area under the curve {roc_auc_score(labels, chances):.3f}, false refusals "
        f"{false:.3f}, unanswerable answered {missed:.3f}, threshold {threshold:.2f}"
    )
    return Weights(
        ranking=ranking,
        decision={
            name: round(float(w), 4)
            for name, w in zip(GROUNDS, fitted.coef_[0], strict=True)
            if reranked or name != "judged"
        },
        bias=round(float(fitted.intercept_[0]), 4),
        threshold=round(threshold, 4),
    )


def _decided(
    asked: Sequence[Asked], ranking: Mapping[str, float]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[str], np.ndarray, list[str]]:
    """`decisions` and `left_out` of all libraries, sentences ranked anew."""
    found, near = [], []
    for one in asked:
        answering = one.engine.answering(ranking=ranking)
        rows, right, answerable, facts = decisions(answering, one.questions)
        if len(rows):
            found.append((rows, right, answerable, [one.named(fact) for fact in facts]))
        more, facts = left_out(answering, one.questions)
        if len(more):
            near.append((more, [one.named(fact) for fact in facts]))
    rows, right, answerable = (np.concatenate([part[i] for part in found]) for i in range(3))
    return (
        rows,
        right,
        answerable,
        [group for part in found for group in part[3]],
        np.vstack([more for more, _ in near]),
        [group for _, groups in near for group in groups],
    )


def main() -> None:
    """Fit and write."""
    console = Console()
    engine = Engine.open(Settings())
    # Where a document has no translation, its sentences can't be judged by the words in them.
    document = engine.documents[DOCUMENT_ID]
    read = {document.language, *document.translations}
    own = [q for q in development_questions() if q.language in read and not q.history]
    prepared = fit("prepared", [Asked(engine, own)], few_refused, console, reranked=False)
    with ExitStack() as stack:
        asked = []
        for folder in sorted(PRACTICE_DOCUMENTS.iterdir()):
            added, _ = stack.enter_context(library_of(folder / "document.md"))
            questions = [q for q in load_questions(folder / "questions.jsonl") if not q.history]
            asked.append(Asked(added, questions, folder.name))
        bare = fit("bare", asked, most_right, console, reranked=True)
    record = {
        "prepared": asdict(prepared),
        "bare": asdict(bare),
        "checking": engine.calibration.checking,
    }
    path = Path(qa.engine.__file__).parent / "calibration.json"
    path.write_text(json.dumps(record, indent=2) + "\n", "utf8")
    console.print(json.dumps(record))


if __name__ == "__main__":
    main()
