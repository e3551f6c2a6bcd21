"""Serving page, API and MCP tools on this machine."""

import http.client
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.errors import UsageError
from ui.limits.access import read_accounts
from ui.startup import collector_resting
from ui.streams import note

if TYPE_CHECKING:
    import uvicorn
    from gradio import Blocks

    from qa.engine import Engine
    from ui.limits.gate import Gate
    from ui.settings import ChatSettings


def serve(engine: "Engine", settings: "ChatSettings", *, browser: bool) -> None:
    """Serve until interrupted.

    Raises:
        UsageError: the port is taken or the address is not one of this machine.
    """
    running, url = start(engine, settings)
    note(f"Isnad is at {url} (Ctrl-C ends it)")
    for line in warnings(settings, accounts=bool(read_accounts(settings))):
        note(line)
    if browser and _has_display():
        import webbrowser

        webbrowser.open(url)
    try:
        threading.Event().wait()
    finally:
        running.close()


def warnings(settings: "ChatSettings", *, accounts: bool) -> Iterator[str]:
    """What whoever starts the server should know about who may do what."""
    changeable = settings.changeable(accounts=accounts)
    if not settings.local and not accounts:
        may = "ask, and add and remove documents" if changeable else "ask"
        yield f"Whoever reaches this address may {may}: --auth-file lets only accounts in."
    if not changeable:
        kept = "Documents are read-only: none can be added or removed on the page"
        asked = settings.allow_changes is False
        yield f"{kept}." if asked else f"{kept} (--allow-changes lets everybody)."


class Running:
    """A server in a thread of its own, until it is closed."""

    def __init__(self, server: "uvicorn.Server", page: "Blocks", gate: "Gate") -> None:
        """Start, and wait until requests are answered.

        Raises:
            UsageError: it didn't start.
        """
        self._server, self._page, self._gate = server, page, gate
        self._thread = threading.Thread(target=server.run, name="server", daemon=True)
        self._thread.start()
        while not server.started:
            if not self._thread.is_alive():
                raise UsageError("the server could not be started: see what was logged before")
            time.sleep(0.005)

    def close(self, verbose: bool = False) -> None:
        """Stop answering and free the port; `verbose` is for those who know Gradio's `close`."""
        self._gate.close()
        self._page.app.stop_event.set()  # ends the page's open event streams
        self._server.should_exit = True
        self._thread.join(timeout=10)


def start(engine: "Engine", settings: "ChatSettings") -> "tuple[Running, str]":
    """Serve in the background; returns the server, to be closed, and where it is.

    The engine is warmed first, so that no question waits for what is made only once.

    Raises:
        UsageError: the port is taken, the address is not one of this machine, or an account is
            malformed.
    """
    accounts = read_accounts(settings)
    settings = settings.model_copy(update={"port": free_port(settings.host, settings.port)})
    # Before gradio is imported, which reads both: uploads and caches go where all else goes.
    os.environ.setdefault("GRADIO_TEMP_DIR", str(settings.data_dir / "chat"))
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    from ui.limits.gate import Gate

    gate = Gate(settings.answers_at_once, settings.answers_waiting, settings.answer_patience)
    warming = gate.start(lambda: warm(engine))  # meanwhile gradio is imported, which takes seconds
    with collector_resting():
        import uvicorn

        from ui.application import create_app

        app, page = create_app(engine, settings, accounts, gate)
    warming.result()
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,  # it would hold who asked what
        server_header=False,
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=2,
        ws="none",
    )
    running = Running(uvicorn.Server(config), page, gate)
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host
    _render(host, settings.port)
    host = f"[{host}]" if ":" in host else host
    # A proxy's path is part of the address here too: the page's own links lead there.
    return running, f"http://{host}:{settings.port}{settings.root_path}"


def warm(engine: "Engine") -> None:
    """Ask something, so that what is made at the first question is there at the user's first."""
    title = next((document.title for document in engine.documents.values()), None)
    if title is not None:
        engine.answer(f"{title}?")


def _render(host: str, port: int) -> None:
    """Fetch the page once: its templates are read at the first visit, and nobody waits for it."""
    connection = http.client.HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    finally:
        connection.close()


def free_port(host: str, port: int) -> int:
    """`port`, or any free one for 0; found out before anything slow is loaded.

    Raises:
        UsageError: the port is taken or the address is not one of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise UsageError(
                f"can't listen on {host} port {port} ({error.strerror}): choose another with"
                " --host and --port (--port 0 takes any free one)"
            ) from error
        return int(probe.getsockname()[1])


def _has_display() -> bool:
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
