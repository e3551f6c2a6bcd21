"""Serving the chat on this machine."""

import os
import socket
import sys
import threading
from typing import TYPE_CHECKING

from corpus.errors import UsageError
from ui.streams import note

if TYPE_CHECKING:
    from gradio import Blocks

    from qa.engine import Engine
    from qa.settings import Settings


def serve(engine: "Engine", settings: "Settings", *, browser: bool) -> None:
    """Serve until interrupted.

    Raises:
        UsageError: the port is taken or the address is not one of this machine.
    """
    app, url = start(engine, settings)
    note(f"Isnad is at {url} (Ctrl-C ends it)")
    if browser and _has_display():
        import webbrowser

        webbrowser.open(url)
    try:
        # Not app.block_thread(): that swallows Ctrl-C and prints about it.
        threading.Event().wait()
    finally:
        app.close(verbose=False)


def start(engine: "Engine", settings: "Settings") -> "tuple[Blocks, str]":
    """Serve in the background; returns the app, to be closed, and where it is.

    The engine is warmed first, so that no question waits for what is made only once.

    Raises:
        UsageError: the port is taken or the address is not one of this machine.
    """
    port = free_port(settings.host, settings.port)
    # Before gradio is imported, which reads both: uploads and caches go where all else goes.
    os.environ.setdefault("GRADIO_TEMP_DIR", str(settings.data_dir / "chat"))
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    from ui.web import build_app, page_options

    app = build_app(engine, settings)
    warm(engine)
    _bypass_proxy(settings.host)
    app.launch(
        server_name=settings.host,
        server_port=port,
        prevent_thread_lock=True,
        quiet=True,
        share=False,
        ssr_mode=False,
        run_history=False,
        enable_monitoring=False,
        **page_options(),
    )
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host
    return app, f"http://{f'[{host}]' if ':' in host else host}:{port}"


def warm(engine: "Engine") -> None:
    """Ask something, so that what is made at the first question is there at the user's first."""
    title = next((document.title for document in engine.documents.values()), "Isnad")
    engine.answer(f"{title}?")


def _bypass_proxy(host: str) -> None:
    """Gradio asks its own server whether it is up: a proxy of the network can't reach that."""
    for name in ("NO_PROXY", "no_proxy"):
        known = [entry for entry in os.environ.get(name, "").split(",") if entry]
        os.environ[name] = ",".join(dict.fromkeys([*known, "127.0.0.1", "localhost", host]))


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
