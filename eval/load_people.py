"""Those who ask in a load test: programs at the HTTP API, visitors at the page.

A visitor does over HTTP what a browser does: a session of its own with Gradio, questions through
the event of the question box, the answer from the stream of events, then the suggestions. (Gradio's
own client refuses events that a page keeps for itself.)
"""

import json
import re
import secrets
from typing import Any, Protocol

import httpx

from eval.load_questions import DOCUMENT

SECONDS = 60.0
"""What is waited for at most, for each piece of an answer."""


class Person(Protocol):
    """One conversation."""

    def ask(self, question: str) -> str:
        """What comes back, in a form that is equal for equal answers.

        Raises:
            httpx.HTTPError: it was refused, or the connection broke.
            ValueError: what came is no answer.
        """

    def read(self) -> None:
        """What a client does on its own once the answer is there; not part of its time.

        Raises:
            httpx.HTTPError: as `ask`.
        """

    def close(self) -> None:
        """Leave."""


class Program:
    """A client of the HTTP API, which keeps the conversation itself."""

    def __init__(self, url: str) -> None:
        """Connect to `url`."""
        self._http = _client(url)
        self._history: list[dict[str, str]] = []

    def ask(self, question: str) -> str:
        """As `Person.ask`: the answer's text."""
        request = {"question": question, "history": self._history, "documents": [DOCUMENT]}
        answer = self._http.post("/api/v1/ask", json=request).raise_for_status().json()
        if answer["question"] != question:
            return f"an answer to {answer['question']!r}"
        self._history.append({"question": question, "answer": answer["answer"]})
        return str(answer["answer"])

    def read(self) -> None:
        """Nothing more to do."""

    def close(self) -> None:
        """As `Person.close`."""
        self._http.close()


class Visitor:
    """A browser's session on the page; the server keeps its conversation."""

    def __init__(self, url: str) -> None:
        """Open the page at `url` in a session of its own."""
        self._http = _client(url)
        self._session = secrets.token_hex(8)
        config = self._http.get("/config").raise_for_status().json()
        parts = {part["props"].get("elem_id"): part["id"] for part in config["components"]}
        events = config["dependencies"]
        # The first that listens answers; what else does only ends other answers.
        listening = reversed(events)
        self._events = {(part, kind): e["id"] for e in listening for part, kind in e["targets"]}
        self._parts = parts
        ask = self._events[parts["question"], "submit"]
        self._follow = next(e["id"] for e in events if e["trigger_after"] == ask)

    def ask(self, question: str) -> str:
        """As `Person.ask`: every question and answer that the chat shows then."""
        # State comes from the server; the last value is the choice of documents: all of them.
        self.start("question", "submit", [question, None, []])
        shown = [piece["text"] for said in self.result()[1] for piece in said["content"]]
        if "isnad problem" in shown[-1]:
            raise ValueError(re.sub(r"<[^>]+>", "", shown[-1]))
        return "\n".join(shown)

    def read(self) -> None:
        """Fetch the suggestions, as every browser does after an answer: more questions to try."""
        self._post("/gradio_api/run/predict", self._follow, [None])

    def close(self) -> None:
        """As `Person.close`."""
        self._http.close()

    def start(self, part: str, kind: str, data: list[Any], said: object = None) -> None:
        """Let the event `kind` of a part of the page happen; `said` is what comes with it.

        Raises:
            httpx.HTTPError: it was refused.
        """
        self._post("/gradio_api/queue/join", self._events[self._parts[part], kind], data, said)

    def _post(self, address: str, event: int, data: list[Any], said: object = None) -> None:
        body = {
            "data": data,
            "fn_index": event,
            "event_data": said,
            "session_hash": self._session,
        }
        self._http.post(address, json=body).raise_for_status()

    def result(self) -> list[Any]:
        """What the parts of the page become, once the event is done.

        Raises:
            httpx.HTTPError: the connection broke.
            ValueError: the event failed.
        """
        query = {"session_hash": self._session}
        with self._http.stream("GET", "/gradio_api/queue/data", params=query) as stream:
            stream.raise_for_status()
            for line in stream.iter_lines():
                if not line.startswith("data:"):
                    continue
                message = json.loads(line.removeprefix("data:"))
                if message["msg"] == "process_completed":
                    if not message["success"]:
                        raise ValueError(str(message["output"].get("error")))
                    values: list[Any] = message["output"]["data"]
                    return values
        raise ValueError("the stream ended before the answer")


PEOPLE: dict[str, type[Program] | type[Visitor]] = {"api": Program, "page": Visitor}
"""Who comes through which door."""


def _client(url: str) -> httpx.Client:
    # Nothing of the environment: a proxy would be another host.
    return httpx.Client(base_url=url, timeout=SECONDS, trust_env=False)
