"""Page, API and MCP tools as one app, behind one guard."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import gradio as gr
from fastapi import FastAPI
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import ASGIApp

from ui.api.app import PREFIX, create_api
from ui.limits.access import Accounts
from ui.limits.gate import Gate, GatedEngine
from ui.limits.guard import Guard
from ui.mcp.tools import create_mcp
from ui.service import Service
from ui.web import build_app, page_options

if TYPE_CHECKING:
    from qa.engine import Engine
    from ui.settings import ChatSettings


def create_app(
    engine: "Engine", settings: "ChatSettings", accounts: Accounts, gate: Gate
) -> tuple[ASGIApp, gr.Blocks]:
    """The app to serve, and the page in it.

    Args:
        engine: shared by all.
        settings: limits, names, root path.
        accounts: who may come in; everybody when there are none.
        gate: gives the turns; the page's questions stand in the same line as the programs'.
    """
    service = Service(engine, settings, gate)
    tools = create_mcp(service)
    # Without sessions: no tool remembers anything, and none can be used up. Host and origin are
    # checked by the guard, for the page and the API as well.
    endpoint = tools.streamable_http_app(
        json_response=True,
        stateless_http=True,
        max_request_body_size=settings.body_limit,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with tools.session_manager.run():
            yield
        service.close()

    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, lifespan=lifespan)
    app.mount(PREFIX, create_api(service, login=bool(accounts)))
    app.router.routes.extend(endpoint.routes)
    changeable = settings.changeable(accounts=bool(accounts))
    page = build_app(GatedEngine(engine, gate), settings, service.checks, changeable=changeable)
    # Last, since the page takes every path that is left.
    gr.mount_gradio_app(
        app,
        page,
        "/",
        server_name=settings.host,
        server_port=settings.port,
        root_path=settings.root_path,
        max_file_size=settings.upload_limit,
        show_error=False,
        run_history=False,
        ssr_mode=False,
        enable_monitoring=False,
        mcp_server=False,
        **page_options(),
    )
    return Guard(app, settings, accounts, changeable=changeable), page
