"""Fit the decision to answer on the development questions: `python -m eval.calibrate`.

Logistic regression over the signals of the best evidence, for the questions that are not
answered from a table; the threshold is the lowest at which at least five in six of the
unanswerable ones are refused. Writes `qa/calibration.json`. The test split is never read.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

import qa.engine
from eval.questions import load_questions
from qa.engine import Engine
from qa.prose import concepts, foreign, signals
from qa.settings import Settings
from qa.tables import TableReader
from qa.understand import understand

NAMES = ("cosine", "coverage", "unknown")


def samples(engine: Engine) -> tuple[np.ndarray, np.ndarray]:
    """Signals, (n, 3), and whether each development question can be answered, (n,)."""
    answering = engine._answering(frozenset(engine.documents))
    rows, labels = [], []
    for asked in load_questions():
        # A follow-up by itself is no whole question.
        if asked.split != "dev" or asked.history:
            continue
        question = understand(asked.question, answering.vocabulary)
        readers = [TableReader(view, question) for view in answering.tables]
        if answering._stranger(question) or any(r.applies and r.read() for r in readers):
            continue
        wanted = concepts(question, answering.vocabulary)
        wanted = wanted or concepts(question, answering.vocabulary, topic=True)
        found = answering._gather(question, wanted)
        if found and foreign(question, found[0], answering.vocabulary):
            continue
        best = signals(question, found[0] if found else None, answering.vocabulary)
        rows.append([getattr(best, name) for name in NAMES])
        labels.append(asked.answerable)
    return np.array(rows), np.array(labels)


def main() -> None:
    """Fit and write."""
    features, labels = samples(Engine.open(Settings()))
    model = LogisticRegression(C=3.0).fit(features, labels)
    chances = model.predict_proba(features)[:, 1]
    refused = np.sort(chances[~labels])
    threshold = float(refused[int(np.ceil(5 / 6 * len(refused))) - 1]) + 1e-3 if len(refused) else 0.5
    record = {"bias": float(model.intercept_[0])}
    record |= {name: float(w) for name, w in zip(NAMES, model.coef_[0], strict=True)}
    record["threshold"] = threshold
    path = Path(qa.engine.__file__).parent / "calibration.json"
    rounded = {name: round(value, 4) for name, value in record.items()}
    path.write_text(json.dumps(rounded) + "\n", "utf8")


if __name__ == "__main__":
    main()
