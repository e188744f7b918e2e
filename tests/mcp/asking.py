"""Asking a server of the Model Context Protocol with the client of its SDK."""

from __future__ import annotations

from typing import Any

import anyio

from mcp import Client

Calls = list[tuple[str, dict[str, Any]]]


def answers(server: Any, calls: Calls) -> list[Any]:
    """What tools answer, one after another: their structured content, or the text of an error."""

    async def ask() -> list[Any]:
        async with Client(server) as client:
            found = [await client.call_tool(name, arguments) for name, arguments in calls]
            return [each.content[0].text if each.is_error else each.structured_content for each in found]

    return anyio.run(ask)
