"""Use the MCP tools: list what there is, ask, and check what was made of the answer.

    python examples/ask_mcp.py http://127.0.0.1:7860/mcp "Where will the fifth meeting be held?"
    python examples/ask_mcp.py stdio "Where will the fifth meeting be held?"

The first talks to a running `isnad chat`, the second starts `isnad mcp` itself. An AI program is
given the same: the address, or the command. With accounts, set ISNAD_ACCOUNT=USER:PASSWORD.
"""

import asyncio
import base64
import os
import sys

import httpx2
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client


def client(where: str) -> Client:
    """A client of a server's address, or of a process of its own."""
    if where == "stdio":
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "ui.cli", "mcp"], env=dict(os.environ)
        )
        return Client(command)
    account = os.environ.get("ISNAD_ACCOUNT")
    if account is None:
        return Client(where)
    login = "Basic " + base64.b64encode(account.encode()).decode()
    http = httpx2.AsyncClient(headers={"Authorization": login}, timeout=60)
    return Client(streamable_http_client(where, http_client=http))


async def main(where: str, question: str) -> None:
    """List the tools, ask, and check the answer's words."""
    async with client(where) as isnad:
        tools = await isnad.list_tools()
        print("tools:", ", ".join(sorted(tool.name for tool in tools.tools)))
        asked = await isnad.call_tool("ask", {"question": question})
        if asked.is_error:
            sys.exit(asked.content[0].text)
        answer = asked.structured_content
        print(answer["answer"])
        for citation in answer["citations"]:
            print(f"  [{citation['number']}] page {citation['page']}: {citation['quote']}")
        checked = await isnad.call_tool("check", {"text": answer["answer"]})
        for claim in checked.structured_content["claims"]:
            print(f"{claim['verdict']}: {claim['text']}")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    if len(sys.argv) != 3:
        sys.exit("usage: python examples/ask_mcp.py ADDRESS/mcp|stdio QUESTION")
    asyncio.run(main(*sys.argv[1:]))
