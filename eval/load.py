"""Many people asking at the same time: errors, times, and whether anybody got another's answer.

    python -m eval.load --people 20 --questions 5
    python -m eval.load --people 20 --questions 5 --through page

Starts a server of its own on 127.0.0.1, on a free port, and closes it afterwards. Every person
holds a conversation about rows of the brochure's table: a question that names one, then follow-ups
that don't ("And its secretariat?"). Through the API, a follow-up's right answer is the one that
the engine gives with that person's history alone; through the page, whose sessions the server
keeps, the right chat is that of a lone visitor who asks the same. An answer out of another
conversation can't pass for right. On the page everybody also fetches suggestions after each answer,
as browsers do.
"""

import argparse
import json
import statistics
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import httpx

from eval.load_people import PEOPLE, Person, Visitor
from eval.load_questions import conversation, expected

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

    through: str
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


def measure(url: str, engine: "Engine", people: int, questions: int, through: str = "api") -> Load:
    """Let `people` ask at once, `questions` each, and compare every answer with the right one.

    Args:
        url: of a running server on this machine.
        engine: the one behind it, for the right answers.
        people: at most `MOST_PEOPLE`; each is a thread.
        questions: of each, at most `MOST_QUESTIONS`.
        through: "api" or "page".

    Raises:
        ValueError: more is asked for, or the server is not on this machine.
    """
    if not url.startswith("http://127.0.0.1:"):
        raise ValueError("only a server on 127.0.0.1 may be loaded")
    if not (0 < people <= MOST_PEOPLE and 0 < questions <= MOST_QUESTIONS):
        raise ValueError(f"at most {MOST_PEOPLE} people and {MOST_QUESTIONS} questions of each")
    conversations = [conversation(person, questions) for person in range(people)]
    if through == "api":
        right = expected(engine, conversations)
    else:
        right = _alone(url, conversations)
    if len({right[tuple(asked[:2])] for asked in conversations if len(asked) > 1}) == 1 < people:
        raise ValueError("all follow-ups have one answer: a mix-up could not be seen")
    results: list[list[Asked]] = [[] for _ in conversations]
    together = threading.Barrier(people + 1)
    end = time.perf_counter() + MOST_SECONDS
    threads = [
        threading.Thread(
            target=_talk,
            args=(PEOPLE[through](url), asked, right, done, together, end),
            daemon=True,
        )
        for asked, done in zip(conversations, results, strict=True)
    ]
    for thread in threads:
        thread.start()
    together.wait()
    started = time.perf_counter()
    for thread in threads:
        thread.join(max(0.0, end + 60 - time.perf_counter()))
    return summary(results, people, questions, time.perf_counter() - started, through)


def _talk(
    person: Person,
    asked: Sequence[str],
    right: dict[tuple[str, ...], str],
    done: list[Asked],
    together: threading.Barrier,
    end: float,
) -> None:
    together.wait()
    for number, question in enumerate(asked, 1):
        if time.perf_counter() > end:
            break
        started = time.perf_counter()
        try:
            answer = person.ask(question)
            seconds = time.perf_counter() - started
            person.read()
        except (httpx.HTTPError, ValueError, KeyError) as error:
            done.append(Asked(time.perf_counter() - started, error=str(error) or repr(error)))
            break
        done.append(Asked(seconds, mixed_up=answer != right[tuple(asked[:number])]))
    person.close()


def _alone(url: str, conversations: Sequence[Sequence[str]]) -> dict[tuple[str, ...], str]:
    """What a lone visitor is shown after every beginning of every conversation."""
    shown: dict[tuple[str, ...], str] = {}
    for asked in conversations:
        if tuple(asked) in shown:
            continue
        visitor = Visitor(url)
        for number, question in enumerate(asked, 1):
            shown[tuple(asked[:number])] = visitor.ask(question)
        visitor.close()
    return shown


def summary(
    results: Sequence[Sequence[Asked]],
    people: int,
    questions: int,
    wall: float,
    through: str = "api",
) -> Load:
    """The figures of a run; a question that was not asked any more counts as an error."""
    asked = [one for person in results for one in person]
    errors = [one.error for one in asked if one.error]
    times = sorted(one.seconds for one in asked if not one.error) or [float("nan")]
    return Load(
        through=through,
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
    parser.add_argument("--through", choices=sorted(PEOPLE), default="api", help="which door")
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
        load = measure(url, engine, given.people, given.questions, given.through)
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
