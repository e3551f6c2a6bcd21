"""How well pasted statements are checked: `python -m eval.checker [--split NAME]`.

A claim is true (an exact quote, or supported), or corrupted (altered, given to a wrong page, or not
in the document). Balanced accuracy is the mean of the shares of both that are told as such; beside
it stand the verdicts met exactly and, of every kind of alteration, the share that was caught.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from corpus.errors import IsnadError
from eval.claims import (
    BLIND,
    PRACTICE,
    PRACTICE2,
    PRACTICE3,
    CheckedClaim,
    load_claims,
    select_claims,
)
from qa.checking.check import Verdict, check_text
from qa.engine import Engine
from qa.settings import Settings

TRUE = frozenset({"exact_quote", "supported"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim and the verdict it got."""

    claim: CheckedClaim
    verdict: str

    @property
    def right(self) -> bool:
        """Whether it was told apart: true as true, corrupted as corrupted."""
        return (self.verdict in TRUE) == (self.claim.verdict in TRUE)


def judge(engine: Engine, claims: Sequence[CheckedClaim]) -> list[Judged]:
    """Check every claim; one that is split is as good as its worst part."""
    order = [str(v) for v in Verdict]
    result = []
    for claim in claims:
        verdicts = [str(checked.verdict) for checked in check_text(engine, claim.claim)]
        result.append(Judged(claim, max(verdicts, key=order.index, default="unsupported")))
    return result


def share(judged: Sequence[Judged]) -> float:
    """Share that was told apart."""
    return sum(one.right for one in judged) / len(judged) if judged else 0.0


def balanced(judged: Sequence[Judged]) -> float:
    """Mean of the shares of true and of corrupted claims that were told apart."""
    sides = [[j for j in judged if (j.claim.verdict in TRUE) is side] for side in (True, False)]
    return sum(map(share, sides)) / 2


def figures(judged: Sequence[Judged]) -> dict[str, tuple[int, float]]:
    """The number of claims and the figure of each group."""
    exact = sum(j.verdict == j.claim.verdict for j in judged) / len(judged)
    found = {
        "balanced accuracy": (len(judged), balanced(judged)),
        "same verdict": (len(judged), exact),
    }
    for name in sorted({j.claim.verdict for j in judged}):
        own = [j for j in judged if j.claim.verdict == name]
        found[f"told apart: {name}"] = (len(own), share(own))
    for name in sorted({j.claim.altered for j in judged if j.claim.altered}):
        own = [j for j in judged if j.claim.altered == name]
        found[f"altered caught: {name}"] = (len(own), share(own))
    for name in sorted({j.claim.language for j in judged}):
        own = [j for j in judged if j.claim.language == name]
        found[f"balanced accuracy: {name}"] = (len(own), balanced(own))
    return found


def main() -> int:
    """Print the figures; 0 when the run was made, 3 when it could not be."""
    parser = argparse.ArgumentParser(prog="python -m eval.checker", description=__doc__)
    parser.add_argument(
        "--split",
        choices=("dev", "test", "practice", "practice2", "practice3", "blind"),
        default="blind",
    )
    options = parser.parse_args()
    try:
        whole = {
            "practice": PRACTICE,
            "practice2": PRACTICE2,
            "practice3": PRACTICE3,
            "blind": BLIND,
        }.get(options.split)
        claims = load_claims(whole) if whole else select_claims(load_claims(), options.split)
        judged = judge(Engine.open(Settings()), claims)
    except IsnadError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    table = Table(f"checking, {options.split}", "claims", "figure")
    for name, (count, figure) in figures(judged).items():
        table.add_row(name, str(count), f"{figure:.3f}")
    Console().print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
