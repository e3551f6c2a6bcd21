"""The MCP tools over both ways, and the examples as a user would run them."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from mcp import Client, StdioServerParameters

EXAMPLES = Path(__file__).parents[2] / "examples"
ENGLISH = "Where will the fifth global meeting be held?"
NAMES = ["ask", "check", "list_documents", "search"]


def call(where, *calls):
    """Results of tool calls, and the tools, of a server's address or command."""

    async def talk():
        async with Client(where) as client:
            tools = (await client.list_tools()).tools
            return {tool.name: tool for tool in tools}, [
                await client.call_tool(name, arguments) for name, arguments in calls
            ]

    return asyncio.run(talk())


def stdio(settings):
    environment = {**os.environ, "ISNAD_DATA_DIR": str(settings.data_dir)}
    return StdioServerParameters(
        command=sys.executable, args=["-m", "ui.cli", "mcp"], env=environment
    )


@pytest.fixture(params=["http", "stdio"])
def where(request, server, settings, engine):
    return f"{server}/mcp" if request.param == "http" else stdio(settings)


def test_tools_answer_in_the_published_contract(where, engine, isnad):
    tools, (asked, found, checked, listed) = call(
        where,
        ("ask", {"question": ENGLISH, "language": "fr"}),
        ("search", {"query": "labour migration", "k": 2}),
        ("check", {"text": "The second meeting brought together 20 participants."}),
        ("list_documents", {}),
    )
    assert sorted(tools) == NAMES
    answer, expected = asked.structured_content, engine.answer(ENGLISH, language="fr").to_dict()
    for value in (answer, expected):
        value.pop("seconds")
    assert answer == expected
    assert json.loads(asked.content[0].text)["answer"] == expected["answer"]
    assert found.structured_content == isnad("search", "labour migration", "-k", "2", "--json").json
    assert [c["verdict"] for c in checked.structured_content["claims"]] == ["altered"]
    assert listed.structured_content == {"documents": isnad("documents", "--json").json}


def test_tools_are_typed_and_described(server):
    tools, _ = call(f"{server}/mcp")
    for tool in tools.values():
        assert tool.annotations.read_only_hint
        assert not tool.annotations.open_world_hint
        assert "\n  " not in tool.description
    assert tools["ask"].input_schema["properties"]["language"]["anyOf"][0]["enum"] == [
        "ar", "en", "fr", "es", "ru", "zh",
    ]  # fmt: skip
    citation = tools["ask"].output_schema["$defs"]["Citation"]["properties"]
    assert citation["quote"]["description"].startswith("The source's own words")


def test_a_history_completes_a_follow_up(server):
    history = [{"question": "How many countries take part in the Bali Process?"}]
    _, (asked,) = call(
        f"{server}/mcp", ("ask", {"question": "And its secretariat?", "history": history})
    )
    assert "Bali" in asked.structured_content["resolved"]


def test_a_bad_call_is_an_error_with_a_sentence(server):
    _, results = call(
        f"{server}/mcp",
        ("ask", {"question": " "}),
        ("ask", {"question": ENGLISH, "documents": ["nosuch"]}),
        ("check", {"text": "a" * 10_001}),
        ("search", {"query": "a", "k": 0}),
    )
    for result, says in zip(
        results, ["question is empty", "no document", "check_limit", "greater than"], strict=True
    ):
        assert result.is_error
        assert says in result.content[0].text
        assert "Traceback" not in result.content[0].text


def example(name, *arguments, settings, **environment):
    return subprocess.run(
        [sys.executable, str(EXAMPLES / name), *arguments],
        env={**os.environ, "ISNAD_DATA_DIR": str(settings.data_dir), **environment},
        capture_output=True,
        timeout=180,
    )


def test_the_api_example_holds_a_conversation(server, settings):
    ran = example("ask_api.py", server, "How many countries take part in the Bali Process?",
                  "And its secretariat?", settings=settings)  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    out = ran.stdout.decode("utf8")
    assert "[1]" in out
    assert "Bali" in out.split("\n> ")[2].splitlines()[0]
    wrong = example("ask_api.py", server, " ", settings=settings)
    assert wrong.returncode == 1
    assert wrong.stderr.decode().startswith("422: the question is empty")


@pytest.mark.parametrize("way", ["http", "stdio"])
def test_the_mcp_example_asks_and_checks(server, settings, way):
    ran = example("ask_mcp.py", f"{server}/mcp" if way == "http" else way, ENGLISH,
                  settings=settings)  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    out = ran.stdout.decode("utf8")
    assert f"tools: {', '.join(NAMES)}" in out
    assert "Cairo" in out
    assert "supported: " in out or "exact_quote: " in out


def test_the_examples_log_in(serve, settings):
    from pydantic import SecretStr

    with serve(auth=SecretStr("amal:secret")) as url:
        for name, where in (("ask_api.py", url), ("ask_mcp.py", f"{url}/mcp")):
            ran = example(name, where, ENGLISH, settings=settings, ISNAD_ACCOUNT="amal:secret")
            assert ran.returncode == 0, ran.stderr
            assert "Cairo" in ran.stdout.decode("utf8")
            assert example(name, where, ENGLISH, settings=settings).returncode != 0
