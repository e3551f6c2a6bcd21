"""Many people asking at the same time: errors, times, and whether anybody got another's answer.

    python -m eval.load --people 20 --questions 5

Starts a server of its own on 127.0.0.1, on a free port, and closes it afterwards. Every person
holds a conversation about rows of the brochure's table: a question that names one, then follow-ups
that don't ("And its secretariat?"). A follow-up's right answer is the one that the engine gives
with that person's history alone: an answer out of another conversation can't pass for right.
"""

import argparse
import json
import statistics
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from eval.load_questions import DOCUMENT, conversation, expected

if TYPE_CHECKING:
    from qa.engine import Engine

MOST_PEOPLE, MOST_QUESTIONS, MOST_SECONDS = 200, 50, 300.0
"""What a run may ask for at most; what isn't done by then is not begun any more."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that was sent: seconds until its answer, and what was wrong, if anything."""

    seconds: float
    error: str = ""
    mixed_up: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    """What a run found; times in seconds, over all questions."""

    people: int
    questions: int
    answered: int
    errors: int
    mixed_up: int
    median: float
    p95: float
    slowest: float
    wall: float
    first_error: str = ""


def measure(url: str, engine: "Engine", people: int, questions: int) -> Load:
    """Let `people` ask at once, `questions` each, and compare every answer with the right one.

    Args:
        url: of a running server on this machine.
        engine: the one behind it, for the right answers.
        people: at most `MOST_PEOPLE`; each is a thread.
        questions: of each, at most `MOST_QUESTIONS`.

    Raises:
        ValueError: more is asked for, or the server is not on this machine.
    """
    if not url.startswith("http://127.0.0.1:"):
        raise ValueError("only a server on 127.0.0.1 may be loaded")
    if not (0 < people <= MOST_PEOPLE and 0 < questions <= MOST_QUESTIONS):
        raise ValueError(f"at most {MOST_PEOPLE} people and {MOST_QUESTIONS} questions of each")
    conversations = [conversation(person, questions) for person in range(people)]
    right = expected(engine, conversations)
    if len({right[tuple(asked[:2])] for asked in conversations if len(asked) > 1}) == 1 < people:
        raise ValueError("all follow-ups have one answer: a mix-up could not be seen")
    results: list[list[Asked]] = [[] for _ in conversations]
    together = threading.Barrier(people + 1)
    end = time.perf_counter() + MOST_SECONDS
    threads = [
        threading.Thread(target=_talk, args=(url, asked, right, done, together, end), daemon=True)
        for asked, done in zip(conversations, results, strict=True)
    ]
    for thread in threads:
        thread.start()
    together.wait()
    started = time.perf_counter()
    for thread in threads:
        thread.join(max(0.0, end + 60 - time.perf_counter()))
    return summary(results, people, questions, time.perf_counter() - started)


def _talk(
    url: str,
    asked: Sequence[str],
    right: dict[tuple[str, ...], str],
    done: list[Asked],
    together: threading.Barrier,
    end: float,
) -> None:
    import httpx

    history: list[dict[str, str]] = []
    # Nothing of the environment: a proxy would be another host.
    with httpx.Client(base_url=url, timeout=60, trust_env=False) as client:
        together.wait()
        for number, question in enumerate(asked, 1):
            if time.perf_counter() > end:
                return
            request = {"question": question, "history": history, "documents": [DOCUMENT]}
            started = time.perf_counter()
            try:
                response = client.post("/api/v1/ask", json=request)
                response.raise_for_status()
                answer: dict[str, Any] = response.json()
            except (httpx.HTTPError, ValueError) as error:
                done.append(Asked(time.perf_counter() - started, error=str(error)))
                return
            seconds = time.perf_counter() - started
            mixed_up = answer["answer"] != right[tuple(asked[:number])]
            done.append(Asked(seconds, mixed_up=mixed_up or answer["question"] != question))
            history.append({"question": question, "answer": answer["answer"]})


def summary(results: Sequence[Sequence[Asked]], people: int, questions: int, wall: float) -> Load:
    """The figures of a run; a question that was not asked any more counts as an error."""
    asked = [one for person in results for one in person]
    errors = [one.error for one in asked if one.error]
    times = sorted(one.seconds for one in asked if not one.error) or [float("nan")]
    return Load(
        people=people,
        questions=people * questions,
        answered=len(asked) - len(errors),
        errors=people * questions - (len(asked) - len(errors)),
        mixed_up=sum(one.mixed_up for one in asked),
        median=statistics.median(times),
        p95=times[max(0, -(-95 * len(times) // 100) - 1)],
        slowest=times[-1],
        wall=wall,
        first_error=errors[0] if errors else "",
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; exit status 1 when there was an error or a mix-up."""
    parser = argparse.ArgumentParser(prog="python -m eval.load", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--people", type=int, default=20, help="how many ask at once")
    parser.add_argument("--questions", type=int, default=5, help="of each, one after the other")
    parser.add_argument("--json", action="store_true", help="write JSON")
    given = parser.parse_args(arguments)

    from pydantic import SecretStr

    from ui.server import start
    from ui.session import load_settings, open_engine

    # All people here come from one address: the limit on one client is not what is measured.
    settings = load_settings(
        host="127.0.0.1", port=0, root_path="", requests_per_minute=MOST_PEOPLE * MOST_QUESTIONS
    ).model_copy(update={"auth_file": None, "auth": SecretStr("")})
    engine = open_engine(settings)
    running, url = start(engine, settings)
    try:
        load = measure(url, engine, given.people, given.questions)
    except ValueError as error:
        parser.error(str(error))
    finally:
        running.close()
    if given.json:
        sys.stdout.write(json.dumps(asdict(load)) + "\n")
    else:
        sys.stdout.write("".join(f"{name}: {_shown(v)}\n" for name, v in asdict(load).items()))
    return 1 if load.errors or load.mixed_up else 0


def _shown(value: float | str) -> str:
    return f"{value:.3f} s" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    sys.exit(main())
