"""Ask the documents over HTTP, with a follow-up: needs nothing but Python.

    isnad chat --no-browser &
    python examples/ask_api.py http://127.0.0.1:7860 \
        "How many countries take part in the Bali Process?" "And its secretariat?"

With accounts, set ISNAD_ACCOUNT=USER:PASSWORD in the environment.
"""

import base64
import json
import os
import sys
import urllib.error
import urllib.request


def post(server: str, path: str, request: dict) -> dict:
    """Send a request to the API and return what it answers."""
    headers = {"Content-Type": "application/json"}
    if account := os.environ.get("ISNAD_ACCOUNT"):
        headers["Authorization"] = "Basic " + base64.b64encode(account.encode()).decode()
    call = urllib.request.Request(
        server.rstrip("/") + "/api/v1" + path, json.dumps(request).encode(), headers
    )
    try:
        with urllib.request.urlopen(call, timeout=60) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        # Every error says in one sentence what is wrong; after 429 and 503, come back later.
        problem = json.load(error)
        wait = error.headers.get("Retry-After")
        sys.exit(f"{error.code}: {problem['detail']}" + (f" (in {wait} s)" if wait else ""))


def main(server: str, questions: list[str]) -> None:
    """Ask one question after the other, as one conversation."""
    history: list[dict] = []
    for question in questions:
        answer = post(server, "/ask", {"question": question, "history": history})
        print(f"\n> {answer.get('resolved', question)}\n{answer['answer']}")
        for citation in answer["citations"]:
            place = f"page {citation['page']}, {citation['start']}-{citation['end']}"
            print(f"  [{citation['number']}] {citation['document_title']}, {place}")
            print(f"      {citation['quote']}")
        history.append({"question": question, "answer": answer["answer"]})


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    if len(sys.argv) < 3:
        sys.exit("usage: python examples/ask_api.py SERVER QUESTION [FOLLOW-UP ...]")
    main(sys.argv[1], sys.argv[2:])
